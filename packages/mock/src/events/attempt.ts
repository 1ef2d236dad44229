import type { Timers } from "../clock/timers.ts";
import type { EventSettings } from "../profile/profile.ts";
import type { Delivery, DeliveryResult, Transport } from "./delivery.ts";
import { sign, signatureHeader } from "./signature.ts";

/** One try under way. */
export type RunningAttempt = {
  /** What it comes to; never rejects. */
  readonly result: Promise<DeliveryResult>;
  /** Ends it at once, unanswered. */
  readonly stop: (why: string) => void;
};

/** What a try needs. */
export type AttemptOptions = {
  readonly settings: () => EventSettings;
  /** Real time: a subscriber's answer takes as long as it takes. */
  readonly after: Timers["after"];
  /** The way out; without one every try fails. */
  readonly transport?: Transport | undefined;
};

/**
 * Sends a delivery once. It is over with the answer, after `timeoutMs`, or when it is stopped, even
 * where the way out does not heed its signal.
 */
export function startAttempt(delivery: Delivery, options: AttemptOptions): RunningAttempt {
  const { after, settings, transport } = options;
  if (!transport) return failedAttempt("no way out: the mock was given no fetch");
  const { timeoutMs } = settings();
  const controller = new AbortController();
  let stop = (_why: string): void => {};
  const result = new Promise<DeliveryResult>((resolve) => {
    stop = (why) => {
      resolve({ error: why });
      controller.abort(new Error(why));
    };
    void post(delivery, settings(), transport, controller.signal).then(resolve);
  });
  const cancel = after(timeoutMs, () => stop(`no answer within ${timeoutMs} ms`));
  void result.then(cancel);
  return { result, stop };
}

/** A try that is over before it began. */
export function failedAttempt(error: string): RunningAttempt {
  return { result: Promise.resolve({ error }), stop: () => {} };
}

async function post(
  { callback, body, eventId }: Delivery,
  { secret }: EventSettings,
  transport: Transport,
  signal: AbortSignal,
): Promise<DeliveryResult> {
  const headers: Record<string, string> = { "X-Event-Id": eventId };
  if (secret) headers[signatureHeader] = await sign(body, secret);
  return transport(callback, body, headers, signal);
}
