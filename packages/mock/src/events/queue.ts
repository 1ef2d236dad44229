import type { Answered, Delivery } from "./delivery.ts";

/** What a queue asks of its outbox. */
export type QueueHost = {
  /** Makes one try. */
  readonly attempt: (delivery: Delivery) => Promise<Answered>;
  /** Told of every try; answers how long to wait for the next, undefined to give up. */
  readonly judge: (delivery: Delivery, answered: Answered) => number | "delivered" | undefined;
  /** Calls `resume` when the wait is over, by the mock's clock. */
  readonly later: (delayMs: number, resume: () => void) => void;
  /** Keeps track of work in flight. */
  readonly track: (work: Promise<void>) => void;
};

/** The deliveries of one subscriber: any number of lanes, one delivery at a time in each. */
export type SubscriberQueue = {
  add(delivery: Delivery): void;
  readonly pending: number;
  /** Every delivery that is not done. */
  waiting(): readonly Delivery[];
  /** Forgets everything; what is in flight ends unheard. */
  close(): void;
};

/** Tries of one subscriber that may be in flight at once. */
const mostInFlight = 8;

/** A queue on its own: how slow its subscriber is concerns nobody else. */
export function createQueue(host: QueueHost): SubscriberQueue {
  const lanes = new Map<string, Delivery[]>();
  let ready: string[] = [];
  let inFlight = 0;
  let pending = 0;
  let isOpen = true;

  const pump = (): void => {
    while (inFlight < mostInFlight) {
      const name = ready.shift();
      const head = name === undefined ? undefined : lanes.get(name)?.[0];
      if (name === undefined || !head) return;
      inFlight += 1;
      host.track(tryOnce(name, head));
    }
  };
  const tryOnce = async (name: string, head: Delivery): Promise<void> => {
    head.state = "sending";
    const answered = await host.attempt(head);
    inFlight -= 1;
    if (!isOpen) return;
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
      lanes.clear();
      ready = [];
    },
  };
}
