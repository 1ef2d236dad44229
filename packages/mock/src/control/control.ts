import type { VoucherRecord } from "@tmf654/ledger";
import type { BucketStory, PageBefore } from "../engine/bucket-story.ts";
import type { SubscriberSearch } from "../engine/find-subscribers.ts";
import type { ReceivedEvent } from "../engine/received.ts";
import type { Usage } from "../engine/subscriber-actions.ts";
import type { DueEffect, Upcoming } from "../engine/upcoming.ts";
import type { Delivery } from "../events/delivery.ts";
import type { Envelope } from "../events/envelope.ts";
import type { Listener } from "../events/outbox.ts";
import type { ActiveFault } from "../faults/faults.ts";
import type { FaultRule } from "../faults/rule.ts";
import type { LimitName } from "../ports/limits.ts";
import type { Resource } from "../ports/resource.ts";
import type { StorageState } from "../ports/state-changes.ts";
import type { TenantState } from "../ports/tenant.ts";
import type { Profile } from "../profile/profile.ts";
import type { ProfileFile } from "../profile/read.ts";
import type { Scenario, SeedVoucher } from "../scenarios/scenario.ts";
import type { Snapshot } from "../snapshot/schema.ts";
import type { Trace } from "../trace/trace.ts";
import type { StreamedActivity } from "./activity-stream.ts";
import type { CheckedJournalEntry, RequestDetail, RequestFilter, RequestPage } from "./requests.ts";

/** The instant (date-time text, UTC) and the mode of the clock. */
export interface ClockState {
  readonly now: string;
  readonly mode: "real" | "set";
  /** The instant at which the move in progress ends. `now` is the instant reached so far. */
  readonly target?: string;
}

/** A summary of a mock. */
export interface MockState {
  readonly basePath: string;
  readonly profile: string;
  readonly clock: ClockState;
  readonly counts: Readonly<Record<"buckets" | "actions" | "listeners" | "waitingEvents", number>>;
  /** The hits of each limit. */
  readonly limitsReached: Readonly<Partial<Record<LimitName, number>>>;
  /** Where the state is stored. A mock in memory has no such member. */
  readonly storage?: StorageState;
  readonly outsideAccounts: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/** A client of the control plane. Each function rejects with a `ControlError`. */
export interface Control {
  health(): Promise<{ status: "ok"; profile: string }>;
  /** Rejects while the database of the mock fails. */
  ready(): Promise<{ status: "ready" }>;
  /** Returns the counters as Prometheus text. */
  metrics(): Promise<string>;
  state(): Promise<MockState>;
  /** Starts again with the first scenario or another one. */
  reset(scenario?: string | Scenario): Promise<MockState>;
  /** Adds a scenario or generated subscribers to the current state. */
  seed(content: { scenario?: string | Scenario; subscribers?: number }): Promise<MockState>;
  scenarios(): Promise<readonly { name: string; description: string }[]>;
  snapshot(): Promise<Snapshot>;
  restore(snapshot: Snapshot): Promise<MockState>;
  readonly clock: ControlClock;
  profile(): Promise<Profile>;
  setProfile(profile: ProfileFile): Promise<Profile>;
  readonly faults: ControlFaults;
  /** Returns the recorded requests of all operations, or of one. */
  journal(operation?: string): Promise<readonly CheckedJournalEntry[]>;
  clearJournal(): Promise<void>;
  /** Returns the reason for a response, by its header `X-Mock-Trace`. */
  trace(id: string): Promise<Trace>;
  /** Switches traces on or off for later requests. */
  setTracing(isOn: boolean): Promise<{ isOn: boolean }>;
  /** Returns the latest requests without headers and bodies, the latest first. */
  requests(filter?: Partial<RequestFilter>): Promise<RequestPage>;
  /** Returns a request and its response, by the number of the request. */
  request(number: number): Promise<RequestDetail>;
  /**
   * Connects, and returns each activity that happens from then on. The connection ends when the
   * loop over the activities ends or the signal aborts.
   */
  activity(options?: { readonly signal?: AbortSignal }): Promise<AsyncGenerator<StreamedActivity>>;
  /** Returns the tenants of a shared server; none for a server of one mock. */
  tenants(): Promise<readonly TenantState[]>;
  readonly events: ControlEvents;
  readonly subscribers: ControlSubscribers;
}

/** The clock of a mock. */
export interface ControlClock {
  get(): Promise<ClockState>;
  set(now: string): Promise<ClockState>;
  stop(): Promise<ClockState>;
  run(): Promise<ClockState>;
  /** Moves the clock forward by an ISO 8601 duration, such as `P1M` or `PT90S`. */
  advance(duration: string): Promise<ClockState>;
  /** Ends the moves in progress. The clock stays at the instant reached so far. */
  interrupt(): Promise<ClockState>;
  /** Returns the next due effects, the earliest first. */
  upcoming(limit?: number): Promise<Upcoming>;
  /** Moves the clock to the next due effect, and returns the effect if there is one. */
  advanceToNext(): Promise<ClockState & { readonly effect?: DueEffect }>;
}

/** The fault rules of a mock. */
export interface ControlFaults {
  list(): Promise<readonly ActiveFault[]>;
  /** Adds a rule. The rule cannot have a predicate: this works only in the process of the mock. */
  add(rule: FaultRule): Promise<{ id: string }>;
  remove(id: string): Promise<void>;
  /** Switches a rule off, or on again. The rule keeps its place and its count. */
  setDisabled(id: string, isDisabled: boolean): Promise<void>;
  clear(): Promise<void>;
}

/** The events of a mock. */
export interface ControlEvents {
  listeners(): Promise<readonly Listener[]>;
  /** Returns the deliveries in a state, or in all states; with a limit only the latest. */
  deliveries(state?: Delivery["state"], limit?: number): Promise<readonly Delivery[]>;
  /** Sends undelivered events again, and returns their number. */
  redeliver(ids?: readonly string[]): Promise<{ redelivered: number }>;
  received(): Promise<readonly ReceivedEvent[]>;
  /**
   * Connects, and returns each event that happens from then on. The connection ends when the loop
   * over the events ends or the signal aborts.
   */
  stream(options?: { readonly signal?: AbortSignal }): Promise<AsyncGenerator<Envelope>>;
}

/** Reads of subscribers, and actions on buckets and vouchers that the contract does not have. */
export interface ControlSubscribers {
  /** Finds subscribers by a part of a number, a name, an account or a bucket id; default all. */
  find(search?: string, limit?: number): Promise<SubscriberSearch>;
  /** Returns the latest postings of a bucket as double entry, the latest first. */
  story(bucketId: string, page?: Partial<PageBefore>): Promise<BucketStory>;
  /** Spends an amount in `units` of a bucket. */
  spend(bucketId: string, amount: { amount: number; units: string }): Promise<Resource>;
  /** Spends value of a subscriber's buckets, and returns the buckets. */
  spendAcross(msisdn: string, amount: Usage): Promise<readonly Resource[]>;
  /** Reverses a top-up and returns the adjustment. */
  reverseTopup(topupId: string, how?: { amount?: number; reason?: string }): Promise<Resource>;
  suspend(bucketId: string): Promise<Resource>;
  resume(bucketId: string): Promise<Resource>;
  expire(bucketId: string): Promise<Resource>;
  addVoucher(voucher: SeedVoucher): Promise<void>;
  /** Returns all vouchers, including used ones. */
  vouchers(): Promise<readonly VoucherRecord[]>;
}
