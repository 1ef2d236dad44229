import type { StateChanges } from "../ports/state-changes.ts";
import type { RunningAttempt } from "./attempt.ts";
import type { AttemptedState, Delivery, DeliveryResult } from "./delivery.ts";
import { createInFlight, type InFlight } from "./in-flight.ts";

/** The functions that a queue calls. */
export interface QueueCallbacks {
  /** Says whether another process sends the deliveries. */
  readonly changes: StateChanges | undefined;
  /** Starts one attempt. */
  readonly attempt: (delivery: Delivery) => RunningAttempt;
  /** Called with every result. Returns the state of the delivery after it. */
  readonly onResult: (delivery: Delivery, result: DeliveryResult) => AttemptedState;
  /** Calls `resume` at an instant of the mock's clock. `resume` starts the delivery again. */
  readonly schedule: (at: number, delivery: Delivery, resume: () => void) => void;
}

/** The deliveries of one subscriber. Deliveries with one ordering key are sent one at a time. */
export interface SubscriberQueue {
  add(delivery: Delivery): void;
  readonly pending: number;
  /** Returns all unfinished deliveries. */
  waiting(): readonly Delivery[];
  /**
   * The attempts in flight. After the clock has stopped waiting for one attempt, it does not wait
   * for this subscriber.
   */
  readonly inFlight: InFlight;
  /** Removes all deliveries and ends the attempts in flight, whose results are ignored. */
  close(): void;
}

/** The greatest number of attempts in flight for one subscriber. */
const maxInFlight = 8;

/**
 * Creates the queue of one subscriber. Each subscriber has its own, so that a slow one does not
 * delay others.
 */
export function createQueue(callbacks: QueueCallbacks): SubscriberQueue {
  const byKey = new Map<string, Delivery[]>();
  let ready: string[] = [];
  const inFlight = createInFlight();
  let pending = 0;
  let isOpen = true;

  const startReady = (): void => {
    while (inFlight.count < maxInFlight && !callbacks.changes?.isPaused) {
      const head = byKey.get(ready.shift() as string)?.[0];
      if (!head) return;
      head.state = "sending";
      head.dueAt = undefined;
      inFlight.add(callbacks.attempt(head), (result) => {
        if (isOpen) finish(head, result);
      });
    }
  };
  const finish = (head: Delivery, result: DeliveryResult): void => {
    head.state = callbacks.onResult(head, result);
    if (head.state === "waiting") start(head);
    else advance(head.orderingKey);
    startReady();
  };
  const start = (head: Delivery): void => {
    const next = (): void => resume(head.orderingKey);
    if (head.dueAt === undefined || callbacks.changes?.isPaused) next();
    else callbacks.schedule(head.dueAt, head, next);
  };
  const advance = (name: string): void => {
    const orderingKey = byKey.get(name);
    orderingKey?.shift();
    pending -= 1;
    if (orderingKey && orderingKey.length > 0) ready.push(name);
    else byKey.delete(name);
  };
  const resume = (name: string): void => {
    if (!isOpen) return;
    ready.push(name);
    startReady();
  };
  return {
    get pending() {
      return pending;
    },
    inFlight,
    add: (delivery) => {
      pending += 1;
      const orderingKey = byKey.get(delivery.orderingKey);
      if (orderingKey) {
        orderingKey.push(delivery);
        return;
      }
      byKey.set(delivery.orderingKey, [delivery]);
      start(delivery);
    },
    waiting: () => [...byKey.values()].flat(),
    close: () => {
      isOpen = false;
      inFlight.stop("the subscription ended");
      byKey.clear();
      ready = [];
    },
  };
}
