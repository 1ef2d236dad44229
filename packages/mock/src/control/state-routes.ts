import { instantText } from "../clock/clock.ts";
import { profileSchema } from "../profile/schema.ts";
import { scenarios } from "../scenarios/catalogue.ts";
import type { Scenario } from "../scenarios/scenario.ts";
import { scenarioSchema } from "../scenarios/schema.ts";
import { listSchema } from "../schema/build.ts";
import type { Schema } from "../schema/check.ts";
import { type Snapshot, snapshotSchema } from "../snapshot/schema.ts";
import type { ClockState } from "./control.ts";
import { metricsText } from "./metrics-text.ts";
import { type ControlledMock, type ControlRoute, jsonSuccess } from "./route.ts";
import {
  clockSchema,
  currentProfileSchema,
  healthSchema,
  readySchema,
  scenarioNameSchema,
  stateSchema,
} from "./schemas.ts";

const scenarioOrNamesSchema: Schema = {
  anyOf: [scenarioSchema, { type: "string", minLength: 1 }],
  description: "A scenario, or the names of built-in scenarios joined by commas.",
};

interface SeedRequest {
  readonly scenario?: string | Scenario;
  readonly subscribers?: number;
}

function clockOf({ clock }: ControlledMock): ClockState {
  const target = clock.target();
  return {
    now: instantText(clock.now()),
    mode: clock.mode(),
    ...(target !== undefined && { target: instantText(target) }),
  };
}

function stateOf(mock: ControlledMock): Record<string, unknown> {
  return {
    basePath: mock.basePath,
    profile: mock.profile().name,
    clock: clockOf(mock),
    counts: mock.counts(),
    limitsReached: mock.limitsReached(),
    storage: mock.stateChanges.storage?.(),
    outsideAccounts: mock.outsideAccounts(),
  };
}

