export { type MockMatchers, matchers } from "../matchers/index.ts";
export { recordEvents } from "../matchers/recorded-events.ts";
export type { CountOptions, MatcherMock, MatcherResult } from "../matchers/result.ts";
