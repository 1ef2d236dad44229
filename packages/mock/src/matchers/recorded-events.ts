import type { Mock } from "../assembly/mock.ts";
import type { Envelope } from "../events/envelope.ts";

/** The latest events of each recorded mock. */
const eventsByMock = new WeakMap<object, Envelope[]>();

const maxEvents = 1000;

/**
 * Records the events of a mock for `toHaveDelivered`, until the returned function is called. A mock
 * creates events only for listeners. Call this function again after a reset, which keeps the
 * recorded events.
 */
export function recordEvents(mock: Pick<Mock, "events">): () => void {
  const events: Envelope[] = [];
  eventsByMock.set(mock.events, events);
  return mock.events.listen((event) => {
    events.push(event);
    if (events.length > maxEvents) events.shift();
  });
}

/** The recorded events; undefined if the events of this mock are not recorded. */
export function recordedEvents(mock: Pick<Mock, "events">): readonly Envelope[] | undefined {
  return eventsByMock.get(mock.events);
}
