import type { LimitName, LimitWatch } from "../ports/limits.ts";
import type { Body } from "../ports/resource.ts";
import type { StateChanges } from "../ports/state-changes.ts";

/** An event that a client posted to a listener path of the mock. */
export interface ReceivedEvent {
  readonly id: string;
  /** The last path segment, such as `topupBalanceCreateEvent`. */
  readonly listener: string;
  /** The time by the mock's clock, in epoch milliseconds. */
  readonly at: number;
  readonly body: Body;
}

/** The list of the latest received events. */
export interface ReceivedEvents {
  keep(event: ReceivedEvent): void;
  list(): readonly ReceivedEvent[];
  /** Replaces all events by those of a list. */
  load(events: readonly ReceivedEvent[]): void;
  clear(): void;
}

/** Creates a list with the limits `receivedEvents` and `receivedEventBytes`. */
export function createReceivedEvents(
  { max, countReached }: LimitWatch,
  stateChanges: StateChanges = {},
): ReceivedEvents {
  let events: { readonly event: ReceivedEvent; readonly bytes: number }[] = [];
  let bytes = 0;
  const exceededLimit = (): LimitName | undefined => {
    if (events.length > max.receivedEvents) return "receivedEvents";
    return events.length > 1 && bytes > max.receivedEventBytes ? "receivedEventBytes" : undefined;
  };
  const put = (event: ReceivedEvent): void => {
    const size = JSON.stringify(event.body).length;
    events.push({ event, bytes: size });
    bytes += size;
    for (let limitName = exceededLimit(); limitName; limitName = exceededLimit()) {
      countReached(limitName);
      const oldestEvent = events.shift();
      bytes -= oldestEvent?.bytes ?? 0;
      if (oldestEvent) stateChanges.onChange?.("receivedEvent", oldestEvent.event.id, undefined);
    }
  };
  const clear = (): void => {
    events = [];
    bytes = 0;
  };
  return {
    keep: (event) => {
      stateChanges.onChange?.("receivedEvent", event.id, event);
      put(event);
    },
    list: () => events.map(({ event }) => event),
    load: (storedEvents) => {
      clear();
      storedEvents.forEach(put);
    },
    clear,
  };
}
