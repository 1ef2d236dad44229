import type { Connection } from "../connection.ts";
import { ActionFailedError, type EndedAction } from "../errors/action-failed-error.ts";
import { TimeoutError } from "../errors/call-errors.ts";
import type { CallOptions } from "../options.ts";
import { statusOf } from "../outcome.ts";
import { pause } from "../pipeline/bounded.ts";

/** How long to wait for an action. */
export interface WaitOptions extends CallOptions {
  /** Milliseconds in all; the last look may take a second more. Default: 30000. */
  readonly timeoutMs?: number;
  /** Milliseconds before the second look; each wait is half as long again, up to 5000. Default: 500. */
  readonly pollMs?: number;
}

type Retrieve<R> = (connection: Connection, id: string, options: CallOptions) => Promise<R>;

const final = /^(completed|failed|cancelled)$/;

/**
 * Looks again until the action has the status. Rejects with `ActionFailedError` when it ends in
 * another one, with `TimeoutError` when time is up: the action itself goes on.
 */
export function waiter<R extends EndedAction>(retrieve: Retrieve<R>) {
  return async (
    connection: Connection,
    id: string,
    status: string,
    { timeoutMs = 30_000, pollMs = 500, ...options }: WaitOptions = {},
  ): Promise<R> => {
    const { platform } = connection;
    const operation = `waitUntil ${status}`;
    const { signal } = options;
    const until = platform.now() + timeoutMs;
    for (let ms = pollMs; ; ms = Math.min(ms * 1.5, 5000)) {
      const totalTimeoutMs = Math.max(1000, until - platform.now());
      const action = await retrieve(connection, id, { ...options, totalTimeoutMs });
      const now = statusOf(action);
      if (now === status) return action;
      if (final.test(now)) throw new ActionFailedError(action, { operation });
      const left = until - platform.now();
      if (left <= 0) {
        throw new TimeoutError({ operation, message: `${operation}: ${id} is still ${now}` });
      }
      await pause({ platform, ms: Math.min(ms, left), signal });
    }
  };
}
