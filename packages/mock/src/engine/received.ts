import type { Body } from "../ports/resource.ts";

/** An event that somebody sent to one of the mock's listener paths. */
export type ReceivedEvent = {
  readonly id: string;
  /** The path's last segment, `topupBalanceCreateEvent`. */
  readonly listener: string;
  /** By the mock's clock, epoch milliseconds. */
  readonly at: number;
  readonly body: Body;
};

/** The latest events received, for inspection. */
export type ReceivedEvents = {
  keep(event: ReceivedEvent): void;
  list(): readonly ReceivedEvent[];
  clear(): void;
};

/** Keeps the last `most`. */
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
