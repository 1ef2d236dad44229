/** A mock and a callback that receives its events, both in this process. */
import { createMock, type MockOptions } from "@tmf654/mock";
import {
  type ConformanceOptions,
  type ConformanceReport,
  runConformance,
} from "../../src/index.ts";

/** A server under test, and the options of a run against it. */
export interface TestServer {
  readonly fetch: typeof globalThis.fetch;
  readonly baseUrl: string;
  readonly received: () => readonly unknown[];
  readonly close: () => Promise<void>;
}

/**
 * The callback of a test. No server listens at this address, because the mock's `fetch` keeps the
 * events.
 */
export const callbackUrl = "http://localhost:9/tmf654-conformance";

/**
 * A mock that needs a token, and a run with one token that may write and one that may only read.
 */
export const securedSetup = {
  mock: {
    profile: {
      name: "secured",
      extends: "reference",
      auth: { tokens: { key: { scopes: ["read", "write"] }, reader: { scopes: ["read"] } } },
    },
  },
  run: { headers: { Authorization: "Bearer key" }, readOnlyAuthorization: "Bearer reader" },
} as const;

/** A mock that completes actions after an hour, and the options of its run. */
export const delayedSetup = {
  mock: {
    profile: {
      name: "delayed",
      extends: "reference",
      ledger: { delayMs: { topup: 3_600_000, adjust: 3_600_000, transfer: 3_600_000 } },
    },
  },
  run: { delayedActions: true },
} as const;

/** A separate mock for one run. */
export function startMock(options: MockOptions = {}): TestServer {
  const events: unknown[] = [];
  const mock = createMock({
    ...options,
    fetch: async (input, init) => {
      events.push(JSON.parse(await new Request(input, init).text()));
      return new Response(null, { status: 204 });
    },
  });
  return {
    fetch: (input, init) => mock.fetch(input as string, init),
    baseUrl: `http://mock${mock.basePath}`,
    received: () => events,
    close: () => mock.close(),
  };
}

/** Runs the suite against a server, with writes and events. */
export function runAgainst(
  server: TestServer,
  options: Partial<ConformanceOptions> = {},
): Promise<ConformanceReport> {
  return runConformance({
    fetch: server.fetch,
    baseUrl: server.baseUrl,
    allowWrites: true,
    callback: { url: callbackUrl, received: server.received },
    eventTimeoutMs: 1000,
    ...options,
  });
}

/** The cases with one of the verdicts, each as its id and reason. */
export function casesWithVerdict(
  report: ConformanceReport,
  ...verdicts: readonly string[]
): string[] {
  return report.cases
    .filter(({ verdict }) => verdicts.includes(verdict))
    .map(({ id, reason }) => `${id}: ${reason}`);
}
