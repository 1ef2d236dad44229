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
import { type ControlRoute, type ControlTarget, jsonSuccess } from "./route.ts";
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

function clockOf({ clock }: ControlTarget): ClockState {
  const target = clock.target();
  return {
    now: instantText(clock.now()),
    mode: clock.mode(),
    ...(target !== undefined && { target: instantText(target) }),
  };
}

function stateOf(target: ControlTarget): Record<string, unknown> {
  return {
    basePath: target.basePath,
    profile: target.profile().name,
    clock: clockOf(target),
    counts: target.counts(),
    limitsReached: target.limitsReached(),
    storage: target.stateChanges.storage?.(),
    outsideAccounts: target.outsideAccounts(),
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
    run: (target) => ({ json: { status: "ok", profile: target.profile().name } }),
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
    run: (target) => ({ text: metricsText(target.requestCounts(), target) }),
  },
  {
    id: "state",
    method: "GET",
    path: "/state",
    summary: "Clock, profile, counts and the totals of the outside accounts.",
    success: jsonSuccess("The state.", stateSchema),
    run: (target) => ({ json: stateOf(target) }),
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
    run: (target, { body }) => {
      target.reset((body as { scenario?: string | Scenario } | undefined)?.scenario);
      return { json: stateOf(target) };
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
    run: (target, { body }) => {
      const { scenario, subscribers } = body as SeedRequest;
      if (scenario !== undefined) target.seed(scenario, subscribers);
      else if (subscribers !== undefined) target.seedSubscribers(subscribers);
      return { json: stateOf(target) };
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
    run: (target) => ({ json: target.snapshot() }),
  },
  {
    id: "restore",
    method: "PUT",
    path: "/snapshot",
    summary: "Restores a snapshot. An invalid snapshot is refused and changes nothing.",
    success: jsonSuccess("The state afterwards.", stateSchema),
    body: snapshotSchema,
    isBodyChecked: true,
    run: (target, { body }) => {
      target.restore(body as Snapshot);
      return { json: stateOf(target) };
    },
  },
  {
    id: "clock",
    method: "GET",
    path: "/clock",
    summary: "The instant and mode of the clock, and the target of a move in progress.",
    success: jsonSuccess("The clock.", clockSchema),
    run: (target) => ({ json: clockOf(target) }),
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
    run: async (target, { body }) => {
      const clockChange = body as { now?: string; mode?: "real" | "set" };
      if (clockChange.now !== undefined) await target.clock.set(clockChange.now);
      else if (clockChange.mode === "set") await target.clock.set(target.clock.now());
      if (clockChange.mode === "real") target.clock.run();
      return { json: clockOf(target) };
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
    run: async (target, { body }) => {
      await target.clock.advance((body as { duration: string }).duration);
      return { json: clockOf(target) };
    },
  },
  {
    id: "interruptClock",
    method: "POST",
    path: "/clock/interrupt",
    summary: "Ends the moves in progress. The clock stays at the instant reached so far.",
    success: jsonSuccess("The clock afterwards.", clockSchema),
    run: (target) => {
      target.clock.interrupt();
      return { json: clockOf(target) };
    },
  },
  {
    id: "profile",
    method: "GET",
    path: "/profile",
    summary: "The current profile.",
    success: jsonSuccess("The profile.", currentProfileSchema),
    run: (target) => ({ json: target.profile() }),
  },
  {
    id: "setProfile",
    method: "PUT",
    path: "/profile",
    summary: "Sets the profile: a built-in one with `name` alone, or your own.",
    success: jsonSuccess("The complete profile.", currentProfileSchema),
    body: profileSchema,
    run: (target, { body }) => {
      const chosenProfile = body as { name: string };
      const isName =
        Object.keys(chosenProfile).length === 1 && builtInProfiles.has(chosenProfile.name);
      target.setProfile(isName ? chosenProfile.name : chosenProfile);
      return { json: target.profile() };
    },
  },
];

const failingMessage =
  "The database of the mock fails: GET /__mock/state has the reason, for callers with the token.";

const builtInProfiles: ReadonlySet<string> = new Set(["reference", "certified", "ctk"]);
