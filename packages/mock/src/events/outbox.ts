import type { DueSource } from "../clock/clock.ts";
import { DueHeap } from "../clock/due-heap.ts";
import type { Random } from "../clock/random.ts";
import type { LimitName, LimitWatch } from "../ports/limits.ts";
import type { EventSettings } from "../profile/profile.ts";
import { type AttemptOptions, failedAttempt, startAttempt } from "./attempt.ts";
import { deliveryUrl } from "./callback.ts";
import type { AttemptedState, Delivery } from "./delivery.ts";
import {
  createEndedDeliveries,
  type EndedDeliveries,
  keepEnded,
  keepUndelivered,
  recordResult,
  takeEnded,
} from "./ended-deliveries.ts";
import type { Envelope } from "./envelope.ts";
import { countBytes } from "./kept-deliveries.ts";
import { createQueue, type QueueCallbacks, type SubscriberQueue } from "./queue.ts";

/** A registration at the hub. */
export interface Listener {
  readonly id: string;
  readonly callback: string;
  readonly query?: string;
}

/** A delivery that waits for its next attempt. */
export interface ScheduledDelivery {
  /** The instant of the attempt, epoch milliseconds by the mock's clock. */
  readonly at: number;
  readonly delivery: Delivery;
}

/** The options of an outbox. */
export type OutboxOptions = AttemptOptions & {
  readonly now: () => number;
  /** Called when the next due instant may have changed. */
  readonly reschedule: () => void;
  /** A separate random generator, because responses arrive in any order. */
  readonly random: Random;
  readonly limits: LimitWatch;
  /** Called after each attempt. It is then the latest attempt in `delivery`. */
  readonly onAttempt?: (delivery: Delivery, state: AttemptedState) => void;
};

/**
 * The deliveries of one mock. The outbox sends events with retries, and keeps the undelivered ones.
 */
export type Outbox = DueSource & {
  /** Sends an event to its listeners. All deliveries share one text of the event. */
  send(listeners: readonly Listener[], envelope: Envelope, orderingKey: string): void;
  /** Ends the deliveries of a subscription, including those in flight. */
  drop(listenerId: string): void;
  /** Returns the latest deliveries in every state, oldest first. */
  deliveries(): readonly Delivery[];
  undelivered(): readonly Delivery[];
  /** Reads the deliveries that wait for their next attempt, in order of time. */
  scheduled(): Iterable<ScheduledDelivery>;
  /** Sends the same bytes again: all undelivered events, or the given deliveries in any state. */
  redeliver(deliveryIds?: readonly string[]): number;
  /** Adds a delivery that another process has created, or that it sends again. */
  add(delivery: Delivery): void;
  readonly pendingCount: number;
  /** Waits until no delivery is in flight. Does not wait for later retries. */
  drain(): Promise<void>;
  /**
   * Sends each waiting event once more and waits for the results. Events that fail are kept as
   * undelivered. After `timeoutMs`, at most three seconds, it ends all attempts.
   */
  finish(): Promise<void>;
  /** Replaces all deliveries by those of a list. Waiting ones keep their due instants. */
  load(deliveries: readonly Delivery[]): void;
  /** Removes all deliveries, in any state. */
  clear(): void;
};

/** The longest shutdown. A container platform kills a process ten seconds after its signal. */
const longestFinishMs = 3000;

