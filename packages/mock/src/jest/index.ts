import type { MockMatchers } from "../matchers/index.ts";

export { type MockMatchers, matchers } from "../matchers/index.ts";
export { recordEvents } from "../matchers/recorded-events.ts";
export type { CountOptions, MatcherMock, MatcherResult } from "../matchers/result.ts";

/** The global `expect`, in the types of `@types/jest`. */
declare global {
  namespace jest {
    interface Matchers<R> extends MockMatchers<R> {}
  }
}

// The `expect` of `@jest/globals`. The directive stays in the published types.
// biome-ignore lint/suspicious/noTsIgnore: without Jest there is an error, and with it none
/** @ts-ignore Without Jest there is no such module. */
declare module "expect" {
  interface Matchers<R> extends MockMatchers<R> {}
}
