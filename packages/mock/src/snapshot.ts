import type { Listener } from "./events/outbox.ts";
import type { Parts } from "./parts.ts";
import type { WorldState } from "./store/world.ts";

/** One moment of a mock, as plain JSON. Faults, the journal and deliveries are not part of it. */
export type Snapshot = {
  readonly version: 1;
  /** What the clock showed, epoch milliseconds. A real clock runs on from there when restored. */
  readonly at: number;
  readonly clock: "real" | "set";
  /** States of the two generators of chance: for actions, for events. */
  readonly random: readonly [number, number];
  readonly world: WorldState;
  readonly books: readonly (readonly [string, number])[];
  readonly listeners: readonly Listener[];
};

/** Thrown when a value given as a snapshot is none. */
export class SnapshotError extends Error {
  override readonly name = "SnapshotError";
}

/** Whether a value has the outline of a snapshot; what is inside is trusted. */
export function isSnapshot(value: unknown): value is Snapshot {
  if (typeof value !== "object" || value === null) return false;
  const outline = value as Partial<Snapshot>;
  return (
    outline.version === 1 &&
    typeof outline.at === "number" &&
    Array.isArray(outline.random) &&
    Array.isArray(outline.world?.buckets) &&
    Array.isArray(outline.world?.actions) &&
    Array.isArray(outline.listeners)
  );
}

/** Takes the moment. Records are shared, not copied: they never change. */
export function takeSnapshot({ clock, random, eventRandom, core, books, hub }: Parts): Snapshot {
  return {
    version: 1,
    at: clock.now(),
    clock: clock.mode(),
    random: [random.state(), eventRandom.state()],
    world: core.world.save(),
    books: books.save(),
    listeners: hub.listeners(),
  };
}

/** Goes back to a moment. Deliveries under way end unheard. */
export function restore(parts: Parts, snapshot: unknown): void {
  if (!isSnapshot(snapshot)) throw new SnapshotError("the value given is not a snapshot of a mock");
  const { clock, random, eventRandom, core, books, hub, outbox } = parts;
  outbox.close();
  random.restore(snapshot.random[0]);
  eventRandom.restore(snapshot.random[1]);
  clock.show(snapshot.at, snapshot.clock);
  core.world.load(snapshot.world);
  books.load(snapshot.books);
  hub.load(snapshot.listeners);
  clock.poke();
}
