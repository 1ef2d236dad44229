import { readFileSync } from "node:fs";
import { createMock } from "../assembly/create-mock.ts";
import type { Mock } from "../assembly/mock.ts";
import type { MockOptions } from "../assembly/options.ts";
import { scenarioOf as readScenario } from "../assembly/parts.ts";
import { createTenants } from "../http/tenants.ts";
import type { Handler } from "../ports/handler.ts";
import { compose, type Scenario } from "../scenarios/scenario.ts";
import type { CliSettings } from "./arguments.ts";
import { suggestedNumbers } from "./start-message.ts";

/** The mock, or the mocks of all tenants, that the command serves. */
export interface ServedMock {
  readonly handler: Handler;
  readonly basePath: string;
  /** Numbers of seeded subscribers to try. */
  readonly numbers: readonly string[];
  /** Closes the mocks; resolves with the number of undelivered events, closed tenants included. */
  readonly close: () => Promise<number>;
}

/** Creates the mock, or the mocks of all tenants, that the settings describe. */
export function createServedMock(settings: CliSettings, fetch: MockOptions["fetch"]): ServedMock {
  const options = mockOptions(settings, fetch);
  const first = createMock(options);
  const { basePath, engine } = first;
  let undelivered = 0;
  // The first mock is the tenant `default` once: a closed mock does not come back.
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
          return counted(isFirst ? first : createMock({ ...options, basePath: tenant.basePath }));
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
    `The limit ${name} of ${most} was reached: older data may leave, or requests fail.`,
  );
}

type OptionValue<Name extends keyof MockOptions> = NonNullable<MockOptions[Name]>;

/** Combines names and files, joined by commas, into one scenario. */
function scenarioOf(text: string): OptionValue<"scenario"> {
  if (!/\.json(?:,|$)/i.test(text)) return text;
  return compose(text, ...text.split(",").map((each) => readPart(each.trim())));
}

/** The scenario of a name or of a file. An error names the file. */
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

/** A name, or the parsed content of a JSON file; `createMock` checks both. */
function readFileOrName(option: string, text: string): unknown {
  if (!/\.json$/i.test(text)) return text;
  try {
    return JSON.parse(readFileSync(text, "utf8"));
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw new Error(`The ${option} ${text} cannot be read: ${detail}`);
  }
}
