import type { Timers } from "../clock/timers.ts";
import type { StateChanges } from "../ports/state-changes.ts";
import type { EventSettings } from "../profile/profile.ts";
import type { Delivery, DeliveryResult, Transport } from "./delivery.ts";
import { sign, signatureHeader } from "./signature.ts";

/** An in-flight attempt. */
export interface RunningAttempt {
  /** The result of the attempt. It never rejects. */
  readonly result: Promise<DeliveryResult>;
  /** Ends the attempt at once with an error. */
  readonly stop: (why: string) => void;
}

/** The options of an attempt. */
export interface AttemptOptions {
  readonly settings: () => EventSettings;
  /** The timer. It runs in real time, because subscribers respond in real time. */
  readonly after: Timers["after"];
  /** The transport. Without a transport every attempt fails. */
  readonly transport?: Transport | undefined;
  /** Whether a callback leads to the mock itself. */
  readonly isOwn?: (callback: string) => boolean;
  /**
   * The database, which stores an event before its first attempt, and then the attempt's result.
   */
  readonly stateChanges?: StateChanges;
}

/**
 * Sends a delivery once. The attempt ends with the response, after `timeoutMs`, or when it is
 * stopped, even if the transport ignores its signal.
 */
export function startAttempt(delivery: Delivery, options: AttemptOptions): RunningAttempt {
  const { after, settings, transport } = options;
  if (!transport) return failedAttempt("cannot deliver: `createMock` has no `fetch` option");
  if (options.isOwn?.(delivery.callback)) {
    return failedAttempt("not sent: the callback leads to this mock itself");
  }
  const { timeoutMs, secret } = settings();
  const controller = new AbortController();
  let stop = (_why: string): void => {};
  const result = new Promise<DeliveryResult>((resolve) => {
    stop = (why) => {
      resolve({ error: why });
      controller.abort(new Error(why));
    };
    // The time for a response begins when the event is sent. A slow database does not shorten it.
    const send = () => {
      const cancel = after(timeoutMs, () => stop(`no response within ${timeoutMs} ms`));
      return postEvent(delivery, secret, transport, controller.signal).finally(cancel);
    };
    void (options.stateChanges?.whenStored?.(send) ?? send()).then(resolve);
  });
  return { result: options.stateChanges?.whenEntered?.(result) ?? result, stop };
}

/** Creates an attempt that failed before it started. */
export function failedAttempt(error: string): RunningAttempt {
  return { result: Promise.resolve({ error }), stop: () => {} };
}

/** Posts an event with its id to its callback. Signs the event if there is a secret. */
export async function postEvent(
  { callback, body, eventId }: Pick<Delivery, "callback" | "body" | "eventId">,
  secret: string | undefined,
  transport: Transport,
  signal: AbortSignal,
): Promise<DeliveryResult> {
  const headers: Record<string, string> = { "X-Event-Id": eventId };
  if (secret) headers[signatureHeader] = await sign(body, secret);
  // The mock may have been reset while the body was signed.
  if (signal.aborted) return { error: "stopped before it was sent" };
  return transport(callback, body, headers, signal);
}
