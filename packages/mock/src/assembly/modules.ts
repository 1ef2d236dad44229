import { basePath as contractBasePath } from "@tmf654/contract";
import { type Clock, createClock } from "../clock/clock.ts";
import { createDelays, type Delays } from "../clock/delays.ts";
import { createRandom, type Random } from "../clock/random.ts";
import { systemTimers } from "../clock/timers.ts";
import { CommandRecorder } from "../engine/command-recorder.ts";
import { createEngineCore, type EngineCore } from "../engine/core.ts";
import { createEngine, type MockEngine } from "../engine/engine.ts";
import { createOutsideTotals, type OutsideTotals } from "../engine/outside-accounts.ts";
import { PostingLog } from "../engine/posting-log.ts";
import { createReceivedEvents, type ReceivedEvents } from "../engine/received.ts";
import { fetchTransport } from "../events/delivery.ts";
import { createHub, type Hub } from "../events/hub.ts";
import { createOutbox, type Outbox } from "../events/outbox.ts";
import { createOwnServers, type OwnServers } from "../events/own-servers.ts";
import { createFaults, type FaultRules } from "../faults/faults.ts";
import { createIdempotencyMemory, type IdempotencyMemory } from "../http/idempotency.ts";
import { createRateLimiter, type RateLimiter } from "../http/rate-limit.ts";
import { ActivityFeed } from "../journal/activity-feed.ts";
import { createJournal, type Journal } from "../journal/journal.ts";
import { createMetrics, type Metrics } from "../journal/metrics.ts";
import { createLimitWatch, type LimitWatch } from "../ports/limits.ts";
import type { StateChanges } from "../ports/state-changes.ts";
import { profiles } from "../profile/built-in.ts";
import type { Profile } from "../profile/profile.ts";
import { readProfile } from "../profile/read.ts";
import { findScenario, scenarios } from "../scenarios/catalogue.ts";
import { ScenarioError } from "../scenarios/error.ts";
import type { Scenario } from "../scenarios/scenario.ts";
import { scenarioSchema } from "../scenarios/schema.ts";
import { checkSchema } from "../schema/check.ts";
import { findHostileMember, maxStateDepth } from "../schema/hostile.ts";
import { throwUnknownName } from "../schema/options.ts";
import { TraceStore } from "../trace/trace-store.ts";
import { emitAttempt, emitMove } from "./emit-activity.ts";
import { checkMockOptions, type MockOptions, normalPath } from "./options.ts";

/** The connected modules of one mock. `createMock` creates its public functions from them. */
export interface MockModules {
  readonly basePath: string;
  /** The seed of all random generators. */
  readonly seed: number | string;
  readonly clock: Clock;
  readonly random: Random;
  /**
   * The random values of events. They come from a separate generator, so that listeners do not
   * change the ids of actions.
   */
  readonly eventRandom: Random;
  /**
   * The random values of faults. They come from a separate generator, so that rules do not change
   * ids.
   */
  readonly faultRandom: Random;
  /** The first states of the three random generators. */
  readonly initialRandomStates: readonly [number, number, number];
  readonly core: EngineCore;
  readonly outsideAccounts: OutsideTotals;
  /** The latest postings. */
  readonly postings: PostingLog;
  readonly hub: Hub;
  readonly outbox: Outbox;
  readonly receivedEvents: ReceivedEvents;
  readonly faults: FaultRules;
  /** Responses to requests with an Idempotency-Key. */
  readonly keys: IdempotencyMemory;
  readonly rateLimiter: RateLimiter;
  /** The requests that wait in real time. */
  readonly delays: Delays;
  readonly limits: LimitWatch;
  /** The servers that serve the mock. */
  readonly ownServers: OwnServers;
  readonly journal: Journal;
  /** The facts of the latest requests that traces need and the journal does not store. */
  readonly traces: TraceStore;
  readonly recorder: CommandRecorder;
  readonly feed: ActivityFeed;
  readonly metrics: Metrics;
  readonly engine: MockEngine;
  readonly stateChanges: StateChanges;
  profile: Profile;
}

/** Creates the journal, and the traces with the same limits. */
function createRecords({
  journal = {},
  trace = false,
}: MockOptions): Pick<MockModules, "journal" | "traces"> {
  const { entries = 500, bytes = 4 * 1_048_576 } = journal;
  return {
    journal: createJournal(entries, bytes),
    traces: new TraceStore(trace, entries, bytes),
  };
}

type Randoms = Pick<MockModules, "random" | "eventRandom" | "faultRandom" | "initialRandomStates">;

/**
 * Creates separate generators for actions, events and faults. Values from one generator do not
 * change those of another.
 */
function createRandoms(seed: number | string): Randoms {
  const random = createRandom(seed);
  const eventRandom = createRandom(`${seed} events`);
  const faultRandom = createRandom(`${seed} faults`);
  const initialRandomStates = [random.state(), eventRandom.state(), faultRandom.state()] as const;
  return { random, eventRandom, faultRandom, initialRandomStates };
}