/** Creates the outbox of one mock. */
export function createOutbox(options: OutboxOptions): Outbox {
  const { now, random, settings } = options;
  const report = (id: string, delivery: Delivery | undefined): void =>
    options.stateChanges?.onChange?.("delivery", id, delivery);
  const state: State = {
    queues: new Map(),
    ended: createEndedDeliveries(options.limits, ({ id }) => report(id, undefined)),
    waitingBytes: 0,
    heap: new DueHeap(),
    shutdown: undefined,
  };
  const { queues, ended } = state;
  const enqueue = (delivery: Delivery): void => {
    const queue = queues.get(delivery.listenerId) ?? createQueue(callbacksOf(options, state));
    queues.set(delivery.listenerId, queue);
    const reachedLimit = exceededLimit(queue, delivery, options.limits, state.waitingBytes);
    report(delivery.id, delivery);
    if (reachedLimit === undefined) {
      state.waitingBytes += delivery.body.length;
      queue.add(delivery);
      return;
    }
    options.limits.countReached(reachedLimit);
    delivery.attempts.push({ at: now(), error: "too many events are waiting" });
    keepUndelivered(ended, delivery);
  };
  return {
    send: (listeners, envelope, orderingKey) => {
      const event = eventOf(envelope, orderingKey);
      for (const each of listeners) enqueue(deliveryOf(random.uuid(), each, event, settings()));
    },
    drop: (listenerId) => {
      for (const { id } of dropQueue(state, listenerId)) report(id, undefined);
    },
    deliveries: () => {
      const waiting = [...queues.values()].flatMap((queue) => queue.waiting());
      return [...ended.deadLetters.list(), ...ended.finishedDeliveries.list(), ...waiting];
    },
    undelivered: () => ended.deadLetters.list(),
    scheduled: () => scheduledDeliveries(state),
    redeliver: (deliveryIds) => {
      const taken = takeEnded(ended, deliveryIds);
      for (const delivery of taken) enqueue({ ...delivery, state: "waiting", attempts: [] });
      return taken.length;
    },
    add: (delivery) => {
      takeEnded(ended, [delivery.id]);
      enqueue(delivery);
    },
    get pendingCount() {
      return countPending(queues);
    },
    nextDue: () => state.heap.peek()?.at,
    runNext: () => state.heap.pop()?.item.resume(),
    workInFlight: () =>
      waitForAttempts(queues, ({ attemptsInFlight }) => !attemptsInFlight.isAbandoned),
    stopWaiting: () => {
      for (const { attemptsInFlight } of queues.values()) attemptsInFlight.stopWaiting();
    },
    drain: () => drain(state),
    finish: () => shutDown(options, state),
    load: (deliveries) => {
      clearQueues(state);
      for (const delivery of deliveries) {
        if (!keepEnded(ended, delivery)) enqueue(delivery);
      }
    },
    clear: () => clearQueues(state),
  };
}

function* scheduledDeliveries({ queues, heap }: State): Generator<ScheduledDelivery> {
  for (const { at, item } of heap.inOrder()) {
    // The retries of an ended subscription stay in the heap, and do nothing.
    if (queues.has(item.delivery.listenerId)) yield { at, delivery: item.delivery };
  }
}

/** Ends the queue of a subscription, and returns its deliveries. */
function dropQueue(state: State, listenerId: string): readonly Delivery[] {
  const queue = state.queues.get(listenerId);
  const droppedDeliveries = queue?.waiting() ?? [];
  state.waitingBytes -= countBytes(droppedDeliveries);
  queue?.close();
  state.queues.delete(listenerId);
  return droppedDeliveries;
}

/** Ends all queues and removes all deliveries. */
function clearQueues(state: State): void {
  const { queues, ended, heap } = state;
  for (const queue of queues.values()) queue.close();
  queues.clear();
  heap.clear();
  ended.finishedDeliveries.clear();
  ended.deadLetters.clear();
  state.waitingBytes = 0;
}

/** A shutdown in progress: whether its time is over, and the deliveries that had a last attempt. */
interface Shutdown {
  isOver: boolean;
  readonly attempted: Set<Delivery>;
}

interface State {
  readonly queues: Map<string, SubscriberQueue>;
  readonly ended: EndedDeliveries;
  /** The retries. */
  readonly heap: DueHeap<{ readonly delivery: Delivery; readonly resume: () => void }>;
  shutdown: Shutdown | undefined;
  /** The bytes of all deliveries in the queues. */
  waitingBytes: number;
}

