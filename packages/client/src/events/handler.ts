import { type EventRequest, readBody } from "./body.ts";
import { type EventMemory, memoryOf } from "./duplicates.ts";
import type { Verifier } from "./signature.ts";
import { type BalanceEvent, type EventOf, type EventType, readEvent } from "./types.ts";

/** What to do with each kind of event. */
export type EventListeners = {
  readonly [Type in EventType]?: (event: EventOf<Type>) => unknown;
};

/** How events are received. */
export interface EventHandlerOptions {
  readonly on: EventListeners;
  /** Every event without a listener of its own. */
  readonly onOther?: (event: BalanceEvent) => unknown;
  /** Told of what is refused, and of a listener that throws. Default: nothing. */
  readonly onError?: (error: unknown) => void;
  /** `hmacVerifier(…)`, or your own. Default: everybody is believed. */
  readonly verify?: Verifier;
  /** Where handled events are remembered, by `eventId`. Default: the last 10000, in this process. */
  readonly memory?: EventMemory;
  /** Largest body in bytes; of a longer one no more is read. Default: 1048576. */
  readonly maxLength?: number;
}

const json = { "content-type": "application/json;charset=utf-8" };

function refusal(status: number, reason: string, headers: Record<string, string> = {}): Response {
  const body = JSON.stringify({ code: String(status), reason, status: String(status) });
  return new Response(body, { status, headers: { ...json, ...headers } });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * A callback for `POST /hub`: gives each event to its listener once and answers 204. A listener
 * that throws is answered 500, so that the server delivers again. Mount it wherever a `Request`
 * comes in and a `Response` goes out.
 */
export function createEventHandler(options: EventHandlerOptions) {
  const { on, onOther, onError, verify, memory = memoryOf(), maxLength = 1_048_576 } = options;
  /** Deliveries of one event that overlap wait for the first. */
  const running = new Map<string, Promise<void>>();

  /** Whoever is told of errors must not be the cause of another. */
  function report(error: unknown): void {
    try {
      onError?.(error);
    } catch {
      // Nobody is left to be told.
    }
  }

  async function handle(event: BalanceEvent): Promise<void> {
    const listener = on[event.eventType] as ((event: BalanceEvent) => unknown) | undefined;
    await (listener ?? onOther)?.(event);
    if (event.eventId) await memory.add(event.eventId);
  }

  async function once(event: BalanceEvent): Promise<void> {
    const { eventId } = event;
    if (!eventId) return handle(event);
    const current = running.get(eventId);
    if (current) return current;
    const work = (async () => {
      if (!(await memory.has(eventId))) await handle(event);
    })().finally(() => running.delete(eventId));
    running.set(eventId, work);
    return work;
  }

  return async (request: EventRequest): Promise<Response> => {
    if (request.method !== "POST") return refusal(405, "events are POSTed", { allow: "POST" });
    if (Number(request.headers.get("content-length")) > maxLength) return refusal(413, "too long");
    let body: string | undefined;
    try {
      body = await readBody(request, maxLength);
    } catch (error) {
      report(error);
      return refusal(400, "the body ended too early");
    }
    if (body === undefined) return refusal(413, "too long");
    try {
      if (verify && !(await verify({ headers: request.headers, body }))) {
        return refusal(401, "the signature is missing, wrong or old");
      }
      const event = readEvent(parse(body));
      if (!event) return refusal(400, "none of the twelve events of TMF654");
      await once(event);
      return new Response(null, { status: 204 });
    } catch (error) {
      report(error);
      return refusal(500, "the event was not handled");
    }
  };
}
