import type { Body } from "../ports/resource.ts";

/** An event that a client posted to a listener path of the mock. */
export interface ReceivedEvent {
  readonly id: string;
  /** The last path segment, such as `topupBalanceCreateEvent`. */
  readonly listener: string;
  /** By the mock's clock, epoch milliseconds. */
  readonly at: number;
  readonly body: Body;
}

/** The latest received events. */
export interface ReceivedEvents {
  keep(event: ReceivedEvent): void;
  list(): readonly ReceivedEvent[];
  clear(): void;
}

/** Creates a list of at most `most` events. */
export function createReceivedEvents(most = 1000): ReceivedEvents {
  let events: ReceivedEvent[] = [];
  return {
    keep: (event) => {
      events.push(event);
      if (events.length > most * 2) events = events.slice(-most);
    },
    list: () => events.slice(-most),
    clear: () => {
      events = [];
    },
  };
}
