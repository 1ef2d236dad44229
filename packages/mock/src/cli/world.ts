import { readFileSync } from "node:fs";
import { createTenants } from "../http/tenants.ts";
import { createMock } from "../mock.ts";
import type { MockOptions } from "../options.ts";
import type { Handler } from "../seam.ts";
import type { Settings } from "./arguments.ts";
import { firstNumbers } from "./greeting.ts";

/** What the command serves, and how it ends. */
export type World = {
  readonly handler: Handler;
  readonly basePath: string;
  /** Numbers of seeded subscribers to try. */
  readonly numbers: readonly string[];
  readonly close: () => Promise<void>;
};

/** The mock, or the mocks of all tenants, that the settings describe. */
export function createWorld(settings: Settings, fetch: MockOptions["fetch"]): World {
  const options = mockOptions(settings, fetch);
  const first = createMock(options);
  const { basePath, engine } = first;
  const served = settings.tenants
    ? createTenants({
        create: (tenant) =>
          tenant.basePath === basePath && tenant.name === "default"
            ? first
            : createMock({ ...options, basePath: tenant.basePath }),
      })
    : first;
  const close = async (): Promise<void> => {
    await Promise.all([served.close(), first.close()]);
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
    ...(scenario !== undefined && { scenario: given("scenario", scenario) as Given<"scenario"> }),
    ...(clock !== undefined && { clock }),
    ...(controlToken !== undefined && { controlToken }),
    ...(maxActions !== undefined && { maxActions }),
    onError: (error) => console.error(error),
  };
}

type Given<Name extends keyof MockOptions> = NonNullable<MockOptions[Name]>;

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
