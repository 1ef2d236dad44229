import type { Answered, Delivery } from "./delivery.ts";
import { createFlights, type Flights } from "./in-flight.ts";
import type { Try } from "./try.ts";

/** What a queue asks of its outbox. */
export type QueueHost = {
  /** Begins one try. */
  readonly attempt: (delivery: Delivery) => Try;
  /** Told of every try; answers how long to wait for the next, undefined to give up. */
  readonly judge: (delivery: Delivery, answered: Answered) => number | "delivered" | undefined;
  /** Calls `resume` when the wait is over, by the mock's clock. */
  readonly later: (delayMs: number, resume: () => void) => void;
};

/** The deliveries of one subscriber: any number of lanes, one delivery at a time in each. */
export type SubscriberQueue = {
  add(delivery: Delivery): void;
  readonly pending: number;
  /** Every delivery that is not done. */
  waiting(): readonly Delivery[];
  /** Its tries under way. Nobody waits for a subscriber while one that was left goes on. */
  readonly flights: Flights;
  /** Forgets everything; what is in flight ends unheard. */
  close(): void;
};

/** Tries of one subscriber that may be in flight at once. */
const mostInFlight = 8;

/** A queue on its own: how slow its subscriber is concerns nobody else. */
export function createQueue(host: QueueHost): SubscriberQueue {
  const lanes = new Map<string, Delivery[]>();
  let ready: string[] = [];
  const flights = createFlights();
  let pending = 0;
  let isOpen = true;

  const pump = (): void => {
    while (flights.count < mostInFlight) {
      const name = ready.shift();
      const head = name === undefined ? undefined : lanes.get(name)?.[0];
      if (name === undefined || !head) return;
      head.state = "sending";
      flights.add(host.attempt(head), (answered) => {
        if (isOpen) hear(name, head, answered);
      });
    }
  };
  const hear = (name: string, head: Delivery, answered: Answered): void => {
    const verdict = host.judge(head, answered);
    if (typeof verdict === "number") {
      head.state = "waiting";
      host.later(verdict, () => resume(name));
    } else {
      head.state = verdict ?? "undelivered";
      advance(name);
    }
    pump();
  };
  const advance = (name: string): void => {
    const lane = lanes.get(name);
    lane?.shift();
    pending -= 1;
    if (lane && lane.length > 0) ready.push(name);
    else lanes.delete(name);
  };
  const resume = (name: string): void => {
    if (!isOpen) return;
    ready.push(name);
    pump();
  };
  return {
    get pending() {
      return pending;
    },
    flights,
    add: (delivery) => {
      pending += 1;
      const lane = lanes.get(delivery.lane);
      if (lane) {
        lane.push(delivery);
        return;
      }
      lanes.set(delivery.lane, [delivery]);
      ready.push(delivery.lane);
      pump();
    },
    waiting: () => [...lanes.values()].flat(),
    close: () => {
      isOpen = false;
      flights.stop("the subscription ended");
      lanes.clear();
      ready = [];
    },
  };
}
