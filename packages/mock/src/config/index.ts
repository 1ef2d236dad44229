/** The settings file of the command `tmf654-mock`. */
import { type MockOptions, mockOptionRules } from "../assembly/options.ts";
import type { ProfileFile } from "../profile/read.ts";
import { booleanRule, checkOptions, type OptionRule } from "../schema/options.ts";

export type { MockOptions } from "../assembly/options.ts";
export type { OAuthProvider, TrustedIssuer } from "../ports/oauth.ts";
export type { Scenario } from "../scenarios/scenario.ts";

/** The forms of the log: lines for people, one JSON object a line, or no log. */
export const logForms = ["pretty", "json", "off"] as const;

/** The forms of a read with a database that servers share. */
const readForms = ["latest", "local"] as const;

/** A form of the log. */
export type LogForm = (typeof logForms)[number];

/** The options of `createMock` that a settings file may have. */
const mockNames = [
  "profile",
  "auth",
  "scenario",
  "seed",
  "clock",
  "basePath",
  "forwardedPrefix",
  "faults",
  "latency",
  "controlToken",
  "journal",
  "limits",
  "strict",
  "trace",
] as const satisfies readonly (keyof MockOptions)[];

/**
 * The content of `tmf654.config.ts`, `.js` or `.json`. A flag of the command replaces a member.
 * `profile` and `scenario` may name files, from the folder of the settings file.
 */
export interface MockConfig extends Pick<MockOptions, (typeof mockNames)[number]> {
  /** The port to listen on. Default: `PORT` of the environment, or 4010. */
  readonly port?: number;
  /** The address to listen on. Default `127.0.0.1`. */
  readonly host?: string;
  /**
   * The SQLite file that keeps the data, from the folder of the settings file. The mock continues
   * with its data. Default: no file.
   */
  readonly data?: string;
  /**
   * The URL of the PostgreSQL database that keeps the data. Servers with the same database have one
   * state. The option needs the package `pg`, and replaces `data`. Default: no database.
   */
  readonly database?: string;
  /**
   * `latest`: a read shows everything that any server of the database has acknowledged. `local`: it
   * shows what this server knows, which may be old. Default `latest`.
   */
  readonly reads?: (typeof readForms)[number];
  /** Event settings that replace those of the profile. */
  readonly events?: ProfileFile["events"];
  /** Whether each tenant has its own data. Default false. */
  readonly tenants?: boolean;
  /** The maximum number of tenants. Default 100. */
  readonly maxTenants?: number;
  /** The form of the log. Default `pretty`. */
  readonly log?: LogForm;
  /** `prism`: the installed Prism checks each request and response. Default: no guard. */
  readonly guard?: "prism";
  /** Whether only errors are printed. Default false. */
  readonly quiet?: boolean;
}

/** Returns its argument, so that an editor checks and completes a settings file. */
export function defineConfig(config: MockConfig): MockConfig {
  return config;
}

const configRules: Readonly<Record<keyof MockConfig, OptionRule>> = {
  ...(Object.fromEntries(mockNames.map((name) => [name, mockOptionRules[name]])) as Readonly<
    Record<(typeof mockNames)[number], OptionRule>
  >),
  port: { fits: isPort, must: "must be a number from 0 to 65535" },
  host: {
    fits: (value) => typeof value === "string" && value.trim() !== "",
    must: "must be an address, such as 127.0.0.1 or 0.0.0.0",
  },
  data: {
    fits: (value) => typeof value === "string" && value.trim() !== "",
    must: "must be the path of a file, such as sandbox.db",
  },
  database: {
    fits: (value) => typeof value === "string" && /^postgres(?:ql)?:\/\/./.test(value),
    must: "must be a URL such as postgres://user@127.0.0.1/sandbox",
  },
  reads: {
    fits: (value) => readForms.some((form) => form === value),
    must: `must be ${readForms.join(" or ")}`,
  },
  events: {
    fits: (value) => typeof value === "object" && value !== null,
    must: "must be an object, as in a profile",
  },
  tenants: booleanRule,
  maxTenants: {
    fits: (value) => Number.isSafeInteger(value) && Number(value) > 0,
    must: "must be a whole number above 0",
  },
  log: {
    fits: (value) => logForms.some((form) => form === value),
    must: `must be one of ${logForms.join(", ")}`,
  },
  guard: { fits: (value) => value === "prism", must: "must be prism" },
  quiet: booleanRule,
};

function isPort(value: unknown): boolean {
  return Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 65_535;
}

/**
 * Checks the content of a settings file. @throws MockOptionsError with each unknown or invalid
 * member.
 */
export function checkConfig(config: unknown): MockConfig {
  if (typeof config !== "object" || config === null || Array.isArray(config)) {
    throw new TypeError("the settings must be an object, such as { port: 4010 }");
  }
  checkOptions(config, configRules);
  return config;
}
