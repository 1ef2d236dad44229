import type { Clock } from "./clock/clock.ts";
import { sleep } from "./clock/timers.ts";
import type { JournalEntry } from "./control/journal.ts";
import type { MockEngine } from "./engine/engine.ts";
import type { ReceivedEvent } from "./engine/received.ts";
import { createSubscriberActions, type SubscriberActions } from "./engine/subscriber-actions.ts";
import type { Delivery } from "./events/delivery.ts";
import type { Envelope } from "./events/envelope.ts";
import type { Listener } from "./events/outbox.ts";
import type { Faults } from "./faults/faults.ts";
import { createHandler } from "./http/handler.ts";
import type { MockOptions } from "./options.ts";
import { type Parts, profileOf, scenarioOf, wire } from "./parts.ts";
import type { Profile } from "./profile/profile.ts";
import type { Scenario } from "./scenarios/scenario.ts";
import type { Handler } from "./seam.ts";
import { seedSubscribers } from "./seed/generate.ts";
import { plant, plantSubscribers } from "./seed/plant.ts";
import { restore, type Snapshot, takeSnapshot } from "./snapshot.ts";
import { emptyWorld } from "./store/world.ts";

/** A TMF654 server without a socket, and the handles of the person who runs it. */
export type Mock = Handler & {
  readonly basePath: string;
  readonly engine: MockEngine;
  readonly clock: Clock;
  readonly faults: Faults;
  readonly events: MockEvents;
  /** What a developer needs done to a subscriber: `spend`, `suspend`, `expire`, … */
  readonly subscribers: SubscriberActions;
  /** The profile in force; a name or an object replaces it. */
  profile(): Profile;
  setProfile(profile: string | Profile): void;
  /** The last exchanges of the API. */
  journal(): readonly JournalEntry[];
  /** Adds a scenario (or names joined by commas) to the world as it is. */
  seed(scenario: string | Scenario): void;
  /** Adds so many generated subscribers; the same ones each time. How many there were. */
  seedSubscribers(count: number): number;
  /** Begins again: the world, ids and clock of the start; no faults, listeners or journal. */
  reset(scenario?: string | Scenario): void;
  snapshot(): Snapshot;
  /** @throws SnapshotError when the value is no snapshot. */
  restore(snapshot: Snapshot): void;
  /** Ends timers and deliveries, after those in flight. */
  close(): Promise<void>;
};

/** Events on their way out, and those that came in. */
export type MockEvents = {
  /** Calls a function with every event, in the same process; the result ends it. */
  listen(listener: (event: Envelope) => void): () => void;
  listeners(): readonly Listener[];
  deliveries(): readonly Delivery[];
  undelivered(): readonly Delivery[];
  /** Sends undelivered events again, the same bytes; all, or the named deliveries. How many. */
  replay(deliveryIds?: readonly string[]): number;
  /** Events posted to the contract's listener paths. */
  received(): readonly ReceivedEvent[];
  /** Waits until nothing is in flight. */
  drain(): Promise<void>;
};

/**
 * Makes a TMF654 server in a box. Two mocks in one process never meet.
 * @throws MockOptionsError for an unknown profile or scenario, ClockError for a clock that is no
 * instant, ScenarioError for a scenario that does not fit.
 */
export function createMock(options: MockOptions = {}): Mock {
  const parts = wire(options);
  const { clock, core, engine, outbox, hub, received } = parts;
  let handler = handlerOf(parts, options);
  const start = (scenario: string | Scenario | undefined): void => {
    parts.random.restore(parts.beginnings[0]);
    parts.eventRandom.restore(parts.beginnings[1]);
    plant(scenarioOf(scenario ?? options.scenario), core, clock.now());
    clock.catchUp();
  };
  start(undefined);
  return {
    fetch: (request) => handler.fetch(request),
    exchange: (exchange) => handler.exchange(exchange),
    maximumBodyBytes: () => handler.maximumBodyBytes(),
    basePath: parts.basePath,
    engine,
    clock,
    faults: parts.faults,
    events: {
      listen: hub.listen,
      listeners: hub.listeners,
      deliveries: outbox.deliveries,
      undelivered: outbox.undelivered,
      replay: outbox.replay,
      received: received.list,
      drain: outbox.drain,
    },
    subscribers: createSubscriberActions(core, engine),
    profile: () => parts.profile,
    setProfile: (profile) => {
      parts.profile = profileOf(profile);
      core.world.load(core.world.save());
    },
    journal: parts.journal.entries,
    seed: (scenario) => {
      plant(scenarioOf(scenario), core, clock.now());
      clock.catchUp();
    },
    seedSubscribers: (count) =>
      plantSubscribers(seedSubscribers(count, parts.seed), core, clock.now()),
    reset: (scenario) => {
      empty(parts);
      handler = handlerOf(parts, options);
      start(scenario);
    },
    snapshot: () => takeSnapshot(parts),
    restore: (snapshot) => {
      restore(parts, snapshot);
      handler = handlerOf(parts, options);
    },
    close: async () => {
      clock.close();
      await outbox.drain();
      outbox.close();
    },
  };
}

/** A handler with nothing remembered: no idempotency keys, no rate windows. */
function handlerOf(parts: Parts, { strict, onError }: MockOptions): Handler {
  const { clock, engine, faults, journal, metrics } = parts;
  return createHandler(engine, {
    basePath: parts.basePath,
    sleep,
    faults: faults.find,
    observe: (request, answer) => {
      journal.record(request, answer, clock.now());
      metrics.record(request, answer);
    },
    beforeRequest: clock.catchUp,
    ...(strict && { checkAnswers: true }),
    ...(onError && { onError }),
  });
}

function empty(parts: Parts): void {
  parts.clock.reset();
  parts.outbox.close();
  parts.hub.clear();
  parts.received.clear();
  parts.faults.clear();
  parts.journal.clear();
  parts.books.load([]);
  parts.core.world.load(emptyWorld);
}
