import type { HttpHandler } from "msw";
import { type SetupWorker, setupWorker } from "msw/browser";
import type { Mock } from "../assembly/mock.ts";
import { type Control, createControl } from "../control/client.ts";
import { handlers, type MswOptions } from "../msw/index.ts";
import { booleanRule, checkOptions, type OptionRule } from "../schema/options.ts";
import { openDashboard } from "./open-dashboard.ts";
import { type WorkerFacts, workerIssue } from "./worker-issue.ts";

export { openDashboard } from "./open-dashboard.ts";

/** Options of `startWorker`. */
export interface WorkerOptions extends MswOptions {
  /** Handlers of your own, which precede the mock. */
  readonly handlers?: readonly HttpHandler[];
  /** Address of MSW's worker script, and its scope. Default `/mockServiceWorker.js`. */
  readonly worker?: { readonly url?: string; readonly scope?: string };
  /** Whether `globalThis.tmf654` has the mock and its control client. Default true. */
  readonly isExposed?: boolean;
}

/** The value of `globalThis.tmf654`, for the console of the browser. */
export interface ExposedMock {
  readonly mock: Mock;
  readonly control: Control;
  /** Opens the page of the mock in a window. */
  readonly openDashboard: () => Promise<Window>;
}

/** The error of a worker that cannot intercept the page's requests; its message has the remedy. */
export class WorkerError extends Error {
  override readonly name = "WorkerError";
}

const textRule: OptionRule = { fits: (value) => typeof value === "string", must: "must be text" };
const optionRules = {
  // The function `handlers` checks this option itself.
  baseUrl: { fits: () => true, must: "" },
  handlers: { fits: Array.isArray, must: "must be a list of MSW's handlers" },
  worker: {
    fits: (value: unknown) => typeof value === "object" && value !== null,
    must: 'must be an object, such as { url: "/app/mockServiceWorker.js" }',
  },
  isExposed: booleanRule,
};
const workerRules = { url: textRule, scope: textRule };

/**
 * The worker that runs in this page. A hot update starts another worker, and MSW allows only one at
 * a time.
 */
let runningWorker: SetupWorker | undefined;
/**
 * Settles when the last start has ended. The next start waits for it, because React's strict mode
 * starts two workers.
 */
let lastStart: Promise<unknown> = Promise.resolve();

/**
 * Starts MSW's worker with a mock. The page's requests to the API then go to the mock, and those to
 * `/__mock` to its control plane; all others go to the network. A second start, as in a hot update,
 * replaces the first one. Returns MSW's worker.
 * @throws WorkerError when the page has no service workers. It also throws when the worker script
 * is missing, of another major version of MSW, or outside the page's scope.
 * @throws MockOptionsError for an unknown or invalid option.
 * @example
 * ```ts
 * import { createMock } from "@tmf654/mock";
 * import { startWorker } from "@tmf654/mock/browser";
 *
 * await startWorker(createMock({ persist: sessionStorage }));
 * ```
 */
export async function startWorker(mock: Mock, options: WorkerOptions = {}): Promise<SetupWorker> {
  checkOptions(options, optionRules);
  checkOptions(options.worker ?? {}, workerRules);
  const startedWorker = lastStart.then(() => start(mock, options));
  lastStart = startedWorker.catch(() => {});
  return startedWorker;
}

async function start(mock: Mock, options: WorkerOptions): Promise<SetupWorker> {
  const { baseUrl, handlers: ownHandlers = [], worker: script = {} } = options;
  const { url = "/mockServiceWorker.js", scope } = script;
  const worker = setupWorker(...ownHandlers, ...handlers(mock, { baseUrl }));
  const facts: WorkerFacts = {
    href: location.href,
    isSupported: "serviceWorker" in navigator,
    scriptUrl: new URL(url, location.href).href,
    // Only version 3 of MSW has this member.
    mswMajor: "readyState" in worker ? 3 : 2,
  };
  throwWorkerIssue(facts);
  throwWorkerIssue({ ...facts, script: await readScript(facts.scriptUrl) });
  await runningWorker?.stop();
  runningWorker = undefined;
  const registration = await worker.start({
    quiet: true,
    serviceWorker: { url, ...(scope !== undefined && { options: { scope } }) },
    // The option has another name in version 2 of MSW.
    ...({ onUnhandledRequest: "bypass", onUnhandledFrame: "bypass" } as object),
  });
  const issue = workerIssue({ ...facts, scope: registration?.scope });
  if (issue !== undefined) {
    await worker.stop();
    throw new WorkerError(issue);
  }
  runningWorker = worker;
  if (options.isExposed !== false) exposeMock(mock);
  return worker;
}

function throwWorkerIssue(facts: WorkerFacts): void {
  const issue = workerIssue(facts);
  if (issue !== undefined) throw new WorkerError(issue);
}

async function readScript(url: string): Promise<NonNullable<WorkerFacts["script"]>> {
  const response = await fetch(url);
  const type = response.headers.get("content-type") ?? "";
  return { status: response.status, type, text: await response.text() };
}

function exposeMock(mock: Mock): void {
  const { fetch } = mock;
  const exposedMock: ExposedMock = {
    mock,
    control: createControl({ fetch }),
    openDashboard: () => openDashboard(mock),
  };
  const wasExposed = "tmf654" in globalThis;
  Object.assign(globalThis, { tmf654: exposedMock });
  if (wasExposed) return;
  console.info(
    `TMF654 mock: ${mock.basePath} and /__mock are served in this page. ` +
      "Try: await tmf654.control.state(), or tmf654.openDashboard()",
  );
}
