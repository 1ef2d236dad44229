/** A whole run: preparation, cases, clean-up and report. */
import { features } from "../cases/index.ts";
import { type CaseLevel, type ConformanceCase, caseLevels } from "../model/case.ts";
import { defaultCertificate } from "../model/certificate.ts";
import type { CaseResult, CleanUp, ConformanceReport, RecordedCall } from "../model/report.ts";
import { expandCases } from "../plan/expand.ts";
import { certifiedOperations } from "../plan/operations.ts";
import { type RunLimits, reasonToSkip, selectCases } from "../plan/select.ts";
import { systemPlatform } from "../platform.ts";
import { countVerdicts } from "../report/summary.ts";
import { createCaller } from "./caller.ts";
import { cleanUp, cleanUpCase } from "./clean-up.ts";
import { compactCall, compactCase } from "./compact.ts";
import { type ConformanceOptions, readBaseUrl } from "./options.ts";
import { prepare } from "./prepare.ts";
import { responseNotes } from "./response-notes.ts";
import { describeCase, runCase } from "./run-case.ts";

/**
 * Runs the suite against a server. Rejects only for invalid options.
 * @example
 * ```ts
 * import { isConformant, runConformance } from "@tmf654/conformance";
 *
 * const baseUrl = "https://api.example.com/tmf-api/prepayBalanceManagement/v4";
 * const report = await runConformance({ baseUrl, fetch, levels: ["certified"] });
 * console.log(isConformant(report), report.summary.failed);
 * ```
 */
export async function runConformance(options: ConformanceOptions): Promise<ConformanceReport> {
  const run = await executeRun(options);
  return {
    ...run,
    preparation: run.preparation.map((call) => compactCall(call)),
    cases: run.cases.map(compactCase),
  };
}

/** The cases that the options select, even those that cannot be run. */
export function planCases(
  options: Pick<ConformanceOptions, "certificate" | "levels" | "filters">,
): readonly ConformanceCase[] {
  const { certificate = defaultCertificate } = options;
  return selectCases(expandCases(features, certificate), limitsOf(options));
}

function limitsOf(options: Partial<ConformanceOptions>): RunLimits {
  const { certificate = defaultCertificate, onlyCertificate = false } = options;
  return {
    levels: options.levels ?? caseLevels,
    filters: options.filters ?? [],
    allowWrites: options.allowWrites ?? false,
    hasCallback: options.callback !== undefined,
    hasCredentials: Object.keys(options.headers ?? {}).some((name) =>
      /^authorization$/i.test(name),
    ),
    hasReadOnlyCredentials: options.readOnlyAuthorization !== undefined,
    delayedActions: options.delayedActions ?? false,
    onlyCertificate: onlyCertificate ? certificate : undefined,
  };
}

/** Runs the cases. The report keeps complete responses, so that two servers can be compared. */
export async function executeRun(options: ConformanceOptions): Promise<ConformanceReport> {
  const { certificate = defaultCertificate, platform = systemPlatform } = options;
  const baseUrl = readBaseUrl(options.baseUrl);
  const limits = limitsOf(options);
  const startedAtMs = platform.now();
  const mark = `tmf654-conformance ${platform.uuid().slice(0, 8)}`;
  const allowedOperations = limits.onlyCertificate && certifiedOperations(limits.onlyCertificate);
  const mayCall = (operation: string): boolean => allowedOperations?.has(operation) ?? true;
  const call = createCaller({
    fetch: options.fetch,
    baseUrl,
    headers: options.headers ?? {},
    timeoutMs: options.timeoutMs ?? 10_000,
    requestsPerSecond: options.requestsPerSecond,
    platform,
  });
  const cases = planCases(options);
  const preparation = await prepare({
    call,
    mayCall,
    allowWrites: limits.allowWrites,
    bucket: options.bucket,
    receiver: options.receiver,
    runMark: mark,
    callback: options.callback?.url,
    readOnlyAuthorization: options.readOnlyAuthorization,
    uuid: platform.uuid,
  });
  const caseWork = createWork(cases, options, limits);
  const calls: RecordedCall[] = [...preparation.calls];
  const runOne = async (candidate: ConformanceCase): Promise<CaseResult> => {
    const result = await runCase(candidate, {
      call,
      knownValues: preparation.knownValues,
      inbox: options.callback,
      eventTimeoutMs: options.eventTimeoutMs ?? 5000,
      platform,
    });
    const stepCalls = result.steps.flatMap((step) => step.calls);
    calls.push(...stepCalls);
    if (candidate.needs.includes("write"))
      calls.push(...(await cleanUpCase(stepCalls, call, mayCall)));
    return result;
  };
  await caseWork.run(runOne);
  const settings = { call, mayCall, balances: preparation.balances, mark };
  const cleanUpReport: CleanUp = await cleanUp(calls, settings);
  const results = caseWork.results();
  return {
    format: "tmf654-conformance/1",
    baseUrl,
    server: options.server ?? baseUrl,
    startedAt: new Date(startedAtMs).toISOString(),
    ms: platform.now() - startedAtMs,
    run: mark,
    certificate,
    levels: caseLevels.filter((level) => limits.levels.includes(level)) satisfies CaseLevel[],
    allowWrites: limits.allowWrites,
    summary: countVerdicts(results),
    preparation: preparation.calls,
    cases: results,
    responseNotes: responseNotes(calls),
    cleanUp: cleanUpReport,
  };
}

/** The order of work: cases that read run in parallel, then cases that write one by one. */
function createWork(
  cases: readonly ConformanceCase[],
  options: ConformanceOptions,
  limits: RunLimits,
) {
  const endedCases = new Map<string, CaseResult>();
  let isStopped = false;
  const endCase = (result: CaseResult): void => {
    endedCases.set(result.id, result);
    if (result.verdict === "failed" && options.bail) isStopped = true;
    options.onCase?.(result, cases.length);
  };
  const skipCase = (candidate: ConformanceCase, reason: string): void =>
    endCase({ ...describeCase(candidate), verdict: "skipped", reason, ms: 0, steps: [] });
  const runOrSkip = async (
    candidate: ConformanceCase,
    runOne: (candidate: ConformanceCase) => Promise<CaseResult>,
  ): Promise<void> => {
    const reason = isStopped
      ? "the run stopped after the first failure (--bail)"
      : reasonToSkip(candidate, limits);
    if (reason === undefined) endCase(await runOne(candidate));
    else skipCase(candidate, reason);
  };
  return {
    run: async (runOne: (candidate: ConformanceCase) => Promise<CaseResult>): Promise<void> => {
      const writingCases = cases.filter(({ needs }) => needs.includes("write"));
      const readingCases = cases.filter(({ needs }) => !needs.includes("write")).values();
      const worker = async (): Promise<void> => {
        for (const candidate of readingCases) await runOrSkip(candidate, runOne);
      };
      await Promise.all(Array.from({ length: options.concurrency ?? 4 }, worker));
      for (const candidate of writingCases) await runOrSkip(candidate, runOne);
    },
    results: (): readonly CaseResult[] =>
      cases.map(({ id }) => endedCases.get(id)).filter((result) => result !== undefined),
  };
}
