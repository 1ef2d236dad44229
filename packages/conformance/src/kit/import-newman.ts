/**
 * The conversion of a result of the official kit, a JSON file of newman, into a report, as a pure
 * function.
 */
import type { Certificate } from "../model/certificate.ts";
import { defaultCertificate } from "../model/certificate.ts";
import type { CaseResult, ConformanceReport, RecordedCall } from "../model/report.ts";
import { operationOf } from "../plan/operations.ts";
import { countVerdicts } from "../report/summary.ts";
import { maskHeaders } from "../run/mask.ts";
import { ConformanceOptionsError } from "../run/options.ts";
import { isRecord, valueAt } from "../values/path.ts";

/** A failure as `run.failures` lists it. */
interface NewmanFailure {
  readonly item: string;
  readonly test: string;
  readonly message: string;
}

/**
 * The report of a kit's run. Every entry of `run.failures` failed, even if its execution says
 * otherwise. A request without an assertion is inconclusive.
 * @throws ConformanceOptionsError for a file that is not a result of newman.
 */
export function importNewman(
  file: unknown,
  certificate: Certificate = defaultCertificate,
): ConformanceReport {
  const executions = valueAt(file, "run.executions");
  const listedFailures = valueAt(file, "run.failures");
  if (!Array.isArray(executions) || !Array.isArray(listedFailures)) {
    const message = "is not a result of newman: it needs run.executions and run.failures";
    throw new ConformanceOptionsError([{ path: "the file", code: "format", message }]);
  }
  const failures = listedFailures.map(readFailure);
  const usedFailures = new Set<NewmanFailure>();
  const cases = executions.flatMap((execution, index) =>
    casesOf(execution, index, failures, usedFailures),
  );
  // A failure without a matching execution counts too.
  const unmatchedCases = failures
    .filter((failure) => !usedFailures.has(failure))
    .map((failure, index) => failureCase(failure, index));
  const allCases = [...cases, ...unmatchedCases];
  const startedValue = valueAt(file, "run.timings.started");
  const completedValue = valueAt(file, "run.timings.completed");
  const [startedAt, to] = [
    toNumberOr(startedValue, 0),
    toNumberOr(completedValue, toNumberOr(startedValue, 0)),
  ];
  return {
    format: "tmf654-conformance/1",
    baseUrl: baseUrlOf(executions),
    server: baseUrlOf(executions),
    startedAt: new Date(startedAt).toISOString(),
    ms: to - startedAt,
    run: String(valueAt(file, "collection.info.name") ?? "official kit"),
    certificate,
    levels: ["certified"],
    allowWrites: true,
    summary: countVerdicts(allCases),
    preparation: [],
    cases: allCases,
    responseNotes: [],
    cleanUp: { written: 0, undone: [], left: [] },
  };
}

const toNumberOr = (value: unknown, fallback: number): number =>
  typeof value === "number" ? value : fallback;

function readFailure(failure: unknown): NewmanFailure {
  const textAt = (path: string): string => String(valueAt(failure, path) ?? "");
  return {
    item: textAt("source.id") || textAt("source.name"),
    test: textAt("error.test"),
    message: textAt("error.message") || "failed",
  };
}

function casesOf(
  execution: unknown,
  index: number,
  failures: readonly NewmanFailure[],
  matchedFailures: Set<NewmanFailure>,
): readonly CaseResult[] {
  const name = String(valueAt(execution, "item.name") ?? `request ${index + 1}`);
  const keys = [valueAt(execution, "item.id"), name];
  const call = callOf(execution);
  const itemFailures = failures.filter(({ item }) => keys.includes(item));
  const assertions = valueAt(execution, "assertions");
  const list: readonly unknown[] = Array.isArray(assertions) ? assertions : [];
  const results = list.map((assertion, at): CaseResult => {
    const title = String(valueAt(assertion, "assertion") ?? `assertion ${at + 1}`);
    const failure = itemFailures.find(({ test }) => test === title);
    if (failure !== undefined) matchedFailures.add(failure);
    const message = valueAt(assertion, "error.message") ?? failure?.message;
    const isSkipped = valueAt(assertion, "skipped") === true;
    const verdict = message !== undefined ? "failed" : isSkipped ? "skipped" : "passed";
    const id = `kit.${index + 1}.${at + 1}`;
    const reason = message !== undefined ? String(message) : isSkipped ? "the kit skipped it" : "";
    return kitCase(id, `${name}: ${title}`, verdict, reason, call);
  });
  const otherFailures = itemFailures.filter((failure) => !matchedFailures.has(failure));
  for (const failure of otherFailures) matchedFailures.add(failure);
  const failedCases = otherFailures.map(({ test, message }, at) =>
    kitCase(
      `kit.${index + 1}.f${at + 1}`,
      `${name}: ${test || "request"}`,
      "failed",
      message,
      call,
    ),
  );
  if (results.length + failedCases.length > 0) return [...results, ...failedCases];
  const reason = "the kit has no assertion about this request";
  return [kitCase(`kit.${index + 1}`, name, "inconclusive", reason, call)];
}

