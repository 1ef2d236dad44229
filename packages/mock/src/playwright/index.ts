import { test as base, expect as baseExpect, type Expect } from "@playwright/test";
import type { OperationId } from "@tmf654/contract";
import { createMock } from "../assembly/create-mock.ts";
import type { Mock } from "../assembly/mock.ts";
import type { MockOptions } from "../assembly/options.ts";
import type { MockEventByType } from "../events/next-event.ts";
import { matchers } from "../matchers/index.ts";
import { recordEvents } from "../matchers/recorded-events.ts";
import type { CountOptions, MatcherMock, MatcherResult } from "../matchers/result.ts";
import { journalText } from "./journal-text.ts";
import { routeMock } from "./route.ts";

export type { Mock } from "../assembly/mock.ts";
export type { MockOptions } from "../assembly/options.ts";
export type { MountedMock } from "../http/mounted.ts";
export type { CountOptions, MatcherMock, MatcherResult } from "../matchers/result.ts";
export { routeMock } from "./route.ts";

/** The matchers in the form of Playwright's types, in which `expect` passes the first argument. */
export interface MatcherFunctions {
  toHaveReceived(mock: MatcherMock, operation: OperationId, options?: CountOptions): MatcherResult;
  toHaveBalance(mock: MatcherMock, bucketId: string, amount: string): MatcherResult;
  toHaveDelivered(
    mock: MatcherMock,
    type: keyof MockEventByType,
    options?: CountOptions,
  ): MatcherResult;
}

/** Playwright's `expect`, with the matchers `toHaveReceived`, `toHaveBalance` and `toHaveDelivered`. */
export const expect: Expect<MatcherFunctions> = /* @__PURE__ */ baseExpect.extend(matchers);

/** The fixtures that `test` adds to those of Playwright. */
export interface MockFixtures {
  /** Options of the mock: `test.use({ mockOptions: { scenario: "low-balance" } })`. */
  readonly mockOptions: MockOptions;
  /** The mock of this test alone. */
  readonly mock: Mock;
}

/**
 * Playwright's `test` with a mock for each test. The requests of `page` and `context` go to the
 * mock. A failed test has the journal as an attachment. Service workers are blocked by default,
 * because their requests do not pass through routes.
 */
export const test = /* @__PURE__ */ base.extend<MockFixtures>({
  mockOptions: [{}, { option: true }],
  serviceWorkers: "block",
  mock: async ({ mockOptions }, use, testInfo) => {
    const mock = createMock({ trace: true, ...mockOptions });
    recordEvents(mock);
    await use(mock);
    if (testInfo.status !== testInfo.expectedStatus) {
      const body = journalText(mock.journal());
      await testInfo.attach("tmf654 journal", { body, contentType: "text/plain" });
    }
    await mock.close();
  },
  context: async ({ context, mock }, use) => {
    await routeMock(context, mock);
    await use(context);
    await context.unrouteAll({ behavior: "ignoreErrors" });
  },
});
