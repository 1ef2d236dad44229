import { type ResourceName, resources } from "@tmf654/contract";
import type { MockControls, MockEvents } from "../control/mock-controls.ts";
import { addSubscribers, seedScenario } from "../engine/seed.ts";
import { createSubscriberActions } from "../engine/subscriber-actions.ts";
import { createNextEvent } from "../events/next-event.ts";
import type { Query } from "../ports/query.ts";
import { scenarios } from "../scenarios/catalogue.ts";
import { ScenarioError } from "../scenarios/error.ts";
import { generateNextSubscribers } from "../scenarios/generate.ts";
import type { Scenario } from "../scenarios/scenario.ts";
import { throwUnknownName } from "../schema/options.ts";
import { suggest } from "../schema/suggest.ts";
import { restore, restoreStore, takeSnapshot } from "../snapshot/snapshot.ts";
import { emptyStore } from "../store/store.ts";
import type { MockOptions } from "./options.ts";
import { type MockParts, profileOf, scenarioOf, withAuth } from "./parts.ts";
import { type ReportChange, reportChange, reportedFaults, reportedSubscribers } from "./report.ts";
import { createTraceControls } from "./trace-controls.ts";

const wholeListQuery: Query = {
  where: undefined,
  sort: [],
  offset: 0,
  limit: Number.MAX_SAFE_INTEGER,
  fields: undefined,
};

/**
 * Creates the controls of a mock and loads its starting scenario. They return parts of the state
 * without a copy, so `createMock` adds the copies.
 */
export function createControls(parts: MockParts, options: MockOptions): MockControls {
  const { clock, core, engine, outbox, feed } = parts;
  seedScenario(scenarioOf(startingScenario(options)), core, clock.now());
  clock.runDue();
  addFaults(parts, options);
  const report: ReportChange = (...change) => reportChange(feed, clock, ...change);
  return {
    basePath: parts.basePath,
    engine,
    clock,
    faults: reportedFaults(parts.faults, report),
    events: eventsOf(parts),
    activity: { listen: (listener) => feed.listen(listener) },
    subscribers: reportedSubscribers(createSubscriberActions(core, engine), report),
    get: (resource, id) => engine.retrieve(checkedName(resource), id),
    list: (resource) => engine.list(checkedName(resource), wholeListQuery).items,
    profile: () => parts.profile,
    setProfile: (profile) => {
      setProfile(parts, profile, options);
      report("profile");
    },
    journal: parts.journal.entries,
    ...createTraceControls(parts),
    counts: () => countsOf(parts),
    limitsReached: parts.limits.counts,
    outsideAccounts: parts.outsideAccounts.balances,
    seed: createSeed(parts, report),
    seedSubscribers: (count) => {
      runOrRestore(parts, () => addGeneratedSubscribers(parts, count));
      clock.runDue();
      report("seed", count);
      return count;
    },
    reset: (scenario) => {
      const next = scenarioOf(scenario ?? startingScenario(options));
      const [at, mode] = [clock.now(), clock.mode()];
      try {
        runOrRestore(parts, () => {
          clock.reset();
          clearStore(parts);
          seedScenario(next, core, clock.now());
        });
      } catch (error) {
        clock.jump(at, mode);
        clock.reschedule();
        throw error;
      }
      clearRequestState(parts);
      addFaults(parts, options);
      endFormerState(parts);
      clock.runDue();
      report("reset");
    },
    snapshot: () => takeSnapshot(parts),
    restore: (snapshot) => {
      restore(parts, snapshot);
      parts.postings.clear();
      core.openedBuckets.clear();
      endFormerState(parts);
      report("restore");
    },
    close: async () => {
      clock.close();
      parts.delays.interrupt();
      await outbox.finish();
    },
  };
}

/** Ends what belongs to the state before a reset or a restore. */
function endFormerState({ delays, rateLimiter, stateChanges }: MockParts): void {
  delays.interrupt();
  rateLimiter.clear();
  stateChanges.onReplace?.();
}

function setProfile(
  parts: MockParts,
  profile: Parameters<MockControls["setProfile"]>[0],
  options: MockOptions,
): void {
  const { store } = parts.core;
  parts.profile = withAuth(profileOf(profile), options);
  // The policy determines how buckets are shown and when their work is due.
  store.load(store.save());
}

