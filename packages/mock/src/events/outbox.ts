import type { DueSource } from "../clock/clock.ts";
import type { EventSettings } from "../profile/profile.ts";
import type { Random } from "../seed/random.ts";
import { createDueHeap, type DueHeap } from "../store/due-heap.ts";
import type { Answered, Delivery, Transport } from "./delivery.ts";
import type { Envelope } from "./envelope.ts";
import { createQueue, type QueueHost, type SubscriberQueue } from "./queue.ts";
import { sign, signatureHeader } from "./signature.ts";

/** A registration at the hub. */
export type Listener = {
  readonly id: string;
  readonly callback: string;
  readonly query?: string;
};

/** How an outbox is wired. */
export type OutboxOptions = {
  readonly now: () => number;
  /** Told when the next due instant may have changed. */
  readonly poke: () => void;
  /** Chance of its own: answers arrive in any order and must not disturb other draws. */
  readonly random: Random;
  readonly settings: () => EventSettings;
  /** The way out; without one nothing is sent and every event is kept as undelivered. */
  readonly transport?: Transport | undefined;
  /** A signal that fires after so much real time. */
  readonly signalAfter: (ms: number) => AbortSignal;
};

/** Hands events to subscribers, again and again, and keeps what could not be handed over. */
export type Outbox = DueSource & {
  send(listener: Listener, envelope: Envelope, lane: string): void;
  /** Ends a subscription's deliveries. */
  drop(listenerId: string): void;
  /** The latest deliveries of every state, oldest first. */
  deliveries(): readonly Delivery[];
  undelivered(): readonly Delivery[];
  /** Sends again, the same bytes: all undelivered events, or those named, delivered or not. */
  replay(deliveryIds?: readonly string[]): number;
  readonly pending: number;
  /** Waits until nothing is in flight; retries that are due later stay. */
  drain(): Promise<void>;
  /**
   * Tries what waits once more, now, and waits for the end: what still fails is undelivered. No
   * try begins later than one `timeoutMs`: a subscriber that hangs holds a shutdown for two.
   */
  finish(): Promise<void>;
  /** Forgets every delivery, of whatever state. */
  clear(): void;
};

const keptDone = 1000;
const keptUndelivered = 1000;
const mostPending = 10_000;

/** An outbox of its own. */
export function createOutbox(options: OutboxOptions): Outbox {
  const { now, random, settings, signalAfter } = options;
  const queues = new Map<string, SubscriberQueue>();
  const state: State = {
    ended: { done: [], dead: [] },
    heap: createDueHeap(),
    flights: new Set(),
    finishing: undefined,
  };
  const { ended, heap, flights } = state;
  const host = hostOf(options, state);
  const enqueue = (delivery: Delivery): void => {
    const queue = queues.get(delivery.listenerId) ?? createQueue(host);
    queues.set(delivery.listenerId, queue);
    if (queue.pending < mostPending) queue.add(delivery);
    else {
      delivery.attempts.push({ at: now(), error: "too many events are waiting" });
      bury(ended, delivery);
    }
  };
  const settled = (): Promise<unknown> | undefined =>
    flights.size > 0 ? Promise.all(flights) : undefined;
  const drain = async (): Promise<void> => {
    for (let wait = settled(); wait; wait = settled()) await wait;
  };
  return {
    send: (listener, envelope, lane) =>
      enqueue(deliveryOf(random.uuid(), listener, envelope, lane)),
    drop: (listenerId) => {
      queues.get(listenerId)?.close();
      queues.delete(listenerId);
    },
    deliveries: () => {
      const waiting = [...queues.values()].flatMap((queue) => queue.waiting());
      return [...ended.dead, ...ended.done, ...waiting];
    },
    undelivered: () => [...ended.dead],
    replay: (deliveryIds) => {
      const known = deliveryIds ? [...ended.dead, ...ended.done] : ended.dead;
      const again = known.filter(({ id }) => !deliveryIds || deliveryIds.includes(id));
      ended.dead = ended.dead.filter((delivery) => !again.includes(delivery));
      ended.done = ended.done.filter((delivery) => !again.includes(delivery));
      for (const delivery of again) enqueue({ ...delivery, state: "waiting", attempts: [] });
      return again.length;
    },
    get pending() {
      return [...queues.values()].reduce((sum, queue) => sum + queue.pending, 0);
    },
    nextDue: () => heap.peek()?.at,
    runNext: () => heap.pop()?.item(),
    settled,
    drain,
    finish: async () => {
      state.finishing ??= { deadline: signalAfter(settings().timeoutMs), tried: new Set() };
      for (let due = heap.pop(); due; due = heap.pop()) due.item();
      await drain();
      state.finishing = undefined;
    },
    clear: () => {
      for (const queue of queues.values()) queue.close();
      queues.clear();
      heap.clear();
      Object.assign(ended, { done: [], dead: [] });
    },
  };
}

