import type { Connection } from "../client/connect.ts";
import type { CallOptions } from "../client/options.ts";
import { ActionFailedError, type RecordedAction } from "../errors/action-failed-error.ts";
import { TimeoutError } from "../errors/call-errors.ts";
import { maskText } from "../errors/mask.ts";
import { limitOf, wait } from "../pipeline/time-limit.ts";
import { isFinal, statusOf } from "./status.ts";

/** The options of `waitUntil`. */
export interface WaitOptions extends CallOptions {
  /**
   * Time limit of all reads. The last read may take a second more. 0 means no limit. Default:
   * 30000.
   */
  readonly timeoutMs?: number | undefined;
  /**
   * Delay before the second read. Each later delay is 1.5 times as long, up to 5000. Default: 500.
   */
  readonly pollMs?: number | undefined;
}

type Retrieve<R> = (connection: Connection, id: string, options: CallOptions) => Promise<R>;

/**
 * Creates a `waitUntil` function from a retrieve function. The function polls until the action has
 * the status. It rejects with `ActionFailedError` when the action ends with another status, and
 * with `TimeoutError` when the time limit ends. The action continues on the server.
 */
export function createPoller<R extends RecordedAction>(retrieve: Retrieve<R>) {
  return async (
    connection: Connection,
    id: string,
    status: string,
    { timeoutMs = 30_000, pollMs = 500, ...options }: WaitOptions = {},
  ): Promise<R> => {
    const { platform } = connection;
    const operation = `waitUntil ${status}`;
    const { signal } = options;
    const deadline = platform.now() + limitOf(timeoutMs);
    for (let delayMs = pollMs; ; delayMs = Math.min(delayMs * 1.5, 5000)) {
      const totalTimeoutMs = Math.max(1000, deadline - platform.now());
      const action = await retrieve(connection, id, { ...options, totalTimeoutMs });
      const currentStatus = statusOf(action);
      if (currentStatus === status) return action;
      if (isFinal(action)) throw new ActionFailedError(action, { operation });
      const remainingMs = deadline - platform.now();
      if (remainingMs <= 0) {
        throw new TimeoutError({
          operation,
          message: `${operation}: ${id} is still ${maskText(currentStatus)} after ${timeoutMs} ms`,
        });
      }
      await wait({ platform, ms: Math.min(delayMs, remainingMs), signal });
    }
  };
}
