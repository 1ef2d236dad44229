/** The verbs of the command, as functions that return the exit code. */
import { appendFileSync } from "node:fs";
import { createRequire } from "node:module";
import { compareServers } from "../compare-servers/compare-servers.ts";
import { serverComparisonText } from "../compare-servers/differences.ts";
import { checkKitConfig, kitIssuesText } from "../kit/check-config.ts";
import { importNewman } from "../kit/import-newman.ts";
import type { CaseResult, ConformanceReport } from "../model/report.ts";
import { readCertificate } from "../plan/read-certificate.ts";
import { compareReports, comparisonText } from "../report/compare.ts";
import { toMarkdown } from "../report/github.ts";
import { toHtml } from "../report/html/page.ts";
import { toJUnit } from "../report/junit.ts";
import { readReport } from "../report/read.ts";
import { isConformant } from "../report/summary.ts";
import { caseLine, listLine, toText } from "../report/terminal.ts";
import { withClientCredentials } from "../run/oauth.ts";
import type { ConformanceOptions } from "../run/options.ts";
import { planCases, runConformance } from "../run/run.ts";
import { type CliInput, CliUsageError, headersOf, levelsOf, readWholeNumber } from "./arguments.ts";
import { readJson, readTextFile, writeText } from "./files.ts";
import { helpText } from "./flags.ts";
import { openInbox } from "./inbox.ts";
import { createTransport } from "./transport.ts";

/** The machine's streams and settings, as the command uses them. */
export interface CliHost {
  readonly out: (text: string) => void;
  readonly error: (text: string) => void;
  /** Prints the progress. On a terminal each line replaces the previous one. */
  readonly progress: (text: string) => void;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly fetch: typeof globalThis.fetch;
}

/** Runs the command line and returns the exit code. */
export async function runCommand(input: CliInput, host: CliHost): Promise<number> {
  switch (input.verb) {
    case "help":
      host.out(helpText());
      return 0;
    case "version":
      host.out(`${createRequire(import.meta.url)("@tmf654/conformance/package.json").version}\n`);
      return 0;
    case "compare":
      return compareFiles(input, host);
    case "ctk-check":
      return checkKit(input, host);
    case "import":
      return importKit(input, host);
    default:
      return input.switchedOn.has("list") ? listCases(input, host) : runSuite(input, host);
  }
}

function compareFiles(
  { operands: [fileBefore = "", after = ""] }: CliInput,
  host: CliHost,
): number {
  const changedCases = compareReports(
    readReport(readJson(fileBefore), fileBefore),
    readReport(readJson(after), after),
  );
  host.out(comparisonText(changedCases));
  return changedCases.some(({ isWorse }) => isWorse) ? 1 : 0;
}

function checkKit({ operands: [file = ""] }: CliInput, host: CliHost): number {
  const issues = checkKitConfig(readJson(file));
  host.out(kitIssuesText(issues));
  return issues.length === 0 ? 0 : 1;
}

function importKit(input: CliInput, host: CliHost): number {
  const [file = ""] = input.operands;
  const report = importNewman(readJson(file), certificateOf(input));
  return finishRun(report, input, host);
}

function listCases(input: CliInput, host: CliHost): number {
  const levels = levelsOf(input);
  const certificate = certificateOf(input);
  const cases = planCases({
    filters: input.lists.filter ?? [],
    ...(levels && { levels }),
    ...(certificate && { certificate }),
  });
  host.out(cases.map((each) => `${listLine(each)}\n`).join(""));
  return cases.length > 0 ? 0 : 2;
}

/** The message for a run without cases. */
function noCaseText({ lists }: CliInput): string {
  const filters = (lists.filter ?? []).map((each) => JSON.stringify(each)).join(", ");
  return `No case matches --filter ${filters}. --list without --filter prints the ids.`;
}

async function runSuite(input: CliInput, host: CliHost): Promise<number> {
  const [baseUrl = ""] = input.operands;
  const inbox = input.switchedOn.has("allow-writes")
    ? await openInbox(readWholeNumber(input, "callback-port"), input.text.callback)
    : undefined;
  try {
    const options = { ...optionsOf(input, host, baseUrl), ...(inbox && { callback: inbox }) };
    if (planCases(options).length === 0) throw new CliUsageError(noCaseText(input));
    const otherUrl = input.text["compare-with"];
    if (otherUrl !== undefined) return await compareWithServer(options, otherUrl, input, host);
    return finishRun(await runConformance(options), input, host);
  } finally {
    await inbox?.close();
  }
}

