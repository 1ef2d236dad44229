import { createMock } from "../assembly/create-mock.ts";
import type { Mock } from "../assembly/mock.ts";
import type { MockOptions } from "../assembly/options.ts";
import type { FileScenario } from "../files/apply-change.ts";
import { createTenants, type Tenant } from "../http/tenants.ts";
import type { Activity } from "../ports/activity.ts";
import type { Handler } from "../ports/handler.ts";
import { InputError } from "../schema/input-error.ts";
import { omitUndefined } from "./omit-undefined.ts";
import type { ServerDatabase } from "./open-database.ts";
import type { ServerContent } from "./server-content.ts";
import type { ServerSettings } from "./server-settings.ts";
import { suggestedNumbers } from "./start-message.ts";
import { UsageError } from "./usage-error.ts";

/** The server of one mock or of the mocks of all tenants. */
export interface ServedMock {
  readonly handler: Handler;
  readonly basePath: string;
  /** The numbers of some seeded subscribers. */
  readonly numbers: readonly string[];
  /** The first mock. Without tenants it is the only mock. */
  readonly mock: Mock;
  /** The scenario, which each mock reads at its start and at each reset. */
  readonly scenario: FileScenario;
  /** Returns all mocks that are not closed. */
  readonly mocks: () => readonly TenantOfMock[];
  /** Sets the profile and the fault rules of all mocks, also of those that are created later. */
  readonly apply: (change: Pick<ServerContent, "profile"> & Pick<ServerSettings, "faults">) => void;
  /**
   * Closes the mocks and returns the number of undelivered events, including those of closed
   * tenants.
   */
  readonly close: () => Promise<number>;
}

/** A mock with its tenant: a name, or the prefix of its path. */
export interface TenantOfMock {
  readonly tenant: string;
  readonly mock: Mock;
}

/** The functions that a server passes to its mocks. */
export interface ServedMockCallbacks {
  /** Sends events to callbacks. */
  readonly fetch?: MockOptions["fetch"];
  /** Called with what happens in any of the mocks. */
  readonly onActivity?: ((activity: Activity) => void) | undefined;
  /** The database of all tenants. */
  readonly database?: ServerDatabase | undefined;
  /** Checks each call. */
  readonly contractGuard?: MockOptions["contractGuard"];
  /** Called with sentences about reached limits and failures of the mock itself. */
  readonly err: (text: string) => void;
}

/** Creates the mock, or the mocks of all tenants. */
export function createServedMock(
  settings: ServerSettings,
  content: ServerContent,
  callbacks: ServedMockCallbacks,
): ServedMock {
  const scenario: FileScenario = { current: content.scenario };
  const onLimit = limitReporter(callbacks);
  // Each mock reads this list again at a reset, after changes of the settings file too.
  const faults = [...(settings.faults ?? [])];
  let { profile } = content;
  const tenantsByMock = new Map<Mock, string>();
  const create = (tenant = "default", basePath?: string): Mock => {
    const options = mockOptions({ ...settings, faults }, profile, callbacks, scenario);
    const database = callbacks.database?.tenant(tenant);
    const mock = createMock({ ...options, onLimit, ...omitUndefined({ basePath, database }) });
    if (callbacks.onActivity) mock.activity.listen(callbacks.onActivity);
    tenantsByMock.set(mock, tenant);
    return mock;
  };
  const firstMock = withFile(settings.configFile, () => create());
  const { basePath } = firstMock;
  let undelivered = 0;
  // The first mock is used once, for the tenant `default`, because a closed mock cannot be used
  // again.
  let isFirstUsed = false;
  const countUndelivered = (mock: Mock): Mock => ({
    ...mock,
    close: async () => {
      tenantsByMock.delete(mock);
      await mock.close();
      undelivered += mock.events.undelivered().length;
    },
  });
  const servedHandler = settings.tenants
    ? createTenants({
        basePath,
        limits: { tenants: settings.maxTenants },
        onLimit,
        create: (tenant) => {
          const isFirst = tenant.basePath === basePath && tenant.name === "default" && !isFirstUsed;
          isFirstUsed ||= isFirst;
          return countUndelivered(
            isFirst ? firstMock : create(tenantLabel(tenant, basePath), tenant.basePath),
          );
        },
      })
    : countUndelivered(firstMock);
  const close = async (): Promise<number> => {
    await servedHandler.close();
    await callbacks.database?.close();
    return undelivered;
  };
  const apply: ServedMock["apply"] = (newContent) => {
    faults.splice(0, faults.length, ...(newContent.faults ?? []));
    profile = newContent.profile;
  };
  const numbers = suggestedNumbers(content.scenario, 3);
  return {
    handler: servedHandler,
    basePath,
    numbers,
    mock: firstMock,
    scenario,
    mocks: () => [...tenantsByMock].map(([mock, tenant]) => ({ mock, tenant })),
    apply,
    close,
  };
}

/** The name of a tenant, or the prefix of its path. */
function tenantLabel({ name, basePath }: Tenant, ownPath: string): string {
  return basePath === ownPath ? name : basePath.slice(0, basePath.length - ownPath.length);
}

/**
 * Creates a mock. Errors of its settings name the settings file, because flags are checked earlier.
 */
function withFile(file: string | undefined, create: () => Mock): Mock {
  try {
    return create();
  } catch (error) {
    if (!(error instanceof InputError) || file === undefined) throw error;
    throw new UsageError(`${file}: ${error.message}`);
  }
}

function mockOptions(
  settings: ServerSettings,
  profile: ServerContent["profile"],
  callbacks: ServedMockCallbacks,
  scenario: FileScenario,
): MockOptions {
  const { seed, clock, basePath, forwardedPrefix, faults, latency } = settings;
  const { auth, controlToken, journal, limits, strict, trace = true } = settings;
  const { fetch, contractGuard } = callbacks;
  const mainSettings = { seed, clock, basePath, forwardedPrefix, faults, latency, profile };
  const otherSettings = {
    auth,
    controlToken,
    journal,
    limits,
    strict,
    trace,
    fetch,
    contractGuard,
  };
  return {
    ...omitUndefined({ ...mainSettings, ...otherSettings }),
    scenario: () => scenario.current,
    onError: (error) => callbacks.err(`${error instanceof Error ? error.stack : String(error)}\n`),
  };
}

function limitReporter({ err }: ServedMockCallbacks): (name: string, max: number) => void {
  return (name, max) =>
    err(
      `The limit ${name} of ${max} was reached: the mock removes older data or refuses requests. ` +
        "Reset the mock, or raise the limit.\n",
    );
}
