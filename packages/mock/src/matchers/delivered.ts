import type { Delivery } from "../events/delivery.ts";
import { checkEventType, type MockEventByType } from "../events/next-event.ts";
import { formatLines } from "./journal-lines.ts";
import { recordedEvents } from "./recorded-events.ts";
import {
  type CountOptions,
  checkCountOptions,
  checkMock,
  countItems,
  countMessage,
  type MatcherMock,
  type MatcherResult,
} from "./result.ts";

/** An event and the result of its delivery. */
interface EventDelivery {
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
  checkEventType(type);
  checkCountOptions(options);
  const events = eventsOf(mock);
  const countResult = countItems<EventDelivery>(
    {
      items: events,
      isOfKind: (event) => event.isDelivered && event.type === type,
      bodyOf: (event) => event.body,
    },
    options,
  );
  const lineOf = (event: EventDelivery): string =>
    `  ${event.type} at ${event.body.eventTime} ${event.note}${countResult.noteOf(event)}`;
  const showEvents = (): string => {
    if (events.length > 0) return formatLines(`Events (${events.length}):`, events.map(lineOf));
    const hasListeners = recordedEvents(mock) !== undefined || mock.events.listeners().length > 0;
    return hasListeners
      ? "The mock sent no events."
      : "Nothing listens, so the mock sends no events: " +
          "call recordEvents(mock) first, or register a callback at /hub.";
  };
  const formatFirstLine = () => countMessage(type, "delivered", countResult, options);
  return { pass: countResult.isPass, message: () => `${formatFirstLine()}\n\n${showEvents()}` };
}

/** Lists each event once. It is delivered if at least one receiver got it. */
function eventsOf(mock: MatcherMock): readonly EventDelivery[] {
  const events = new Map<string, EventDelivery>();
  for (const event of recordedEvents(mock) ?? []) {
    const { eventId, eventType } = event;
    events.set(eventId, { type: eventType, body: event, isDelivered: true, note: "delivered" });
  }
  for (const delivery of mock.events.deliveries()) {
    const { eventId, eventType } = delivery;
    if (events.get(eventId)?.isDelivered) continue;
    const isDelivered = delivery.state === "delivered";
    const body = JSON.parse(delivery.body) as EventDelivery["body"];
    events.set(eventId, { type: eventType, body, isDelivered, note: noteOf(delivery) });
  }
  return [...events.values()];
}

function noteOf({ state, callback, attempts }: Delivery): string {
  const { status, error } = attempts.at(-1) ?? {};
  const reason = status ?? error;
  return `${state} to ${callback}${reason === undefined ? "" : ` (${reason})`}`;
}