/** Routes for the state, the clock and the profile. */
export const stateRoutes: readonly ControlRoute[] = [
  {
    id: "health",
    method: "GET",
    path: "/health",
    summary: "Liveness: the mock runs. It may still be unable to store anything.",
    isOpen: true,
    success: jsonSuccess("The mock runs.", healthSchema),
    run: (mock) => ({ json: { status: "ok", profile: mock.profile().name } }),
  },
  {
    id: "ready",
    method: "GET",
    path: "/ready",
    summary: "Readiness: the mock can store changes, if it has a database.",
    isOpen: true,
    unavailable: "The database of the mock fails.",
    success: jsonSuccess("The mock is ready.", readySchema),
    run: async ({ stateChanges }) => {
      await stateChanges.retry?.();
      // Only `GET /__mock/state` shows the reason, because it may name files.
      const isFailing = stateChanges.storage?.().failure !== undefined;
      return isFailing ? { unavailable: failingMessage } : { json: { status: "ready" } };
    },
  },
  {
    id: "metrics",
    method: "GET",
    path: "/metrics",
    summary: "Counters and gauges as Prometheus text.",
    success: { status: 200, description: "Format 0.0.4.", text: { type: "string" } },
    run: (mock) => ({ text: metricsText(mock.requestCounts(), mock) }),
  },
  {
    id: "state",
    method: "GET",
    path: "/state",
    summary: "Clock, profile, counts and the totals of the outside accounts.",
    success: jsonSuccess("The state.", stateSchema),
    run: (mock) => ({ json: stateOf(mock) }),
  },
  {
    id: "reset",
    method: "POST",
    path: "/reset",
    summary: "Starts again with the first scenario or another one. The current profile stays.",
    success: jsonSuccess("The state afterwards.", stateSchema),
    body: {
      type: "object",
      properties: { scenario: scenarioOrNamesSchema },
      additionalProperties: false,
    },
    isBodyOptional: true,
    run: (mock, { body }) => {
      mock.reset((body as { scenario?: string | Scenario } | undefined)?.scenario);
      return { json: stateOf(mock) };
    },
  },
  {
    id: "seed",
    method: "POST",
    path: "/seed",
    summary: "Adds a scenario or generated subscribers to the current state.",
    success: jsonSuccess("The state afterwards.", stateSchema),
    body: {
      type: "object",
      properties: {
        scenario: scenarioOrNamesSchema,
        subscribers: { type: "integer", minimum: 0, maximum: 1_000_000 },
      },
      additionalProperties: false,
    },
    run: (mock, { body }) => {
      const { scenario, subscribers } = body as SeedRequest;
      if (scenario !== undefined) mock.seed(scenario, subscribers);
      else if (subscribers !== undefined) mock.seedSubscribers(subscribers);
      return { json: stateOf(mock) };
    },
  },
  {
    id: "scenarios",
    method: "GET",
    path: "/scenarios",
    summary: "The built-in scenarios.",
    success: jsonSuccess("Every scenario.", listSchema(scenarioNameSchema)),
    run: () => ({
      json: [...scenarios.values()].map(({ name, description }) => ({ name, description })),
    }),
  },
  {
    id: "snapshot",
    method: "GET",
    path: "/snapshot",
    summary: "The current state as one JSON value.",
    success: jsonSuccess("The snapshot.", snapshotSchema),
    run: (mock) => ({ json: mock.snapshot() }),
  },
  {
    id: "restore",
    method: "PUT",
    path: "/snapshot",
    summary: "Restores a snapshot. An invalid snapshot is refused and changes nothing.",
    success: jsonSuccess("The state afterwards.", stateSchema),
    body: snapshotSchema,
    isBodyChecked: true,
    run: (mock, { body }) => {
      mock.restore(body as Snapshot);
      return { json: stateOf(mock) };
    },
  },
  {
    id: "clock",
    method: "GET",
    path: "/clock",
    summary: "The instant and mode of the clock, and the target of a move in progress.",
    success: jsonSuccess("The clock.", clockSchema),
    run: (mock) => ({ json: clockOf(mock) }),
  },
  {
    id: "setClock",
    method: "PUT",
    path: "/clock",
    summary: "Sets the clock (`now`), or lets it run with real time (`mode: real`).",
    success: jsonSuccess("The clock afterwards.", clockSchema),
    body: {
      type: "object",
      properties: { now: { type: "string", minLength: 1 }, mode: { enum: ["real", "set"] } },
      additionalProperties: false,
    },
    run: async (mock, { body }) => {
      const clockChange = body as { now?: string; mode?: "real" | "set" };
      if (clockChange.now !== undefined) await mock.clock.set(clockChange.now);
      else if (clockChange.mode === "set") await mock.clock.set(mock.clock.now());
      if (clockChange.mode === "real") mock.clock.run();
      return { json: clockOf(mock) };
    },
  },
  {
    id: "advanceClock",
    method: "POST",
    path: "/clock/advance",
    summary:
      "Moves the clock forward by an ISO 8601 duration and runs everything that is due, in order.",
    success: jsonSuccess("The clock afterwards.", clockSchema),
    body: {
      type: "object",
      required: ["duration"],
      properties: { duration: { type: "string", minLength: 1 } },
      additionalProperties: false,
    },
    run: async (mock, { body }) => {
      await mock.clock.advance((body as { duration: string }).duration);
      return { json: clockOf(mock) };
    },
  },
  {
    id: "interruptClock",
    method: "POST",
    path: "/clock/interrupt",
    summary: "Ends the moves in progress. The clock stays at the instant reached so far.",
    success: jsonSuccess("The clock afterwards.", clockSchema),
    run: (mock) => {
      mock.clock.interrupt();
      return { json: clockOf(mock) };
    },
  },
  {
    id: "profile",
    method: "GET",
    path: "/profile",
    summary: "The current profile.",
    success: jsonSuccess("The profile.", currentProfileSchema),
    run: (mock) => ({ json: mock.profile() }),
  },
  {
    id: "setProfile",
    method: "PUT",
    path: "/profile",
    summary: "Sets the profile: a built-in one with `name` alone, or your own.",
    success: jsonSuccess("The complete profile.", currentProfileSchema),
    body: profileSchema,
    run: (mock, { body }) => {
      const chosenProfile = body as { name: string };
      const isName =
        Object.keys(chosenProfile).length === 1 && builtInProfiles.has(chosenProfile.name);
      mock.setProfile(isName ? chosenProfile.name : chosenProfile);
      return { json: mock.profile() };
    },
  },
];

const failingMessage =
  "The database of the mock fails: GET /__mock/state has the reason, for callers with the token.";

const builtInProfiles: ReadonlySet<string> = new Set(["reference", "certified", "ctk"]);