function kitCase(
  id: string,
  title: string,
  verdict: CaseResult["verdict"],
  reason: string,
  call: RecordedCall | undefined,
): CaseResult {
  return {
    id,
    level: "certified",
    feature: "official-kit",
    title,
    rule: "The official kit makes this assertion.",
    source: "kit",
    why: "The certificate depends on this assertion.",
    operations: call === undefined ? [] : [call.operation],
    needs: [],
    verdict,
    reason,
    ms: call?.ms ?? 0,
    steps: call === undefined ? [] : [{ calls: [call], checks: [] }],
  };
}

function failureCase({ item, test, message }: NewmanFailure, index: number): CaseResult {
  const title = [item, test].filter((part) => part !== "").join(": ") || "failure";
  return kitCase(`kit.failure.${index + 1}`, title, "failed", message, undefined);
}

/** A URL in Postman's form: a text, or its parts. */
function urlOf(url: unknown): string {
  if (typeof url === "string") return url;
  if (!isRecord(url)) return "";
  if (typeof url.raw === "string") return url.raw;
  const join = (parts: unknown, separator: string): string =>
    Array.isArray(parts) ? parts.join(separator) : String(parts ?? "");
  const query = Array.isArray(url.query)
    ? url.query.map((each) => `${valueAt(each, "key")}=${valueAt(each, "value")}`).join("&")
    : "";
  const port = url.port === undefined ? "" : `:${url.port}`;
  const path = `${join(url.host, ".")}${port}/${join(url.path, "/")}`;
  return `${url.protocol ?? "http"}://${path}${query === "" ? "" : `?${query}`}`;
}

function headersOf(list: unknown): Readonly<Record<string, string>> {
  const pairs = Array.isArray(list) ? list : [];
  const namedValues = pairs.map((each) => [
    String(valueAt(each, "key") ?? ""),
    String(valueAt(each, "value") ?? ""),
  ]);
  return maskHeaders(Object.fromEntries(namedValues.filter(([name]) => name !== "")));
}

function callOf(execution: unknown): RecordedCall | undefined {
  const request = valueAt(execution, "request");
  if (!isRecord(request)) return undefined;
  const [method, url] = [String(request.method ?? "GET"), urlOf(request.url)];
  const body = valueAt(request, "body.raw");
  const code = valueAt(execution, "response.code");
  const path = /\/((?:bucket|[a-z]+Balance|balanceActionHistory)(?:\/[^/?]+)?)(?:\/?\?|\/?$)/.exec(
    url,
  );
  return {
    operation: operationOf(`${method} /${path?.[1] ?? ""}`),
    request: {
      method,
      url,
      headers: headersOf(request.header),
      ...(typeof body === "string" && { body }),
    },
    ...(typeof code === "number"
      ? {
          response: {
            status: code,
            headers: headersOf(valueAt(execution, "response.header")),
            text: streamText(valueAt(execution, "response.stream")),
          },
        }
      : { error: String(valueAt(execution, "requestError.message") ?? "no response") }),
    ms: toNumberOr(valueAt(execution, "response.responseTime"), 0),
  };
}

/** Newman writes a body as the bytes of a Buffer. */
function streamText(stream: unknown): string {
  const bytes = valueAt(stream, "data");
  return Array.isArray(bytes)
    ? new TextDecoder().decode(Uint8Array.from(bytes)).slice(0, 4000)
    : "";
}

function baseUrlOf(executions: readonly unknown[]): string {
  const url = urlOf(valueAt(executions[0], "request.url"));
  return url.replace(/\/(?:bucket|[a-z]+Balance)(?:[/?].*)?$/, "") || "unknown";
}
