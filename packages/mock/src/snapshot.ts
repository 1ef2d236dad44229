import type { Listener } from "./events/outbox.ts";
import type { AnsweredKey } from "./http/idempotency.ts";
import type { Parts } from "./parts.ts";
import type { WorldState } from "./store/world.ts";

/**
 * One moment of a mock, as plain JSON. Rules of faults, the journal and deliveries are not part of
 * it; the credentials of requests with an Idempotency-Key are.
 */
export type Snapshot = {
  readonly version: 1;
  /** What the clock showed, epoch milliseconds. A real clock runs on from there when restored. */
  readonly at: number;
  readonly clock: "real" | "set";
  /** States of the generators of chance: for actions, for events, for faults. */
  readonly random: readonly [number, number, number?];
  readonly world: WorldState;
  readonly books: readonly (readonly [string, number])[];
  readonly listeners: readonly Listener[];
  /** Requests whose answers a repetition gets again: their actions are in `world`. */
  readonly keys?: readonly AnsweredKey[];
};

/** Thrown when a value given as a snapshot is none. */
export class SnapshotError extends Error {
  override readonly name = "SnapshotError";
}

/**
 * Whether a value is a snapshot, its records as far as everything else leans on them: a file that
 * was cut or edited is refused as a whole, before the world it would replace is gone.
 */
export function isSnapshot(value: unknown): value is Snapshot {
  const { version, at, random, world, books, listeners, keys = [] } = membersOf(value);
  const { buckets, actions, vouchers, ...pairs } = membersOf(world);
  return (
    version === 1 &&
    typeof at === "number" &&
    isListOf(random, (state) => typeof state === "number") &&
    isListOf(buckets, isBucket) &&
    isListOf(actions, isAction) &&
    isListOf(vouchers, (voucher) => isText(membersOf(voucher).code)) &&
    [pairs.voucherLocks, pairs.paymentUses, pairs.transferDays, books].every((each) =>
      isListOf(each, Array.isArray),
    ) &&
    isListOf(listeners, (one) => isText(membersOf(one).id) && isText(membersOf(one).callback)) &&
    isListOf(keys, isAnsweredKey)
  );
}

function isAnsweredKey(value: unknown): boolean {
  const { scope, body, at, answer } = membersOf(value);
  const { status, headers } = membersOf(answer);
  return (
    [scope, body].every(isText) &&
    typeof at === "number" &&
    Number.isSafeInteger(status) &&
    isObject(headers)
  );
}

function isBucket(value: unknown): boolean {
  const { id, usageType, dimension, units, remaining, reserved, details } = membersOf(value);
  return (
    [id, usageType, dimension, units].every(isText) &&
    Number.isSafeInteger(remaining) &&
    Number.isSafeInteger(reserved) &&
    isObject(details)
  );
}

function isAction(value: unknown): boolean {
  const { kind, id, status, bucketId, steps, requestedAt, amount, details } = membersOf(value);
  return (
    [kind, id, status, bucketId].every(isText) &&
    Number.isSafeInteger(steps) &&
    typeof requestedAt === "number" &&
    isObject(amount) &&
    isObject(details)
  );
}

type Members = { readonly [name: string]: unknown };

function membersOf(value: unknown): Members {
  return isObject(value) ? value : {};
}

function isObject(value: unknown): value is Members {
  return typeof value === "object" && value !== null;
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

function isListOf(value: unknown, fits: (element: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(fits);
}

/** Takes the moment. Records are shared, not copied: they never change. */
export function takeSnapshot(parts: Parts): Snapshot {
  const { clock, random, eventRandom, faultRandom, core, books, hub, keys } = parts;
  return {
    version: 1,
    at: clock.now(),
    clock: clock.mode(),
    random: [random.state(), eventRandom.state(), faultRandom.state()],
    world: core.world.save(),
    books: books.save(),
    listeners: hub.listeners(),
    keys: keys.answered(),
  };
}

/** Goes back to a moment. Deliveries under way end unheard. */
export function restore(parts: Parts, snapshot: unknown): void {
  if (!isSnapshot(snapshot)) throw new SnapshotError("the value given is not a snapshot of a mock");
  const { clock, hub, outbox, keys, faultRandom } = parts;
  const [, , faultState = parts.beginnings[2]] = snapshot.random;
  outbox.clear();
  clock.show(snapshot.at, snapshot.clock);
  restoreWorld(parts, snapshot);
  faultRandom.restore(faultState);
  hub.load(snapshot.listeners);
  keys.load(snapshot.keys ?? []);
  clock.poke();
}

/** Goes back in what commands change; the clock, who listens and what is under way stay. */
export function restoreWorld(parts: Parts, { random, world, books }: Snapshot): void {
  parts.random.restore(random[0]);
  parts.eventRandom.restore(random[1]);
  parts.core.world.load(world);
  parts.books.load(books);
}
