import process from "node:process";
import type { Envelope } from "../control/client.ts";
import { runningMockError, runningMockOf } from "./running-mock.ts";
import { onParentEnd } from "./shutdown.ts";
import { UsageError } from "./usage-error.ts";
import type { VerbInput } from "./verbs.ts";

/** A forwarded event may take this long. */
const timeoutMs = 10_000;

/** Prints each event of a running mock, and sends it to `--forward-to`. Runs until a signal. */
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
        `${event.eventTime.slice(11, 19)} ${event.eventType}  ${await resultOf(event, target)}\n`,
      );
    }
  } catch (error) {
    if (ending.signal.aborted) return 0;
    throw runningMockError(error, url);
  }
  if (ending.signal.aborted) return 0;
  err(`The mock at ${url} has ended.\n`);
  return 1;
}

function targetOf(text: string | boolean | undefined): string | undefined {
  if (text === undefined) return undefined;
  if (typeof text === "string" && URL.canParse(text) && /^https?:/.test(text)) return text;
  throw new UsageError(
    `Invalid --forward-to "${text}": use a URL such as http://localhost:3000/events.`,
  );
}

/** The id of the resource, or the response of the server that got the event. */
async function resultOf(event: Envelope, target: string | undefined): Promise<string> {
  const [resource] = Object.values(event.event);
  const id = String(resource?.id ?? event.eventId);
  if (target === undefined) return id;
  const startedAt = performance.now();
  try {
    const response = await fetch(target, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(event),
      signal: AbortSignal.timeout(timeoutMs),
    });
    await response.body?.cancel();
    return `${id} → ${response.status} ${Math.round(performance.now() - startedAt)} ms`;
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    return `${id} → not delivered: ${cause instanceof Error ? cause.message : String(cause)}`;
  }
}
