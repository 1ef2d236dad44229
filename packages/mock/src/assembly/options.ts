import type { Timers } from "../clock/timers.ts";
import type { ConnectedDatabase } from "../database/mock-database.ts";
import type { FaultRule } from "../faults/rule.ts";
import type { ContractGuard } from "../ports/contract-guard.ts";
import type { MockDatabase } from "../ports/database.ts";
import type { HttpProfile } from "../ports/http-profile.ts";
import { defaultLimits, type LimitName, type Limits } from "../ports/limits.ts";
import type { Profile } from "../profile/profile.ts";
import type { ProfileFile } from "../profile/read.ts";
import type { Scenario } from "../scenarios/scenario.ts";
import { booleanRule, checkOptions, type OptionRule } from "../schema/options.ts";
import type { StateStorage } from "./persistence.ts";

/** Milliseconds, or a range from which each request gets a random value. */
export type Latency = number | readonly [from: number, to: number];

/** The options of `createMock`. Each option has a default. */
export interface MockOptions {
  /** The name of a built-in profile (`reference`, `certified`, `ctk`), or your own profile. */
  readonly profile?: string | Profile | ProfileFile;
  /**
   * The authentication, which replaces that of the profile: fixed `tokens`, or `{ oauth: {} }` for
   * tokens that the mock issues itself. Default: the authentication of the profile.
   */
  readonly auth?: NonNullable<HttpProfile["auth"]>;
  /** The seed of ids and random values. Default 654. */
  readonly seed?: number | string;
  /**
   * The starting data: a scenario, or scenario names joined by commas. Default `default`. A
   * function that returns a scenario or names is called at the start and at each reset.
   */
  readonly scenario?: string | Scenario | (() => string | Scenario);
  /**
   * `real`, or the instant at which the clock is stopped. With `startAt` the clock starts at an
   * instant and runs. Default `real`.
   */
  readonly clock?: "real" | string | number | { readonly startAt: string | number };
  /**
   * The path of the API, also in every `href`. `api/` means `/api`. Default: the path in the
   * contract.
   */
  readonly basePath?: string;
  /**
   * Whether the mock adds the path in `X-Forwarded-Prefix` to each `href`, `Location` and `Link`,
   * for a reverse proxy that removes this path. The OAuth provider then also reads
   * `X-Forwarded-Host` and `X-Forwarded-Proto`. Default false.
   */
  readonly forwardedPrefix?: boolean;
  /** The first fault rules; a reset restores them. Default: none. */
  readonly faults?: readonly FaultRule[];
  /**
   * The milliseconds that each API request waits in real time, or a range `[from, to]`. Default 0.
   */
  readonly latency?: Latency;
  /**
   * The function that sends events to callbacks, and reads the keys of an outside OAuth issuer.
   * Without this function, only listener functions receive events.
   */
  readonly fetch?: (url: string, init: RequestInit) => Promise<Response>;
  /**
   * The bearer token for the control plane. Default: no token, and only callers on this machine are
   * accepted.
   */
  readonly controlToken?: string;
  /** The limits of the journal. Default 500 entries and 4 MiB. */
  readonly journal?: { readonly entries?: number; readonly bytes?: number };
  /** The limits of the data that requests can add. Default `defaultLimits`. */
  readonly limits?: Partial<Limits>;
  /** Called with the name and value of a limit the first time it is reached. Default: none. */
  readonly onLimit?: (name: LimitName, max: number) => void;
  /**
   * Whether every response is checked against the contract. An invalid one becomes a 500. Default
   * false.
   */
  readonly strict?: boolean;
  /**
   * Whether the reason for each response is kept: `mock.trace(response)` then returns the rules of
   * the ledger, the changes and the events. Default false.
   */
  readonly trace?: boolean;
  /**
   * Checks each request of a declared operation and its response. The issues found are in the
   * journal and in the header `sl-violations`. Default: none.
   */
  readonly contractGuard?: ContractGuard;
  /** Called when the mock itself fails (the client gets a 500). Default: none. */
  readonly onError?: (error: unknown) => void;
  /**
   * The storage that keeps the state over reloads of a page, such as `sessionStorage`. Default:
   * none.
   */
  readonly persist?: StateStorage;
  /**
   * The database that keeps the state, such as `openSqlite("./sandbox.db")`. The mock continues
   * with the stored state. Default: none.
   */
  readonly database?: MockDatabase;
  /** The clock and timers of the machine. A test can replace them. */
  readonly timers?: Timers;
}

