import type { MockClock } from "../clock/clock.ts";
import type { OutsideTotals } from "../engine/outside-accounts.ts";
import type { ReceivedEvent } from "../engine/received.ts";
import type { SubscriberActions } from "../engine/subscriber-actions.ts";
import type { Delivery } from "../events/delivery.ts";
import type { Envelope } from "../events/envelope.ts";
import type { NextEvent } from "../events/next-event.ts";
import type { Listener } from "../events/outbox.ts";
import type { Faults } from "../faults/faults.ts";
import type { JournalEntry } from "../journal/journal.ts";
import type { Engine } from "../ports/engine.ts";
import type { LimitName } from "../ports/limits.ts";
import type { Resource, ResourceName } from "../ports/resource.ts";
import type { Profile } from "../profile/profile.ts";
import type { ProfileFile } from "../profile/read.ts";
import type { Scenario } from "../scenarios/scenario.ts";
import type { Snapshot } from "../snapshot/schema.ts";

/** The controls of a mock, beside its requests. */
export interface MockControls {
  readonly basePath: string;
  /** Commands of the API as function calls, without HTTP. */
  readonly engine: Engine;
  readonly clock: MockClock;
  readonly faults: Faults;
  readonly events: MockEvents;
  /** Actions on subscribers: `spend`, `suspend`, `expire`, … */
  readonly subscribers: SubscriberActions;
  /** A resource as GET returns it; `undefined` when the id is unknown. */
  get(resource: ResourceName, id: string): Resource | undefined;
  /** Every resource of a type, in the order of its list operation. */
  list(resource: ResourceName): readonly Resource[];
  /** The current profile; `setProfile` replaces it. */
  profile(): Profile;
  setProfile(profile: string | Profile | ProfileFile): void;
  /** The latest requests and responses of the API. */
  journal(): readonly JournalEntry[];
  /** The number of buckets, actions, listeners and waiting events. */
  counts(): Readonly<Record<"buckets" | "actions" | "listeners" | "waitingEvents", number>>;
  /** How often each limit of `limits` was reached. */
  limitsReached(): Readonly<Partial<Record<LimitName, number>>>;
  /** Whole steps by dimension and account outside every bucket: with the buckets, all sums are 0. */
  outsideAccounts(): ReturnType<OutsideTotals["balances"]>;
  /**
   * Adds a scenario (or names joined by commas) and so many generated subscribers to the current
   * data. When something does not fit, nothing is added.
   * @throws MockOptionsError, ScenarioError
   */
  seed(scenario: string | Scenario, subscribers?: number): void;
  /**
   * Adds so many generated subscribers after the existing ones: 3 and then 3 are the same as 6 at
   * once. The same seed gives the same subscribers. Returns how many were added.
   * @throws ScenarioError when the generator's numbers do not suffice.
   */
  seedSubscribers(count: number): number;
  /**
   * Begins again: the store, ids and clock of the start; no faults, listeners or journal. A profile
   * that was set since stays in force.
   */
  reset(scenario?: string | Scenario): void;
  snapshot(): Snapshot;
  /** @throws SnapshotError when the value is no snapshot. */
  restore(snapshot: Snapshot): void;
  /**
   * Ends timers and deliveries, within three seconds. An event that waits for a later retry is sent
   * once more at once; what still fails stays in `events.undelivered()`.
   */
  close(): Promise<void>;
}

/** Events on their way out, and those that came in. */
export interface MockEvents {
  /** Calls a function with every event, in the same process; the result ends it. */
  listen(listener: (event: Envelope) => void): () => void;
  /**
   * Waits for the next event of a type. An earlier event does not count, so call it before the
   * request that causes the event.
   * @throws MockOptionsError for an unknown type or option; an Error after `timeoutMs`, which names
   * the events that came.
   */
  readonly next: NextEvent;
  listeners(): readonly Listener[];
  deliveries(): readonly Delivery[];
  undelivered(): readonly Delivery[];
  /**
   * Sends events again with the same bytes and returns how many: all undelivered ones, or the named
   * deliveries. A named delivery is sent again even if it was delivered.
   */
  replay(deliveryIds?: readonly string[]): number;
  /** Events posted to the contract's listener paths. */
  received(): readonly ReceivedEvent[];
  /** Waits until nothing is in flight. */
  drain(): Promise<void>;
}
