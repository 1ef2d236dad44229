import process from "node:process";
import type { Control, Envelope } from "../control/client.ts";
import { postEvent } from "../events/attempt.ts";
import { fetchTransport } from "../events/delivery.ts";
import { flagError } from "./flag-error.ts";
import { runningMockError, runningMockOf } from "./running-mock.ts";
import { onParentEnd } from "./shutdown.ts";
import type { VerbInput } from "./verbs.ts";

/** The maximum time in milliseconds to forward an event. */
const timeoutMs = 10_000;

/**
 * Prints each event of a running mock, and sends it to `--forward-to` as the mock sends it to a
 * callback. Runs until a signal.
 */
export async function listenToMock({ values, out, err }: VerbInput): Promise<number> {
  const target = targetOf(values["forward-to"]);
  const { url, control } = runningMockOf(values);
  const ending = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => ending.abort());
  onParentEnd(() => ending.abort());
  try {
    const events = await control.events.stream({ signal: ending.signal });
    out(`Events of ${url}${target === undefined ? "" : ` to ${target}`}. Ctrl+C ends.\n`);
    for await (const event of events) {
      out(
        `${event.eventTime.slice(11, 19)} ${event.eventType}  ${await resultOf(event, target, control)}\n`,
      );
    }
  } catch (error) {
    if (ending.signal.aborted) return 0;
    throw runningMockError(error, url);
  }
  if (ending.signal.aborted) return 0;
  err(`The mock at ${url} has ended. Start both commands again.\n`);
  return 1;
}

function targetOf(text: string | boolean | undefined): string | undefined {
  if (text === undefined) return undefined;
  if (typeof text === "string" && URL.canParse(text) && /^https?:/.test(text)) return text;
  throw flagError("--forward-to", text, "it must be a URL");
}

/** The id of the resource, and the response of the server that got the event. */
async function resultOf(
  event: Envelope,
  target: string | undefined,
  control: Control,
): Promise<string> {
  const [resource] = Object.values(event.event);
  const id = String(resource?.id ?? event.eventId);
  if (target === undefined) return id;
  const startedAt = performance.now();
  const { secret } = (await control.profile()).events;
  const result = await postEvent(
    { callback: target, body: JSON.stringify(event), eventId: event.eventId },
    secret,
    fetchTransport((url, init) => fetch(url, init)),
    AbortSignal.timeout(timeoutMs),
  );
  return "status" in result
    ? `${id} → ${result.status} ${Math.round(performance.now() - startedAt)} ms`
    : `${id} → not delivered: ${result.error}`;
}
