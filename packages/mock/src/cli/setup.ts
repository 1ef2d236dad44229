import { readFileSync } from "node:fs";
import { createMock } from "../assembly/create-mock.ts";
import type { Mock } from "../assembly/mock.ts";
import type { MockOptions } from "../assembly/options.ts";
import { scenarioOf as readScenario } from "../assembly/parts.ts";
import { createTenants } from "../http/tenants.ts";
import type { Activity } from "../ports/activity.ts";
import type { Handler } from "../ports/handler.ts";
import { compose, type Scenario } from "../scenarios/scenario.ts";
import type { CliSettings } from "./arguments.ts";
import { suggestedNumbers } from "./start-message.ts";

/** The server of one mock or of the mocks of all tenants. */
export interface ServedMock {
  readonly handler: Handler;
  readonly basePath: string;
  /** The numbers of some seeded subscribers. */
  readonly numbers: readonly string[];
  /**
   * Closes the mocks and returns the number of undelivered events, including those of closed
   * tenants.
   */
  readonly close: () => Promise<number>;
}

/**
 * Creates the mock, or the mocks of all tenants, from the settings. `onActivity` is called
 * with what happens in any of them.
 */
export function createServedMock(
  settings: CliSettings,
  fetch: MockOptions["fetch"],
  onActivity?: (activity: Activity) => void,
): ServedMock {
  const options = mockOptions(settings, fetch);
  const create = (basePath?: string): Mock => {
    const mock = createMock(basePath === undefined ? options : { ...options, basePath });
    if (onActivity) mock.activity.listen(onActivity);
    return mock;
  };
  const first = create();
  const { basePath, engine } = first;
  let undelivered = 0;
  // The first mock is used once, for the tenant `default`, because a closed mock cannot be used
  // again.
  let isTaken = false;
  const counted = (mock: Mock): Mock => ({
    ...mock,
    close: async () => {
      await mock.close();
      undelivered += mock.events.undelivered().length;
    },
  });
  const served = settings.tenants
    ? createTenants({
        limits: { tenants: settings.maxTenants },
        onLimit: reportLimit,
        create: (tenant) => {
          const isFirst = tenant.basePath === basePath && tenant.name === "default" && !isTaken;
          isTaken ||= isFirst;
          return counted(isFirst ? first : create(tenant.basePath));
        },
      })
    : counted(first);
  const close = async (): Promise<number> => {
    await served.close();
    return undelivered;
  };
  return { handler: served, basePath, numbers: suggestedNumbers(engine, 3), close };
}

function mockOptions(settings: CliSettings, fetch: MockOptions["fetch"]): MockOptions {
  const { profile, seed, scenario, clock, controlToken, maxActions, strict } = settings;
  return {
    strict,
    ...(fetch && { fetch }),
    ...(profile !== undefined && {
      profile: readFileOrName("profile", profile) as OptionValue<"profile">,
    }),
    ...(seed !== undefined && { seed }),
    ...(scenario !== undefined && { scenario: scenarioOf(scenario) }),
    ...(clock !== undefined && { clock }),
    ...(controlToken !== undefined && { controlToken }),
    ...(maxActions !== undefined && { limits: { actions: maxActions } }),
    onLimit: reportLimit,
    onError: (error) => console.error(error),
  };
}

function reportLimit(name: string, most: number): void {
  console.error(
    `The limit ${name} of ${most} was reached: the mock removes older data or refuses requests.`,
  );
}

type OptionValue<Name extends keyof MockOptions> = NonNullable<MockOptions[Name]>;

/** Combines names and files, joined by commas, into one scenario. */
function scenarioOf(text: string): OptionValue<"scenario"> {
  if (!/\.json(?:,|$)/i.test(text)) return text;
  return compose(text, ...text.split(",").map((each) => readPart(each.trim())));
}

/** Reads the scenario with a name or in a file. Errors name the file. */
function readPart(text: string): Scenario {
  const given = readFileOrName("scenario", text) as Scenario | string;
  if (typeof given === "string") return readScenario(given);
  try {
    const scenario = readScenario(given);
    if (!scenario.subscribers?.length) {
      console.error(`The scenario ${text} has no subscribers, so it adds no buckets.`);
    }
    return scenario;
  } catch (error) {
    throw new Error(`${text}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Returns a name, or the parsed content of a JSON file. `createMock` checks both. */
function readFileOrName(option: string, text: string): unknown {
  if (!/\.json$/i.test(text)) return text;
  try {
    return JSON.parse(readFileSync(text, "utf8"));
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw new Error(`Cannot read the ${option} ${text}: ${detail}`);
  }
}
