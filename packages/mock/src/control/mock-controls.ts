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
import type { Activity } from "../ports/activity.ts";
import type { Engine } from "../ports/engine.ts";
import type { LimitName } from "../ports/limits.ts";
import type { Resource, ResourceName } from "../ports/resource.ts";
import type { Profile } from "../profile/profile.ts";
import type { ProfileFile } from "../profile/read.ts";
import type { Scenario } from "../scenarios/scenario.ts";
import type { Snapshot } from "../snapshot/schema.ts";
import type { Trace } from "../trace/trace.ts";
import type { TracedResponse } from "../trace/traced-response.ts";

/** The functions of a mock that read or change its state without requests. */
export interface MockControls {
  readonly basePath: string;
  /** The commands of the API as function calls, without HTTP. */
  readonly engine: Engine;
  readonly clock: MockClock;
  readonly faults: Faults;
  readonly events: MockEvents;
  /** The requests, commands, moves of the clock and deliveries, as they happen. */
  readonly activity: MockActivity;
  /** The actions on subscribers: `spend`, `suspend`, `expire`, … */
  readonly subscribers: SubscriberActions;
  /**
   * Returns a resource as GET returns it, or `undefined` for an unknown id.
   * @throws MockOptionsError for an unknown resource.
   */
  get(resource: ResourceName, id: string): Resource | undefined;
  /** Returns all resources of a type, in the order of its list operation. */
  list(resource: ResourceName): readonly Resource[];
  /** Returns the current profile; `setProfile` replaces it. */
  profile(): Profile;
  setProfile(profile: string | Profile | ProfileFile): void;
  /** The journal: the latest requests and responses of the API. */
  journal(): readonly JournalEntry[];
  /**
   * Returns the reason for a response: the steps of its request, and the rules of the ledger while
   * traces are on. Accepts a response, its header `X-Mock-Trace`, or the number of a journal entry.
   * @throws TraceError if the journal does not have the request.
   */
  trace(response: TracedResponse): Promise<Trace>;
  /** Switches traces on or off for later requests. */
  setTracing(isOn: boolean): void;
  isTracing(): boolean;
  /** Returns the number of buckets, actions, listeners and waiting events. */
  counts(): Readonly<Record<"buckets" | "actions" | "listeners" | "waitingEvents", number>>;
  /** Returns how often each limit was reached. */
  limitsReached(): Readonly<Partial<Record<LimitName, number>>>;
  /**
   * Returns the totals of the accounts outside the buckets, in whole steps by dimension. Together
   * with the buckets, they add up to 0 in each dimension.
   */
  outsideAccounts(): ReturnType<OutsideTotals["balances"]>;
  /**
   * Adds a scenario (or names joined by commas) and a number of generated subscribers to the
   * current data. After an error nothing is added.
   * @throws MockOptionsError, ScenarioError
   */
  seed(scenario: string | Scenario, subscribers?: number): void;
  /**
   * Adds a number of generated subscribers after the existing ones. Adding 3 twice is the same as
   * adding 6. The same seed gives the same subscribers. Returns the number of added subscribers.
   * @throws ScenarioError when no more subscribers can be generated.
   */
  seedSubscribers(count: number): number;
  /**
   * Restores the first state of the store, ids and clock. Removes faults, listeners and the
   * journal. A profile from `setProfile` stays.
   */
  reset(scenario?: string | Scenario): void;
  snapshot(): Snapshot;
  /** Restores a snapshot. @throws SnapshotError for an invalid snapshot. */
  restore(snapshot: Snapshot): void;
  /**
   * Ends timers and deliveries within three seconds. Events that wait for a retry are sent once
   * more immediately. Events that still fail stay in `events.undelivered()`.
   */
  close(): Promise<void>;
}

/** The activity of a mock. */
export interface MockActivity {
  /** Calls a function in this process with each activity. The returned function removes it. */
  listen(listener: (activity: Activity) => void): () => void;
}

/** The events that the mock sends or receives. */
export interface MockEvents {
  /** Calls a function in this process with every event. The returned function removes it. */
  listen(listener: (event: Envelope) => void): () => void;
  /**
   * Waits for the next event of a type. An earlier event does not count, so call `next` before the
   * request that causes the event. After `timeoutMs` it rejects with an Error that names the
   * received events. A reset, a restore and a close end the wait with an Error too.
   * @throws MockOptionsError for an unknown type or option.
   */
  readonly next: NextEvent;
  listeners(): readonly Listener[];
  deliveries(): readonly Delivery[];
  undelivered(): readonly Delivery[];
  /**
   * Sends all undelivered events again with the same bytes, or the given deliveries in any state.
   * Returns their number.
   */
  redeliver(deliveryIds?: readonly string[]): number;
  /** The events that clients posted to the listener paths of the contract. */
  received(): readonly ReceivedEvent[];
  /** Waits until no delivery is in flight. */
  drain(): Promise<void>;
}
