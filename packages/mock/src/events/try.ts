import type { Timers } from "../clock/timers.ts";
import type { EventSettings } from "../profile/profile.ts";
import type { Answered, Delivery, Transport } from "./delivery.ts";
import { sign, signatureHeader } from "./signature.ts";

/** One try under way. */
export type Try = {
  /** What it comes to; never rejects. */
  readonly answered: Promise<Answered>;
  /** Ends it at once, unanswered. */
  readonly stop: (why: string) => void;
};

/** What a try needs. */
export type TryOptions = {
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
export function beginTry(delivery: Delivery, options: TryOptions): Try {
  const { after, settings, transport } = options;
  if (!transport) return failedTry("no way out: the mock was given no fetch");
  const { timeoutMs } = settings();
  const controller = new AbortController();
  let stop = (_why: string): void => {};
  const answered = new Promise<Answered>((resolve) => {
    stop = (why) => {
      resolve({ error: why });
      controller.abort(new Error(why));
    };
    void post(delivery, settings(), transport, controller.signal).then(resolve);
  });
  const cancel = after(timeoutMs, () => stop(`no answer within ${timeoutMs} ms`));
  void answered.then(cancel);
  return { answered, stop };
}

/** A try that is over before it began. */
export function failedTry(error: string): Try {
  return { answered: Promise.resolve({ error }), stop: () => {} };
}

async function post(
  { callback, body, eventId }: Delivery,
  { secret }: EventSettings,
  transport: Transport,
  signal: AbortSignal,
): Promise<Answered> {
  const headers: Record<string, string> = { "X-Event-Id": eventId };
  if (secret) headers[signatureHeader] = await sign(body, secret);
  return transport(callback, body, headers, signal);
}
