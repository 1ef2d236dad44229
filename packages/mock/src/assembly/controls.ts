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
import {
  type EmitChange,
  emitChange,
  withFaultActivity,
  withVoucherActivity,
} from "./emit-activity.ts";
import { type MockModules, profileOf, scenarioOf, withAuth } from "./modules.ts";
import type { MockOptions } from "./options.ts";
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
export function createControls(modules: MockModules, options: MockOptions): MockControls {
  const { clock, core, engine, outbox, feed } = modules;
  seedScenario(scenarioOf(startingScenario(options)), core, clock.now());
  clock.runDue();
  addFaults(modules, options);
  const emit: EmitChange = (...change) => emitChange(feed, clock, ...change);
  return {
    basePath: modules.basePath,
    engine,
    clock,
    faults: withFaultActivity(modules.faults, emit),
    events: eventsOf(modules),
    activity: { listen: (listener) => feed.listen(listener) },
    subscribers: withVoucherActivity(createSubscriberActions(core, engine), emit),
    get: (resource, id) => engine.retrieve(checkName(resource), id),
    list: (resource) => engine.list(checkName(resource), wholeListQuery).items,
    profile: () => modules.profile,
    setProfile: (profile) => {
      setProfile(modules, profile, options);
      emit("profile");
    },
    journal: modules.journal.entries,
    ...createTraceControls(modules),
    counts: () => countsOf(modules),
    limitsReached: modules.limits.counts,
    outsideAccounts: modules.outsideAccounts.balances,
    seed: createSeed(modules, emit),
    seedSubscribers: (count) => {
      runOrRestore(modules, () => addGeneratedSubscribers(modules, count));
      clock.runDue();
      emit("seed", count);
      return count;
    },
    reset: (scenario) => {
      const nextScenario = scenarioOf(scenario ?? startingScenario(options));
      const [at, mode] = [clock.now(), clock.mode()];
      try {
        runOrRestore(modules, () => {
          clock.reset();
          clearStore(modules);
          seedScenario(nextScenario, core, clock.now());
        });
      } catch (error) {
        clock.jump(at, mode);
        clock.reschedule();
        throw error;
      }
      clearRequestState(modules);
      addFaults(modules, options);
      endFormerState(modules);
      clock.runDue();
      emit("reset");
    },
    snapshot: () => takeSnapshot(modules),
    restore: (snapshot) => {
      restore(modules, snapshot);
      modules.postings.clear();
      core.openedBuckets.clear();
      endFormerState(modules);
      emit("restore");
    },
    close: async () => {
      clock.close();
      modules.delays.interrupt();
      await outbox.finish();
    },
  };
}

/** Ends the delays and rate limits of the state that a reset or a restore replaces. */
function endFormerState({ delays, rateLimiter, stateChanges }: MockModules): void {
  delays.interrupt();
  rateLimiter.clear();
  stateChanges.onReplace?.();
}

function setProfile(
  modules: MockModules,
  profile: Parameters<MockControls["setProfile"]>[0],
  options: MockOptions,
): void {
  const { store } = modules.core;
  modules.profile = withAuth(profileOf(profile), options);
  // The policy determines how buckets are shown and when their work is due.
  store.load(store.save());
}

/** Adds the first fault rules. */
function addFaults({ faults }: MockModules, options: MockOptions): void {
  for (const rule of options.faults ?? []) faults.add(rule);
}

/**
 * Checks the name of a resource. Otherwise an unknown name would be read as an unknown id or as the
 * history.
 */
function checkName(name: ResourceName): ResourceName {
  return Object.hasOwn(resources, name)
    ? name
    : throwUnknownName("resource", name, Object.keys(resources));
}

function startingScenario({ scenario = "default" }: MockOptions): string | Scenario {
  return typeof scenario === "function" ? scenario() : scenario;
}

/** Creates the control that adds a scenario and generated subscribers. */
function createSeed(modules: MockModules, emit: EmitChange): MockControls["seed"] {
  const { clock, core } = modules;
  return (scenario, subscribers = 0) => {
    const chosenScenario = scenarioOf(scenario);
    if (typeof scenario === "object" && !subscribers) requireContent(chosenScenario);
    runOrRestore(modules, () => {
      seedScenario(chosenScenario, core, clock.now());
      addGeneratedSubscribers(modules, subscribers);
    });
    clock.runDue();
    emit("seed", (chosenScenario.subscribers?.length ?? 0) + subscribers);
  };
}

/** Runs a change. After an error it restores the earlier state. */
function runOrRestore(modules: MockModules, change: () => void): void {
  const snapshotBefore = takeSnapshot(modules);
  const postings = modules.postings.save();
  try {
    // The commands of a scenario are not reported as activities.
    modules.feed.collect(change);
  } catch (error) {
    restoreStore(modules, snapshotBefore);
    modules.postings.load(postings);
    modules.stateChanges.onReplace?.();
    throw error;
  }
}

/**
 * A scenario that adds nothing is probably a mistake: the caller meant the name of a built-in
 * scenario.
 */
function requireContent({ name, subscribers, vouchers, actions }: Scenario): void {
  if ([subscribers, vouchers, actions].some((part) => part?.length)) return;
  const suggestion = suggest(name, scenarios.keys())[0] ?? "everyday";
  throw new ScenarioError(
    `the scenario ${JSON.stringify(name)} adds nothing: give it subscribers, or pass the name of ` +
      `a scenario, such as "${suggestion}"`,
  );
}

/** Adds generated subscribers after the existing ones. */
function addGeneratedSubscribers({ core, clock, seed }: MockModules, count: number): void {
  const newSubscribers = generateNextSubscribers(count, seed, core.store.buckets.records());
  addSubscribers(newSubscribers, core, clock.now());
}

function eventsOf({ hub, outbox, receivedEvents, delays }: MockModules): MockEvents {
  return {
    listen: hub.listen,
    next: createNextEvent(hub.listen, delays.onInterrupt),
    listeners: hub.listeners,
    deliveries: outbox.deliveries,
    undelivered: outbox.undelivered,
    redeliver: outbox.redeliver,
    received: receivedEvents.list,
    drain: outbox.drain,
  };
}

function countsOf({ core, hub, outbox }: MockModules): ReturnType<MockControls["counts"]> {
  return {
    buckets: core.store.buckets.size,
    actions: core.store.history.size,
    listeners: hub.listeners().length,
    waitingEvents: outbox.pendingCount,
  };
}

/** Clears the state that commands change. */
function clearStore(modules: MockModules): void {
  modules.random.restore(modules.initialRandomStates[0]);
  modules.eventRandom.restore(modules.initialRandomStates[1]);
  modules.outsideAccounts.load([]);
  modules.postings.clear();
  modules.core.store.load(emptyStore);
}

/** Clears listeners, deliveries, fault rules, keys and the journal. */
function clearRequestState(modules: MockModules): void {
  modules.faultRandom.restore(modules.initialRandomStates[2]);
  modules.core.openedBuckets.clear();
  modules.outbox.clear();
  modules.hub.clear();
  modules.receivedEvents.clear();
  modules.faults.reset();
  modules.keys.load([]);
  clearJournal(modules);
}

/** Clears the journal, with the traces of its requests. */
export function clearJournal({ journal, traces }: MockModules): void {
  journal.clear();
  traces.clear();
}
