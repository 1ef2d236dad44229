import { sleep } from "../clock/timers.ts";
import type { MockControls, MockEvents } from "../control/mock-controls.ts";
import { plant, plantSubscribers } from "../engine/seed.ts";
import { createSubscriberActions } from "../engine/subscriber-actions.ts";
import { createHandler } from "../http/handler.ts";
import type { Handler, HandlerOptions } from "../ports/handler.ts";
import { moreSubscribers } from "../scenarios/generate.ts";
import { restore, restoreWorld, takeSnapshot } from "../snapshot/snapshot.ts";
import { emptyWorld as nothingThere } from "../store/world.ts";
import type { MockOptions } from "./options.ts";
import { type Parts, profileOf, scenarioOf } from "./parts.ts";

/** The controls of a mock over its parts, with the starting scenario in place. */
export function controlsOf(parts: Parts, options: MockOptions): MockControls {
  const { clock, core, engine, outbox } = parts;
  const seed: MockControls["seed"] = (scenario, subscribers = 0) => {
    const wanted = scenarioOf(scenario);
    whole(parts, () => {
      plant(wanted, core, clock.now());
      plantMore(parts, subscribers);
    });
    clock.catchUp();
  };
  seed(options.scenario ?? "default");
  return {
    basePath: parts.basePath,
    engine,
    clock,
    faults: parts.faults,
    events: eventsOf(parts),
    subscribers: createSubscriberActions(core, engine),
    profile: () => parts.profile,
    setProfile: (profile) => {
      parts.profile = profileOf(profile);
      // What a bucket shows and when it is due depends on policy.
      core.world.load(core.world.save());
    },
    journal: parts.journal.entries,
    counts: () => countsOf(parts),
    outsideAccounts: parts.books.balances,
    seed,
    seedSubscribers: (count) => {
      whole(parts, () => plantMore(parts, count));
      clock.catchUp();
      return count;
    },
    reset: (scenario) => {
      const next = scenarioOf(scenario ?? options.scenario);
      const [at, mode] = [clock.now(), clock.mode()];
      try {
        whole(parts, () => {
          clock.reset();
          emptyWorld(parts);
          plant(next, core, clock.now());
        });
      } catch (error) {
        clock.show(at, mode);
        clock.poke();
        throw error;
      }
      forget(parts);
      clock.catchUp();
      parts.rateLimiter.clear();
    },
    snapshot: () => takeSnapshot(parts),
    restore: (snapshot) => {
      restore(parts, snapshot);
      parts.rateLimiter.clear();
    },
    close: async () => {
      clock.close();
      await outbox.finish();
    },
  };
}

/** All or nothing: what fails half-way leaves the world as it was. */
function whole(parts: Parts, change: () => void): void {
  const before = takeSnapshot(parts);
  try {
    change();
  } catch (error) {
    restoreWorld(parts, before);
    throw error;
  }
}

/** Adds generated subscribers behind those there are. */
function plantMore({ core, clock, seed }: Parts, count: number): void {
  const more = moreSubscribers(count, seed, core.world.buckets.records());
  plantSubscribers(more, core, clock.now());
}

function eventsOf({ hub, outbox, received }: Parts): MockEvents {
  return {
    listen: hub.listen,
    listeners: hub.listeners,
    deliveries: outbox.deliveries,
    undelivered: outbox.undelivered,
    replay: outbox.replay,
    received: received.list,
    drain: outbox.drain,
  };
}

function countsOf({ core, hub, outbox }: Parts): ReturnType<MockControls["counts"]> {
  return {
    buckets: core.world.buckets.size,
    actions: core.world.history.size,
    listeners: hub.listeners().length,
    waitingEvents: outbox.pending,
  };
}

/** What the metrics show beside the counters. */
export function gaugesOf(controls: MockControls): Record<string, number> {
  const { buckets, actions, listeners, waitingEvents } = controls.counts();
  const undelivered = controls.events.undelivered().length;
  return {
    buckets,
    actions,
    listeners,
    events_waiting: waitingEvents,
    events_undelivered: undelivered,
  };
}

/** A handler with nothing remembered. */
export function handlerOf(
  parts: Parts,
  { strict, onError }: MockOptions,
  control: NonNullable<HandlerOptions["control"]>,
): Handler {
  const { clock, engine, faults, journal, metrics } = parts;
  const wired: HandlerOptions = {
    basePath: parts.basePath,
    sleep,
    faults: faults.find,
    observe: (request, answer) => {
      journal.record(request, answer, clock.now());
      metrics.record(request, answer);
    },
    beforeRequest: clock.catchUp,
    control,
    ...(strict && { checkAnswers: true }),
    ...(onError && { onError }),
  };
  return createHandler(engine, wired, parts.keys, parts.rateLimiter);
}

/** What commands change, as before the first one. */
function emptyWorld(parts: Parts): void {
  parts.random.restore(parts.beginnings[0]);
  parts.eventRandom.restore(parts.beginnings[1]);
  parts.books.load([]);
  parts.core.world.load(nothingThere);
}

/** What else a world leaves: who listens, what is under way, rules, keys, traces. */
function forget(parts: Parts): void {
  parts.faultRandom.restore(parts.beginnings[2]);
  parts.outbox.clear();
  parts.hub.clear();
  parts.received.clear();
  parts.faults.reset();
  parts.keys.load([]);
  parts.journal.clear();
}
