import type { EventType } from "@tmf654/contract";
import { readText } from "../platform/read-text.ts";
import type { EventRequest } from "./body.ts";
import { createEventMemory, type EventMemory } from "./event-memory.ts";
import { type BalanceEvent, type EventOf, readEvent } from "./read-event.ts";
import type { EventVerifier } from "./signature.ts";

/** One listener for each event type. */
export type EventListeners = {
  readonly [Type in EventType]?: (event: EventOf<Type>) => unknown;
};

/** The options of `createEventHandler`. */
export interface EventHandlerOptions {
  readonly on: EventListeners;
  /** Called with every event that has no listener of its own. */
  readonly onOther?: ((event: BalanceEvent) => unknown) | undefined;
  /** Called with the error when a listener throws or a body cannot be read. Default: none. */
  readonly onError?: ((error: unknown) => void) | undefined;
  /** The check of the sender: `hmacVerifier(…)` or your own. Default: no check. */
  readonly verify?: EventVerifier | undefined;
  /** The store for the `eventId` of handled events. Default: the last 10000, in this process. */
  readonly memory?: EventMemory | undefined;
  /** Largest body in bytes. A larger one gets 413. Default: 1048576. */
  readonly maxBodyBytes?: number | undefined;
}

const jsonHeaders = { "content-type": "application/json;charset=utf-8" };

function createErrorResponse(
  status: number,
  reason: string,
  headers: Record<string, string> = {},
): Response {
  const body = JSON.stringify({ code: String(status), reason, status: String(status) });
  return new Response(body, { status, headers: { ...jsonHeaders, ...headers } });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The handler of a callback. Frameworks such as Next check for the type `Request`. */
export interface EventHandler {
  (request: EventRequest): Promise<Response>;
  (request: Request): Promise<Response>;
}

/**
 * Creates a function that calls the listener once for each event, even if deliveries of an event
 * overlap.
 */
function createDispatcher({
  on,
  onOther,
  memory = createEventMemory(),
}: EventHandlerOptions): (event: BalanceEvent) => Promise<void> {
  /** The events in progress: concurrent deliveries of one event share a listener call. */
  const eventsInProgress = new Map<string, Promise<void>>();

  async function handle(event: BalanceEvent): Promise<void> {
    const listener = on[event.eventType] as ((event: BalanceEvent) => unknown) | undefined;
    await (listener ?? onOther)?.(event);
    if (event.eventId) await memory.add(event.eventId);
  }

  return async (event) => {
    const { eventId } = event;
    if (!eventId) return handle(event);
    const currentCall = eventsInProgress.get(eventId);
    if (currentCall) return currentCall;
    const newCall = (async () => {
      if (!(await memory.has(eventId))) await handle(event);
    })().finally(() => eventsInProgress.delete(eventId));
    eventsInProgress.set(eventId, newCall);
    return newCall;
  };
}

/**
 * Creates the handler of a callback for `POST /hub`. The handler calls the listener of each event
 * once and responds 204. If a listener throws, it responds 500 and the server delivers again.
 */
export function createEventHandler(options: EventHandlerOptions): EventHandler {
  const { onError, verify, maxBodyBytes = 1_048_576 } = options;
  const handleOnce = createDispatcher(options);

  /** Calls `onError` and ignores errors from it. */
  function report(error: unknown): void {
    try {
      onError?.(error);
    } catch {
      // No other function can report this error.
    }
  }

  return async (request: EventRequest): Promise<Response> => {
    if (request.method !== "POST")
      return createErrorResponse(405, "method not allowed: send events with POST", {
        allow: "POST",
      });
    const length = Number(request.headers.get("content-length"));
    // A body that was already read would be read again as an empty text.
    const wasUsed = request.bodyUsed;
    if (length > maxBodyBytes)
      return createErrorResponse(413, `body longer than ${maxBodyBytes} bytes`);
    let body: string | undefined;
    try {
      body = wasUsed ? "" : await readText(request, maxBodyBytes);
    } catch (error) {
      report(error);
      return createErrorResponse(400, "the body could not be read to its end");
    }
    if (wasUsed || (body === "" && length > 0)) {
      const reason = "the body was read before: mount the event handler before any body parser";
      report(new Error(reason));
      return createErrorResponse(500, reason);
    }
    if (body === undefined)
      return createErrorResponse(413, `body longer than ${maxBodyBytes} bytes`);
    try {
      if (verify && !(await verify({ headers: request.headers, body }))) {
        return createErrorResponse(
          401,
          "the signature is missing or invalid, or the event is too old",
        );
      }
      const event = readEvent(parse(body));
      if (!event)
        return createErrorResponse(
          400,
          "unknown eventType or missing payload: expected one of the twelve TMF654 events",
        );
      await handleOnce(event);
      return new Response(null, { status: 204 });
    } catch (error) {
      report(error);
      return createErrorResponse(500, "the event listener failed");
    }
  };
}