/** Adds the first fault rules. */
function addFaults({ faults }: MockParts, options: MockOptions): void {
  for (const rule of options.faults ?? []) faults.add(rule);
}

/**
 * Checks the name of a resource. Otherwise an unknown name would be read as an unknown id or as the
 * history.
 */
function checkedName(name: ResourceName): ResourceName {
  return Object.hasOwn(resources, name)
    ? name
    : throwUnknownName("resource", name, Object.keys(resources));
}

function startingScenario({ scenario = "default" }: MockOptions): string | Scenario {
  return typeof scenario === "function" ? scenario() : scenario;
}

/** Creates the control that adds a scenario and generated subscribers. */
function createSeed(parts: MockParts, report: ReportChange): MockControls["seed"] {
  const { clock, core } = parts;
  return (scenario, subscribers = 0) => {
    const wanted = scenarioOf(scenario);
    if (typeof scenario === "object" && !subscribers) requireContent(wanted);
    runOrRestore(parts, () => {
      seedScenario(wanted, core, clock.now());
      addGeneratedSubscribers(parts, subscribers);
    });
    clock.runDue();
    report("seed", (wanted.subscribers?.length ?? 0) + subscribers);
  };
}

/** Runs a change. After an error it restores the earlier state. */
function runOrRestore(parts: MockParts, change: () => void): void {
  const before = takeSnapshot(parts);
  const postings = parts.postings.save();
  try {
    // The commands of a scenario are not reported as activities.
    parts.feed.collect(change);
  } catch (error) {
    restoreStore(parts, before);
    parts.postings.load(postings);
    parts.stateChanges.onReplace?.();
    throw error;
  }
}

/**
 * A scenario that adds nothing is probably a mistake: the caller meant the name of a built-in
 * scenario.
 */
function requireContent({ name, subscribers, vouchers, actions }: Scenario): void {
  if ([subscribers, vouchers, actions].some((part) => part?.length)) return;
  const meant = suggest(name, scenarios.keys())[0] ?? "everyday";
  throw new ScenarioError(
    `the scenario ${JSON.stringify(name)} adds nothing: give it subscribers, or pass the name of ` +
      `a scenario, such as "${meant}"`,
  );
}

/** Adds generated subscribers after the existing ones. */
function addGeneratedSubscribers({ core, clock, seed }: MockParts, count: number): void {
  const more = generateNextSubscribers(count, seed, core.store.buckets.records());
  addSubscribers(more, core, clock.now());
}

function eventsOf({ hub, outbox, received, delays }: MockParts): MockEvents {
  return {
    listen: hub.listen,
    next: createNextEvent(hub.listen, delays.onInterrupt),
    listeners: hub.listeners,
    deliveries: outbox.deliveries,
    undelivered: outbox.undelivered,
    redeliver: outbox.redeliver,
    received: received.list,
    drain: outbox.drain,
  };
}

function countsOf({ core, hub, outbox }: MockParts): ReturnType<MockControls["counts"]> {
  return {
    buckets: core.store.buckets.size,
    actions: core.store.history.size,
    listeners: hub.listeners().length,
    waitingEvents: outbox.pending,
  };
}

/** Clears the state that commands change. */
function clearStore(parts: MockParts): void {
  parts.random.restore(parts.initialRandomStates[0]);
  parts.eventRandom.restore(parts.initialRandomStates[1]);
  parts.outsideAccounts.load([]);
  parts.postings.clear();
  parts.core.store.load(emptyStore);
}

/** Clears listeners, deliveries, fault rules, keys and the journal. */
function clearRequestState(parts: MockParts): void {
  parts.faultRandom.restore(parts.initialRandomStates[2]);
  parts.core.openedBuckets.clear();
  parts.outbox.clear();
  parts.hub.clear();
  parts.received.clear();
  parts.faults.reset();
  parts.keys.load([]);
  clearJournal(parts);
}

/** Clears the journal, with the traces of its requests. */
export function clearJournal({ journal, traces }: MockParts): void {
  journal.clear();
  traces.clear();
}
