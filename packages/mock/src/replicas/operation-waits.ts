import type { HttpCall } from "../http/call.ts";
import { type FinishedRequest, repeatResponse } from "../http/idempotency.ts";
import type { OperationSteps } from "../http/operation-steps.ts";
import type { DecidingStep } from "../http/pipeline.ts";
import type { PendingResponse } from "../http/responses.ts";
import type { MockResponse } from "../ports/http-message.ts";

interface OperationWaitOptions {
  /** Waits until the state may be changed. Returns `undefined` if this turn may change it. */
  readonly enter: () => Promise<void> | undefined;
  readonly hasFaults: () => boolean;
  /** Returns the finished request with a scope. */
  readonly find: (scope: string, sentAfter: number) => FinishedRequest | undefined;
  /** Returns the response to a request while the database fails. */
  readonly refusalOf: (error: unknown) => MockResponse;
}

/**
 * Makes a request that may change the state wait: before its key is looked up, and after its delay.
 * Everything between its last wait and the command runs in one turn.
 */
export function withOperationWaits(
  steps: OperationSteps,
  options: OperationWaitOptions,
): OperationSteps {
  const wait = (
    call: HttpCall,
    run: () => PendingResponse,
    runAfterWait = run,
  ): PendingResponse => {
    const { method } = call.operation;
    const mayChange = call.route !== undefined && (method !== "GET" || options.hasFaults());
    const entryPromise = mayChange ? options.enter() : undefined;
    return entryPromise ? entryPromise.then(runAfterWait, options.refusalOf) : run();
  };
  const idempotencyKey: DecidingStep = (call, next) =>
    wait(call, () => steps.idempotencyKey(call, next));
  const prefer: DecidingStep = (call, next) => {
    const run = () => steps.prefer(call, next);
    // During the delay, another process may have finished a request with the same key.
    return wait(call, run, () => replayOf(call, options) ?? run());
  };
  return { ...steps, idempotencyKey, prefer };
}

function replayOf(
  { keyedRequest }: HttpCall,
  { find }: OperationWaitOptions,
): PendingResponse | undefined {
  const knownRequest =
    keyedRequest && find(keyedRequest.scope, keyedRequest.now - keyedRequest.ttlMs);
  return knownRequest && repeatResponse(knownRequest, keyedRequest.body);
}