/** Creates the modules of a mock and connects them. */
export function createModules(options: MockOptions): MockModules {
  checkMockOptions(options);
  const { seed = 654 } = options;
  const basePath = normalPath(options.basePath ?? contractBasePath);
  const currentSettings = { profile: withAuth(profileOf(options.profile), options) };
  const currentProfile = () => currentSettings.profile;
  const feed = new ActivityFeed();
  const stateChanges: StateChanges = {};
  const clock = clockOf(options, feed, stateChanges);
  const randoms = createRandoms(seed);
  const { random, eventRandom } = randoms;
  const outsideAccounts = createOutsideTotals();
  const postings = new PostingLog(stateChanges);
  const limits = createLimitWatch(options.limits, options.onLimit);
  const recorder = new CommandRecorder();
  const sharedModules = { clock, profile: currentProfile, limits, feed, recorder, stateChanges };
  const core = createEngineCore({ ...sharedModules, random, basePath, outsideAccounts, postings });
  const ownServers = createOwnServers();
  const outbox = outboxOf({ ...sharedModules, options, random: eventRandom, ownServers });
  const hub = hubOf({ ...sharedModules, outbox, random: eventRandom, ownServers });
  const receivedEvents = createReceivedEvents(limits, stateChanges);
  const engine = createEngine({
    core,
    hub,
    receivedEvents,
    clock,
    random: eventRandom,
    profile: currentProfile,
    basePath,
    recorder,
  });
  clock.addSource(engine.effects);
  clock.addSource(outbox);
  return {
    basePath,
    seed,
    clock,
    ...randoms,
    core,
    outsideAccounts,
    postings,
    hub,
    outbox,
    receivedEvents,
    faults: createFaults(randoms.faultRandom, limits, stateChanges),
    keys: createIdempotencyMemory(limits, stateChanges),
    rateLimiter: createRateLimiter(limits),
    delays: createDelays(limits.max.delayedRequests, () => limits.countReached("delayedRequests")),
    limits,
    ownServers,
    ...createRecords(options),
    recorder,
    feed,
    metrics: createMetrics(),
    engine,
    stateChanges,
    get profile() {
      return currentSettings.profile;
    },
    set profile(newProfile) {
      currentSettings.profile = newProfile;
      stateChanges.onChange?.("setting", "profile", undefined);
    },
  };
}

type HubDependencies = Omit<OutboxDependencies, "options" | "feed"> & Pick<MockModules, "outbox">;

function hubOf({ random, profile, ...shared }: HubDependencies): Hub {
  return createHub({
    ...shared,
    nextId: random.uuid,
    settings: () => profile().events,
    isLenient: () => profile().strict?.unknownAttributes === false,
  });
}

interface OutboxDependencies {
  readonly options: MockOptions;
  readonly limits: LimitWatch;
  readonly clock: Clock;
  readonly random: Random;
  readonly ownServers: OwnServers;
  readonly profile: () => Profile;
  readonly feed: ActivityFeed;
  readonly stateChanges: StateChanges;
}

function outboxOf(dependencies: OutboxDependencies): Outbox {
  const { options, limits, clock, random, ownServers, profile, feed, stateChanges } = dependencies;
  return createOutbox({
    limits,
    stateChanges,
    isOwn: ownServers.has,
    now: clock.now,
    reschedule: clock.reschedule,
    random,
    settings: () => profile().events,
    transport: options.fetch && fetchTransport(options.fetch),
    after: systemTimers.after,
    onAttempt: (delivery, state) => emitAttempt(feed, delivery, state),
  });
}

function clockOf(options: MockOptions, feed: ActivityFeed, changes: StateChanges): Clock {
  const clock: Clock = createClock({
    ...clockOptions(options),
    onMove: (from) => {
      changes.onChange?.("setting", "clock", undefined);
      emitMove(feed, clock, from);
    },
  });
  return clock;
}

function clockOptions({ clock = "real", timers }: MockOptions): Parameters<typeof createClock>[0] {
  const timerOptions = timers ? { timers } : {};
  if (clock === "real") return timerOptions;
  if (typeof clock === "object") return { start: clock.startAt, ...timerOptions };
  return { mode: "set", start: clock, ...timerOptions };
}

/**
 * Returns the profile with a name, or checks and returns the given profile. @throws
 * MockOptionsError when no profile has the name, ProfileError for an invalid profile.
 */
export function profileOf(profile: MockOptions["profile"] = "reference"): Profile {
  if (typeof profile !== "string") return readProfile(profile);
  const foundProfile = profiles.get(profile);
  if (foundProfile) return foundProfile;
  return throwUnknownName("profile", profile, profiles.keys());
}

/** Returns the profile with the authentication of the options, if they have one. */
export function withAuth(profile: Profile, { auth }: MockOptions): Profile {
  return auth ? readProfile({ ...profile, auth }) : profile;
}

/**
 * Returns the scenario with a name, or the given scenario. Names joined by commas give one combined
 * scenario. @throws MockOptionsError when no scenario has the name.
 */
export function scenarioOf(scenario: string | Scenario = "default"): Scenario {
  if (typeof scenario !== "string") return checkScenario(scenario);
  const foundScenario = findScenario(scenario);
  if (foundScenario) return foundScenario;
  return throwUnknownName("scenario", scenario, scenarios.keys());
}

/** Checks a scenario, which may come from a JSON file. */
function checkScenario(scenario: Scenario): Scenario {
  const isObject = typeof scenario === "object" && scenario !== null;
  const hostileMember = isObject && findHostileMember(scenario, maxStateDepth);
  const issues = hostileMember ? [hostileMember] : checkSchema(scenarioSchema, scenario);
  if (issues.length === 0) return scenario;
  const texts = issues.map(({ path, message }) => `${path} ${message}`.trim()).join("; ");
  throw new ScenarioError(`invalid scenario: ${texts}`);
}
