import type { Clock } from "../clock/clock.ts";
import type { Random } from "../clock/random.ts";
import type { EngineCore } from "../engine/core.ts";
import type { OutsideTotals } from "../engine/outside-accounts.ts";
import type { Hub } from "../events/hub.ts";
import type { Outbox } from "../events/outbox.ts";
import type { IdempotencyRecord } from "../ports/idempotency-record.ts";
import { SnapshotError } from "./error.ts";
import { snapshotIssues } from "./issues.ts";
import type { Snapshot } from "./schema.ts";

/** The modules of a mock that a snapshot saves and restores. */
export interface SnapshotModules {
  readonly clock: Clock;
  readonly random: Random;
  readonly eventRandom: Random;
  readonly faultRandom: Random;
  /** The first states of the three random generators. */
  readonly initialRandomStates: readonly [number, number, number];
  readonly core: EngineCore;
  readonly outsideAccounts: OutsideTotals;
  readonly hub: Hub;
  readonly outbox: Outbox;
  /** The stored requests with an Idempotency-Key. */
  readonly keys: {
    readonly records: () => readonly IdempotencyRecord[];
    readonly load: (records: readonly IdempotencyRecord[]) => void;
  };
}

/** Takes a snapshot. Records are not copied, because they never change. */
export function takeSnapshot(modules: SnapshotModules): Snapshot {
  const { clock, random, eventRandom, faultRandom, core, outsideAccounts, hub, keys } = modules;
  return {
    version: 1,
    at: clock.now(),
    clock: clock.mode(),
    random: [random.state(), eventRandom.state(), faultRandom.state()],
    store: core.store.save(),
    outsideAccounts: outsideAccounts.save(),
    listeners: hub.listeners(),
    keys: keys.records(),
  };
}

/**
 * Restores a snapshot and ends deliveries in flight. @throws SnapshotError with the issues of an
 * invalid snapshot, which changes nothing.
 */
export function restore(modules: SnapshotModules, snapshot: Snapshot): void {
  const { clock, hub, outbox, keys, faultRandom, core } = modules;
  const issues = snapshotIssues(snapshot, {
    policy: core.policy(),
    hrefOf: core.hrefOf,
    listenerIssue: hub.listenerIssue,
    maxListeners: hub.max,
  });
  if (issues.length > 0) throw new SnapshotError(issues);
  const [, , faultState = modules.initialRandomStates[2]] = snapshot.random;
  outbox.clear();
  clock.jump(snapshot.at, snapshot.clock);
  restoreStore(modules, snapshot);
  faultRandom.restore(faultState);
  hub.load(snapshot.listeners);
  keys.load(snapshot.keys ?? []);
  clock.reschedule();
}

/** Restores the state that commands change, but not the clock, listeners and deliveries. */
export function restoreStore(
  modules: SnapshotModules,
  { random, store, outsideAccounts }: Snapshot,
): void {
  modules.random.restore(random[0]);
  modules.eventRandom.restore(random[1]);
  modules.core.store.load(store);
  modules.outsideAccounts.load(outsideAccounts);
}