async function compareWithServer(
  options: ConformanceOptions,
  baseUrl: string,
  input: CliInput,
  host: CliHost,
): Promise<number> {
  const { server: _, ...shared } = options;
  const report = await compareServers(options, { ...shared, baseUrl });
  host.progress("");
  host.out(serverComparisonText(report));
  if (input.text.json !== undefined) writeText(input.text.json, JSON.stringify(report));
  return report.differences.length === 0 ? 0 : 1;
}

function certificateOf({ text }: CliInput): ReturnType<typeof readCertificate> | undefined {
  return text.certificate === undefined ? undefined : readCertificate(readJson(text.certificate));
}

function optionsOf(input: CliInput, host: CliHost, baseUrl: string): ConformanceOptions {
  const { text, lists, switchedOn } = input;
  const levels = levelsOf(input);
  const certificate = certificateOf(input);
  const readOnlyAuthorization = text["read-only-authorization"];
  const rate = readWholeNumber(input, "rate");
  const timeout = readWholeNumber(input, "timeout");
  const concurrency = readWholeNumber(input, "concurrency");
  return {
    fetch: fetchOf(input, host),
    baseUrl,
    headers: headersOf(input),
    filters: lists.filter ?? [],
    allowWrites: switchedOn.has("allow-writes"),
    delayedActions: switchedOn.has("delayed"),
    onlyCertificate: switchedOn.has("only-certificate"),
    bail: switchedOn.has("bail"),
    onCase: createReporter(host, switchedOn.has("quiet")),
    ...(levels && { levels }),
    ...(certificate && { certificate }),
    ...(text.server !== undefined && { server: text.server }),
    ...(text.bucket !== undefined && { bucket: text.bucket }),
    ...(readOnlyAuthorization !== undefined && { readOnlyAuthorization }),
    ...(text.receiver !== undefined && { receiver: text.receiver }),
    ...(rate !== undefined && { requestsPerSecond: rate }),
    ...(timeout !== undefined && { timeoutMs: timeout }),
    ...(concurrency !== undefined && { concurrency }),
  };
}

function fetchOf({ text, switchedOn }: CliInput, host: CliHost): typeof globalThis.fetch {
  const readFileOf = (name: string): string | undefined => {
    const path = text[name];
    return path === undefined ? undefined : readTextFile(path);
  };
  const hasTransportOption = ["ca", "cert", "key", "proxy"].some(
    (name) => text[name] !== undefined,
  );
  const fetch =
    hasTransportOption || switchedOn.has("insecure")
      ? createTransport({
          ca: readFileOf("ca"),
          cert: readFileOf("cert"),
          key: readFileOf("key"),
          insecure: switchedOn.has("insecure"),
          proxy: text.proxy,
        })
      : host.fetch;
  const tokenUrl = text["oauth-token-url"];
  if (tokenUrl === undefined) return fetch;
  const secretOf = (flag: string, variable: string): string => {
    const value = text[flag] ?? host.environment[variable];
    if (value !== undefined) return value;
    throw new CliUsageError(`--oauth-token-url needs --${flag} or ${variable}.`);
  };
  const scope = text["oauth-scope"];
  return withClientCredentials(fetch, {
    tokenUrl,
    clientId: secretOf("oauth-client-id", "TMF654_OAUTH_CLIENT_ID"),
    clientSecret: secretOf("oauth-client-secret", "TMF654_OAUTH_CLIENT_SECRET"),
    ...(scope !== undefined && { scope }),
  });
}

function createReporter(host: CliHost, isQuiet: boolean): ConformanceOptions["onCase"] {
  let endedCount = 0;
  return (result: CaseResult, total: number) => {
    endedCount += 1;
    if (isQuiet) return;
    if (result.verdict === "failed" || result.verdict === "inconclusive") {
      host.progress("");
      host.out(`${caseLine(result)}\n`);
    }
    host.progress(`${endedCount} of ${total}`);
  };
}

function finishRun(report: ConformanceReport, input: CliInput, host: CliHost): number {
  const { text, switchedOn } = input;
  host.progress("");
  if (text.html !== undefined) writeText(text.html, toHtml(report));
  if (text.json !== undefined) writeText(text.json, JSON.stringify(report));
  if (text.junit !== undefined) writeText(text.junit, toJUnit(report));
  const summaryFile = text.github ?? host.environment.GITHUB_STEP_SUMMARY;
  if (summaryFile) appendFileSync(summaryFile, toMarkdown(report));
  const lines = toText(report).trimEnd();
  host.out(`${switchedOn.has("quiet") ? (lines.split("\n").at(-1) ?? "") : lines}\n`);
  const isAllSkipped = report.cases.every(({ verdict }) => verdict === "skipped");
  if (isAllSkipped) return 2;
  return isConformant(report) ? 0 : 1;
}