const isText = (value: unknown) => typeof value === "string";
const isCount = (value: unknown) => Number.isSafeInteger(value) && Number(value) >= 0;
const isObject = (value: unknown) => typeof value === "object" && value !== null;
const isFunction = (value: unknown) => typeof value === "function";
const isTextOrObject = (value: unknown) => isText(value) || isObject(value);
const isTextOrNumber = (value: unknown) => isText(value) || Number.isFinite(value);
const limitNames = Object.keys(defaultLimits).join(", ");
const functionRule: OptionRule = { fits: isFunction, must: "must be a function" };

interface ClockStart {
  readonly startAt?: unknown;
}

/** The check and the message of each option, for callers without TypeScript. */
export const mockOptionRules: Readonly<Record<keyof MockOptions, OptionRule>> = {
  profile: { fits: isTextOrObject, must: "must be a profile or its name" },
  auth: { fits: isObject, must: "must be an object" },
  seed: { fits: isTextOrNumber, must: "must be a number or a string" },
  scenario: {
    fits: (value) => isTextOrObject(value) || isFunction(value),
    must: "must be a scenario, names of scenarios, or a function that returns one",
  },
  clock: {
    fits: (value) => isTextOrNumber(value) || isTextOrNumber((value as ClockStart | null)?.startAt),
    must: 'must be "real", an instant, or an object with the instant startAt',
  },
  basePath: {
    fits: (value) => isText(value) && /^(?!\w+:)[^?#\s]*$/.test(String(value)),
    must: "must be a path such as /api/v4, without a host, a query or spaces",
  },
  forwardedPrefix: booleanRule,
  faults: { fits: Array.isArray, must: "must be a list of fault rules" },
  latency: {
    fits: isLatency,
    must: "must be milliseconds of 0 or more, or a range such as [200, 800]",
  },
  fetch: functionRule,
  controlToken: {
    fits: (value) => isText(value) && /^\S+$/.test(String(value)),
    must: "must be a string without spaces, and not empty",
  },
  journal: {
    fits: isJournal,
    must: "must have entries and bytes, both whole numbers of 0 or more",
  },
  limits: {
    fits: isLimits,
    must: `must be an object of whole numbers above 0, with names among ${limitNames}`,
  },
  onLimit: functionRule,
  strict: booleanRule,
  trace: booleanRule,
  contractGuard: functionRule,
  onError: functionRule,
  persist: {
    fits: (value) => isObject(value) && isFunction((value as Partial<Storage>).setItem),
    must: "must be a Storage, such as sessionStorage",
  },
  database: {
    fits: (value) => isFunction((value as Partial<ConnectedDatabase> | null)?.connect),
    must: "must be a database of openSqlite or openPostgres",
  },
  timers: {
    fits: (value) => isObject(value) && isFunction((value as Partial<Timers>).after),
    must: "must have now and after",
  },
};

function isLimits(value: unknown): boolean {
  if (!isObject(value)) return false;
  return Object.entries(value as object).every(
    ([name, max]) =>
      Object.hasOwn(defaultLimits, name) && (max === undefined || (isCount(max) && max !== 0)),
  );
}

function isLatency(value: unknown): boolean {
  const [minimum, to = minimum, ...more] = [value].flat();
  return isCount(minimum) && isCount(to) && Number(minimum) <= Number(to) && more.length === 0;
}

function isJournal(value: unknown): boolean {
  if (!isObject(value)) return false;
  return Object.entries(value as object).every(
    ([name, cap]) =>
      (name === "entries" || name === "bytes") && (cap === undefined || isCount(cap)),
  );
}

/**
 * Checks all options.
 * @throws MockOptionsError with each unknown or invalid option.
 */
export function checkMockOptions(options: MockOptions): void {
  checkOptions(options, mockOptionRules);
}

/** Normalizes a path: a slash at its start, none at its end, and `""` for the root. */
export function normalPath(path: string): string {
  const inner = path.replace(/^\/+|\/+$/g, "");
  return inner === "" ? "" : `/${inner}`;
}
