import type { DueSource } from "../clock/clock.ts";
import type { EventSettings } from "../profile/profile.ts";
import type { Random } from "../seed/random.ts";
import { createDueHeap } from "../store/due-heap.ts";
import type { Answered, Delivery, Transport } from "./delivery.ts";
import type { Envelope } from "./envelope.ts";
import { createQueue, type SubscriberQueue } from "./queue.ts";
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
};

/** Hands events to subscribers, again and again, and keeps what could not be handed over. */
export type Outbox = DueSource & {
  send(listener: Listener, envelope: Envelope, lane: string): void;
  /** Ends a subscription's deliveries. */
  drop(listenerId: string): void;
  /** The latest deliveries of every state, oldest first. */
  deliveries(): readonly Delivery[];
  undelivered(): readonly Delivery[];
  /** Sends undelivered events again, the same bytes; all, or the named ones. How many. */
  replay(deliveryIds?: readonly string[]): number;
  readonly pending: number;
  /** Waits until nothing is in flight; retries that are due later stay. */
  drain(): Promise<void>;
  close(): void;
};

const keptDone = 1000;
const keptUndelivered = 1000;
const mostPending = 10_000;

/** An outbox of its own. */
export function createOutbox(options: OutboxOptions): Outbox {
  const { now, poke, random, settings, transport } = options;
  const queues = new Map<string, SubscriberQueue>();
  const done: Delivery[] = [];
  let dead: Delivery[] = [];
  const heap = createDueHeap<() => void>();
  const flights = new Set<Promise<void>>();

  const attempt = async (delivery: Delivery): Promise<Answered> => {
    if (!transport) return { error: "no way out: the mock was given no fetch" };
    const { secret } = settings();
    const headers = secret ? { [signatureHeader]: await sign(delivery.body, secret) } : undefined;
    return transport(delivery.callback, delivery.body, {
      "X-Event-Id": delivery.eventId,
      ...headers,
    });
  };
  const judge = (delivery: Delivery, answered: Answered): number | "delivered" | undefined => {
    delivery.attempts.push({ at: now(), ...answered });
    if ("status" in answered && answered.status >= 200 && answered.status < 300) {
      keep(done, delivery, keptDone);
      return "delivered";
    }
    const { retryDelaysMs, jitter } = settings();
    const delay = transport && retryDelaysMs[delivery.attempts.length - 1];
    if (delay !== undefined) {
      return Math.round(delay * (1 + jitter * (2 * random.next() - 1)));
    }
    bury(delivery);
    return undefined;
  };
  const bury = (delivery: Delivery): void => {
    delivery.state = "undelivered";
    keep(dead, delivery, keptUndelivered);
  };
  const later = (delayMs: number, resume: () => void): void => {
    heap.push(now() + delayMs, resume);
    poke();
  };
  const track = (work: Promise<void>): void => {
    flights.add(work);
    void work.finally(() => flights.delete(work));
  };
  const queueOf = (listenerId: string): SubscriberQueue => {
    const kept = queues.get(listenerId) ?? createQueue({ attempt, judge, later, track });
    queues.set(listenerId, kept);
    return kept;
  };
  const enqueue = (delivery: Delivery): void => {
    const queue = queueOf(delivery.listenerId);
    if (queue.pending < mostPending) queue.add(delivery);
    else {
      delivery.attempts.push({ at: now(), error: "too many events are waiting" });
      bury(delivery);
    }
  };
  const settled = (): Promise<unknown> | undefined =>
    flights.size > 0 ? Promise.all(flights) : undefined;
  return {
    send: (listener, envelope, lane) =>
      enqueue({
        id: random.uuid(),
        listenerId: listener.id,
        callback: listener.callback,
        eventId: envelope.eventId,
        eventType: envelope.eventType,
        lane,
        body: JSON.stringify(envelope),
        state: "waiting",
        attempts: [],
      }),
    drop: (listenerId) => {
      queues.get(listenerId)?.close();
      queues.delete(listenerId);
    },
    deliveries: () => [...dead, ...done, ...[...queues.values()].flatMap((q) => q.waiting())],
    undelivered: () => [...dead],
    replay: (deliveryIds) => {
      const again = dead.filter(({ id }) => !deliveryIds || deliveryIds.includes(id));
      dead = dead.filter((delivery) => !again.includes(delivery));
      for (const delivery of again) enqueue({ ...delivery, state: "waiting", attempts: [] });
      return again.length;
    },
    get pending() {
      return [...queues.values()].reduce((sum, queue) => sum + queue.pending, 0);
    },
    nextDue: () => heap.peek()?.at,
    runNext: () => heap.pop()?.item(),
    settled,
    drain: async () => {
      for (let wait = settled(); wait; wait = settled()) await wait;
    },
    close: () => {
      for (const queue of queues.values()) queue.close();
      queues.clear();
      heap.clear();
      done.length = 0;
      dead = [];
    },
  };
}

function keep(list: Delivery[], delivery: Delivery, most: number): void {
  list.push(delivery);
  if (list.length > most) list.splice(0, list.length - most);
}