/** Waits until no delivery is in flight. */
async function drain({ queues }: State): Promise<void> {
  for (let wait = waitForAttempts(queues); wait; wait = waitForAttempts(queues)) await wait;
}

async function shutDown({ settings, after }: OutboxOptions, state: State): Promise<void> {
  const shutdown = state.shutdown ?? { isOver: false, attempted: new Set() };
  state.shutdown = shutdown;
  // At shutdown every undelivered event is kept, without a limit.
  state.ended.deadLetters.setBounded(false);
  const cancel = after(Math.min(settings().timeoutMs, longestFinishMs), () => {
    shutdown.isOver = true;
    for (const { attemptsInFlight } of state.queues.values())
      attemptsInFlight.stop("the mock closed");
  });
  for (let heapItem = state.heap.pop(); heapItem; heapItem = state.heap.pop())
    heapItem.item.resume();
  await drain(state);
  cancel();
  state.shutdown = undefined;
  state.ended.deadLetters.setBounded(true);
}

/**
 * Resolves when the attempts of the chosen queues have ended. Returns `undefined` if there are no
 * attempts.
 */
function waitForAttempts(
  queues: ReadonlyMap<string, SubscriberQueue>,
  isWanted: (queue: SubscriberQueue) => boolean = () => true,
): Promise<unknown> | undefined {
  if (queues.size === 0) return undefined;
  const completions = [...queues.values()]
    .filter(isWanted)
    .flatMap((queue) => queue.attemptsInFlight.completions());
  return completions.length > 0 ? Promise.all(completions) : undefined;
}

/** Creates the functions that each queue calls. */
function callbacksOf(options: OutboxOptions, state: State): QueueCallbacks {
  const { ended, heap } = state;
  return {
    changes: options.stateChanges,
    startAttempt: (delivery) => {
      const { shutdown } = state;
      shutdown?.attempted.add(delivery);
      if (shutdown?.isOver) return failedAttempt("the mock closed before this attempt");
      return startAttempt(delivery, options);
    },
    onResult: (delivery, result) => {
      const isLast = state.shutdown?.attempted.has(delivery);
      const next = recordResult(options, ended, { delivery, result, isLast });
      if (next !== "waiting") state.waitingBytes -= delivery.body.length;
      options.stateChanges?.onChange?.("delivery", delivery.id, delivery);
      options.onAttempt?.(delivery, next);
      return next;
    },
    schedule: (at, delivery, resume) => {
      if (state.shutdown) return resume();
      heap.push(at, { delivery, resume });
      options.reschedule();
    },
  };
}

/** Finds the limit that one more delivery would exceed. */
function exceededLimit(
  queue: SubscriberQueue,
  { body }: Delivery,
  { max }: LimitWatch,
  waitingBytes: number,
): LimitName | undefined {
  if (queue.pendingCount >= max.waitingEvents) return "waitingEvents";
  return waitingBytes + body.length > max.waitingEventBytes ? "waitingEventBytes" : undefined;
}

function countPending(queues: ReadonlyMap<string, SubscriberQueue>): number {
  return [...queues.values()].reduce((sum, { pendingCount }) => sum + pendingCount, 0);
}

type DeliveredEvent = Pick<Delivery, "eventId" | "eventType" | "orderingKey" | "body">;

function eventOf(envelope: Envelope, orderingKey: string): DeliveredEvent {
  const { eventId, eventType } = envelope;
  return { eventId, eventType, orderingKey, body: JSON.stringify(envelope) };
}

function deliveryOf(
  id: string,
  { id: listenerId, callback: registeredCallback }: Listener,
  event: DeliveredEvent,
  { address }: EventSettings,
): Delivery {
  const callback = deliveryUrl(registeredCallback, event.eventType, address);
  return { id, listenerId, callback, ...event, state: "waiting", attempts: [] };
}
