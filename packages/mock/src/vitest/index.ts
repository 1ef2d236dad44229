import { type SetupServer, setupServer } from "msw/node";
import { aroundEach, expect, type TestAPI, TestRunner } from "vitest";
import { createMock } from "../assembly/create-mock.ts";
import type { Mock } from "../assembly/mock.ts";
import { type MockMatchers, matchers } from "../matchers/index.ts";
import { recordEvents } from "../matchers/recorded-events.ts";
import { runIsolated } from "./isolation.ts";
import { type MockFixtureOptions, prepareOptions } from "./options.ts";

export type { CountOptions } from "../matchers/result.ts";
export type { FakeClock, MockFixtureOptions } from "./options.ts";
export { expect, type MockMatchers };

declare global {
  namespace Chai {
    interface Assertion extends MockMatchers {}
  }
}

/** The fixtures of `test`. */
export interface MockFixtures {
  /** Options of the mock: `test.override({ mockOptions: { scenario: "packs" } })`. */
  mockOptions: MockFixtureOptions;
  /**
   * MSW's server, one for each test file. Override it with your own server that already listens.
   */
  server: SetupServer;
  /** A new mock for each test. It responds to the requests of the test and of the app in it. */
  mock: Mock;
}

expect.extend(matchers);

/**
 * The suites whose tests run with their own mock, each with its file. Without `isolate`, the files
 * of a worker have one outermost suite, and Vitest removes its hooks after each file.
 */
const isolatedSuites = new WeakMap<object, object | undefined>();

/** Vitest's `test`, with a new mock for each test, in concurrent tests too. */
export const test: TestAPI<MockFixtures> = TestRunner.createTaskCollector(function (
  this: object,
  ...args: readonly unknown[]
) {
  const suite = TestRunner.getCurrentSuite();
  if (!isolatedSuites.has(suite) || isolatedSuites.get(suite) !== suite.file) {
    isolatedSuites.set(suite, suite.file);
    aroundEach<Partial<MockFixtures>>(async (runTest, { server, mock }) => {
      // Tests of another `test` in the same suite have no mock.
      if (server && mock) await runIsolated(server, mock, runTest);
      else await runTest();
    });
  }
  const collect = suite.test as unknown as { readonly fn: (...args: readonly unknown[]) => void };
  collect.fn.apply(this, [...args]);
}).extend<MockFixtures>({
  mockOptions: {},
  server: [
    // biome-ignore lint/correctness/noEmptyPattern: Vitest reads the names of fixtures here
    async ({}, use) => {
      const server = setupServer();
      server.listen();
      await use(server);
      server.close();
    },
    { scope: "file" },
  ],
  mock: async ({ mockOptions }, use) => {
    const { options, end } = prepareOptions(mockOptions);
    const mock = createMock({ trace: true, ...options });
    const stopRecording = recordEvents(mock);
    await use(mock);
    stopRecording();
    await mock.close();
    end();
  },
});
