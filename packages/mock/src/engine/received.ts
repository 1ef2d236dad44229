import type { LimitName, LimitWatch } from "../ports/limits.ts";
import type { Body } from "../ports/resource.ts";

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
  clear(): void;
}

/** Creates a list with the limits `receivedEvents` and `receivedEventBytes`. */
export function createReceivedEvents({ max, reached }: LimitWatch): ReceivedEvents {
  let events: { readonly event: ReceivedEvent; readonly bytes: number }[] = [];
  let bytes = 0;
  const excess = (): LimitName | undefined => {
    if (events.length > max.receivedEvents) return "receivedEvents";
    return events.length > 1 && bytes > max.receivedEventBytes ? "receivedEventBytes" : undefined;
  };
  return {
    keep: (event) => {
      const size = JSON.stringify(event.body).length;
      events.push({ event, bytes: size });
      bytes += size;
      for (let limit = excess(); limit; limit = excess()) {
        reached(limit);
        bytes -= events.shift()?.bytes ?? 0;
      }
    },
    list: () => events.map(({ event }) => event),
    clear: () => {
      events = [];
      bytes = 0;
    },
  };
}
