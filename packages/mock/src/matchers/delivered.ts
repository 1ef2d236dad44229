import type { Delivery } from "../events/delivery.ts";
import { extensionTypes } from "../events/envelope.ts";
import { eventTypes } from "../events/event-attributes.ts";
import type { MockEventByType } from "../events/next-event.ts";
import { throwUnknownName } from "../schema/options.ts";
import { linesOf } from "./journal-lines.ts";
import { differences, textOf } from "./partial.ts";
import { recordedEvents } from "./recorded-events.ts";
import {
  type CountOptions,
  checkCountOptions,
  checkMock,
  countMessage,
  isCount,
  type MatcherMock,
  type MatcherResult,
} from "./result.ts";

/** An event and the result of its delivery. */
interface KnownEvent {
  readonly type: string;
  readonly body: { readonly eventTime?: unknown };
  readonly isDelivered: boolean;
  readonly note: string;
}

/**
 * Checks which events a mock delivered, to a callback or to a listener function.
 * @throws MockOptionsError for an unknown event type or option.
 */
export function toHaveDelivered(
  mock: MatcherMock,
  type: keyof MockEventByType,
  options: CountOptions = {},
): MatcherResult {
  checkMock(mock, "toHaveDelivered");
  const known = [...eventTypes, ...extensionTypes];
  if (!known.includes(type)) throwUnknownName("event", type, known);
  checkCountOptions(options);
  const { body } = options;
  const events = eventsOf(mock);
  const differencesOf = (event: KnownEvent): readonly string[] =>
    body === undefined ? [] : differences(body, event.body);
  const isOfType = (event: KnownEvent): boolean => event.isDelivered && event.type === type;
  const count = events.filter(
    (event) => isOfType(event) && differencesOf(event).length === 0,
  ).length;
  const pass = isCount(count, options);
  const lineOf = (event: KnownEvent): string => {
    const { type: name, body: shown, note } = event;
    const found = isOfType(event) ? differencesOf(event) : [];
    const mark = !isOfType(event) ? "" : found.length > 0 ? `  ✗ ${found.join("; ")}` : "  ✓";
    return `  ${name} at ${shown.eventTime} ${note}${mark}`;
  };
  const what = `${type}${body === undefined ? "" : ` with ${textOf(body)}`}`;
  const shown = (): string => {
    if (events.length > 0) return linesOf(`Events (${events.length}):`, events.map(lineOf));
    const hasListeners = recordedEvents(mock) !== undefined || mock.events.listeners().length > 0;
    return hasListeners
      ? "The mock sent no events."
      : "Nothing listens, so the mock sends no events: " +
          "call recordEvents(mock) first, or register a callback at /hub.";
  };
  return {
    pass,
    message: () => `${countMessage(what, "delivered", count, options, pass)}\n\n${shown()}`,
  };
}

/** Each event once: delivered when one of its receivers has it. */
function eventsOf(mock: MatcherMock): readonly KnownEvent[] {
  const events = new Map<string, KnownEvent>();
  for (const event of recordedEvents(mock) ?? []) {
    const { eventId, eventType } = event;
    events.set(eventId, { type: eventType, body: event, isDelivered: true, note: "delivered" });
  }
  for (const delivery of mock.events.deliveries()) {
    const { eventId, eventType } = delivery;
    if (events.get(eventId)?.isDelivered) continue;
    const isDelivered = delivery.state === "delivered";
    const body = JSON.parse(delivery.body) as KnownEvent["body"];
    events.set(eventId, { type: eventType, body, isDelivered, note: noteOf(delivery) });
  }
  return [...events.values()];
}

function noteOf({ state, callback, attempts }: Delivery): string {
  const { status, error } = attempts.at(-1) ?? {};
  const reason = status ?? error;
  return `${state} to ${callback}${reason === undefined ? "" : ` (${reason})`}`;
}
