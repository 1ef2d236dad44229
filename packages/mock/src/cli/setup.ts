import { readFileSync } from "node:fs";
import { createMock } from "../assembly/create-mock.ts";
import type { Mock } from "../assembly/mock.ts";
import type { MockOptions } from "../assembly/options.ts";
import { scenarioOf as readScenario } from "../assembly/parts.ts";
import { createTenants } from "../http/tenants.ts";
import type { Handler } from "../ports/handler.ts";
import { compose, type Scenario } from "../scenarios/scenario.ts";
import type { Settings } from "./arguments.ts";
import { firstNumbers } from "./greeting.ts";

/** What the command serves, and how it ends. */
export type World = {
  readonly handler: Handler;
  readonly basePath: string;
  /** Numbers of seeded subscribers to try. */
  readonly numbers: readonly string[];
  /** Ends the mocks; how many events were not delivered, of tenants that left before too. */
  readonly close: () => Promise<number>;
};

/** The mock, or the mocks of all tenants, that the settings describe. */
export function createWorld(settings: Settings, fetch: MockOptions["fetch"]): World {
  const options = mockOptions(settings, fetch);
  const first = createMock(options);
  const { basePath, engine } = first;
  let undelivered = 0;
  const counted = (mock: Mock): Mock => ({
    ...mock,
    close: async () => {
      await mock.close();
      undelivered += mock.events.undelivered().length;
    },
  });
  const served = settings.tenants
    ? createTenants({
        create: (tenant) =>
          tenant.basePath === basePath && tenant.name === "default"
            ? counted(first)
            : counted(createMock({ ...options, basePath: tenant.basePath })),
      })
    : counted(first);
  const close = async (): Promise<number> => {
    await served.close();
    return undelivered;
  };
  return { handler: served, basePath, numbers: firstNumbers(engine, 3), close };
}

function mockOptions(settings: Settings, fetch: MockOptions["fetch"]): MockOptions {
  const { profile, seed, scenario, clock, controlToken, maxActions, strict } = settings;
  return {
    strict,
    ...(fetch && { fetch }),
    ...(profile !== undefined && { profile: given("profile", profile) as Given<"profile"> }),
    ...(seed !== undefined && { seed }),
    ...(scenario !== undefined && { scenario: scenarioOf(scenario) }),
    ...(clock !== undefined && { clock }),
    ...(controlToken !== undefined && { controlToken }),
    ...(maxActions !== undefined && { maxActions }),
    onError: (error) => console.error(error),
  };
}

type Given<Name extends keyof MockOptions> = NonNullable<MockOptions[Name]>;

/** Names and files, joined by commas: one world of all. */
function scenarioOf(text: string): Given<"scenario"> {
  if (!/\.json(?:,|$)/i.test(text)) return text;
  const parts = text
    .split(",")
    .map((each) => readScenario(given("scenario", each.trim()) as Scenario | string));
  return compose(text, ...parts);
}

/** A name, or the parsed content of a file; `createMock` checks either. */
function given(what: string, text: string): unknown {
  if (!/\.json$/i.test(text)) return text;
  try {
    return JSON.parse(readFileSync(text, "utf8"));
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw new Error(`The ${what} ${text} cannot be read: ${detail}`);
  }
}
