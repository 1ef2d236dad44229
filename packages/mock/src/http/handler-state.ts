import type { Engine } from "../ports/engine.ts";
import type { HandlerOptions } from "../ports/handler.ts";
import type { MockResponse } from "../ports/http-message.ts";
import type { PatternCompiler } from "../query/patterns.ts";
import type { IdempotencyMemory } from "./idempotency.ts";
import { interruptedResponse } from "./interrupted.ts";
import type { RateLimiter } from "./rate-limit.ts";
import type { PendingResponse } from "./responses.ts";
import type { HttpSettings } from "./settings.ts";

/** The state of one handler between requests. */
export interface HandlerState {
  readonly engine: Engine;
  readonly options: HandlerOptions;
  readonly basePath: string;
  readonly settings: () => HttpSettings;
  readonly limiter: RateLimiter;
  /** The requests with an Idempotency-Key. */
  readonly idempotencyMemory: IdempotencyMemory;
  /** Returns the text of the `Date` header, by the mock's clock. */
  readonly date: () => string;
  compile: PatternCompiler | undefined;
  /** The check of tokens, which loads with the first request that needs it. */
  access: Promise<typeof import("./access.ts")> | undefined;
}

/** Waits for work that a reset interrupts, and continues with its result. */
export function runUntilReset<T>(
  work: Promise<T>,
  { options: { untilReset = (unchangedWork) => unchangedWork } }: HandlerState,
  proceed: (result: T) => PendingResponse,
): Promise<MockResponse> {
  return untilReset(work).then(proceed, interruptedResponse);
}
