import type { StateChanges } from "../ports/state-changes.ts";
import type { RunningAttempt } from "./attempt.ts";
import type { AttemptedState, Delivery, DeliveryResult } from "./delivery.ts";
import { type AttemptsInFlight, createAttemptsInFlight } from "./in-flight.ts";

/** The functions that a queue calls. */
export interface QueueCallbacks {
  /** Says whether another process sends the deliveries. */
  readonly changes: StateChanges | undefined;
  /** Starts one attempt. */
  readonly startAttempt: (delivery: Delivery) => RunningAttempt;
  /** Called with every result. Returns the state of the delivery after it. */
  readonly onResult: (delivery: Delivery, result: DeliveryResult) => AttemptedState;
  /** Calls `resume` at an instant of the mock's clock. `resume` starts the delivery again. */
  readonly schedule: (at: number, delivery: Delivery, resume: () => void) => void;
}

/** The deliveries of one subscriber. Deliveries with one ordering key are sent one at a time. */
export interface SubscriberQueue {
  add(delivery: Delivery): void;
  readonly pendingCount: number;
  /** Returns all unfinished deliveries. */
  waiting(): readonly Delivery[];
  /**
   * The attempts in flight. After the clock has stopped waiting for one attempt, it does not wait
   * for this subscriber.
   */
  readonly attemptsInFlight: AttemptsInFlight;
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
  const deliveriesByKey = new Map<string, Delivery[]>();
  let readyKeys: string[] = [];
  const attemptsInFlight = createAttemptsInFlight();
  let pendingCount = 0;
  let isOpen = true;

  const startReady = (): void => {
    while (attemptsInFlight.count < maxInFlight && !callbacks.changes?.isPaused) {
      const head = deliveriesByKey.get(readyKeys.shift() as string)?.[0];
      if (!head) return;
      head.state = "sending";
      head.dueAt = undefined;
      attemptsInFlight.add(callbacks.startAttempt(head), (result) => {
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
    const orderingKey = deliveriesByKey.get(name);
    orderingKey?.shift();
    pendingCount -= 1;
    if (orderingKey && orderingKey.length > 0) readyKeys.push(name);
    else deliveriesByKey.delete(name);
  };
  const resume = (name: string): void => {
    if (!isOpen) return;
    readyKeys.push(name);
    startReady();
  };
  return {
    get pendingCount() {
      return pendingCount;
    },
    attemptsInFlight,
    add: (delivery) => {
      pendingCount += 1;
      const orderingKey = deliveriesByKey.get(delivery.orderingKey);
      if (orderingKey) {
        orderingKey.push(delivery);
        return;
      }
      deliveriesByKey.set(delivery.orderingKey, [delivery]);
      start(delivery);
    },
    waiting: () => [...deliveriesByKey.values()].flat(),
    close: () => {
      isOpen = false;
      attemptsInFlight.stop("the subscription ended");
      deliveriesByKey.clear();
      readyKeys = [];
    },
  };
}
