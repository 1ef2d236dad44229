import { issuesMessage } from "./http/errors.ts";
import type { Parts } from "./parts.ts";
import type { Issue } from "./seam.ts";
import { snapshotIssues } from "./snapshot-issues.ts";
import type { Snapshot } from "./snapshot-schema.ts";

/** Thrown when a value given as a snapshot is none; `issues` names every place that is wrong. */
export class SnapshotError extends Error {
  override readonly name = "SnapshotError";
  readonly issues: readonly Issue[];

  constructor(issues: readonly Issue[]) {
    super(`This is not a snapshot of a mock: ${issuesMessage(issues)}.`);
    this.issues = issues;
  }
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

/**
 * Goes back to a moment that came from outside; deliveries under way end unheard. A file that was
 * cut or edited is refused as a whole, before the world it would replace is gone.
 * @throws SnapshotError naming what is wrong.
 */
export function restore(parts: Parts, snapshot: Snapshot): void {
  const issues = snapshotIssues(snapshot, parts.core.policy());
  if (issues.length > 0) throw new SnapshotError(issues);
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