/** A shutdown under way: until when tries begin, and what has had its last one. */
type Finishing = { readonly deadline: AbortSignal; readonly tried: Set<Delivery> };

type State = {
  readonly ended: Ended;
  /** Lanes that wait for a retry. */
  readonly heap: DueHeap<() => void>;
  readonly flights: Set<Promise<void>>;
  finishing: Finishing | undefined;
};

/** What every queue of the outbox asks of it. */
function hostOf(options: OutboxOptions, state: State): QueueHost {
  const { ended, heap, flights } = state;
  return {
    attempt: async (delivery) => {
      const { finishing } = state;
      finishing?.tried.add(delivery);
      if (finishing?.deadline.aborted) return { error: "the mock closed before its turn came" };
      return attempt(options, delivery);
    },
    judge: (delivery, answered) => {
      const isLast = state.finishing?.tried.has(delivery);
      return judge(options, ended, { delivery, answered, isLast });
    },
    later: (delayMs, resume) => {
      if (state.finishing) return resume();
      heap.push(options.now() + delayMs, resume);
      options.poke();
    },
    track: (work) => {
      flights.add(work);
      void work.finally(() => flights.delete(work));
    },
  };
}

/** Deliveries that are over: handed over, or given up. */
type Ended = { done: Delivery[]; dead: Delivery[] };

function deliveryOf(id: string, listener: Listener, envelope: Envelope, lane: string): Delivery {
  const { eventId, eventType } = envelope;
  const body = JSON.stringify(envelope);
  const { id: listenerId, callback } = listener;
  return {
    id,
    listenerId,
    callback,
    eventId,
    eventType,
    lane,
    body,
    state: "waiting",
    attempts: [],
  };
}

async function attempt(
  { transport, settings }: OutboxOptions,
  { callback, body, eventId }: Delivery,
): Promise<Answered> {
  if (!transport) return { error: "no way out: the mock was given no fetch" };
  const { secret } = settings();
  const headers: Record<string, string> = { "X-Event-Id": eventId };
  if (secret) headers[signatureHeader] = await sign(body, secret);
  return transport(callback, body, headers);
}

type Tried = {
  readonly delivery: Delivery;
  readonly answered: Answered;
  readonly isLast?: boolean | undefined;
};

/** What a try came to: handed over, a wait before the next, or (undefined) the end. */
function judge(
  { now, settings, random, transport }: OutboxOptions,
  ended: Ended,
  { delivery, answered, isLast = false }: Tried,
): number | "delivered" | undefined {
  delivery.attempts.push({ at: now(), ...answered });
  if ("status" in answered && answered.status >= 200 && answered.status < 300) {
    keep(ended.done, delivery, keptDone);
    return "delivered";
  }
  const { retryDelaysMs, jitter } = settings();
  const delay = transport && !isLast ? retryDelaysMs[delivery.attempts.length - 1] : undefined;
  if (delay !== undefined) return Math.round(delay * (1 + jitter * (2 * random.next() - 1)));
  bury(ended, delivery);
  return undefined;
}

function bury(ended: Ended, delivery: Delivery): void {
  delivery.state = "undelivered";
  keep(ended.dead, delivery, keptUndelivered);
}

function keep(list: Delivery[], delivery: Delivery, most: number): void {
  list.push(delivery);
  if (list.length > most) list.splice(0, list.length - most);
}
