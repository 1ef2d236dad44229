import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { checkConfig, type LogForm, type MockConfig } from "../config/index.ts";
import { loadFile } from "../files/load-file.ts";
import { MockOptionsError } from "../schema/options.ts";
import { omitUndefined } from "./omit-undefined.ts";
import { UsageError } from "./usage-error.ts";
import type { FlagValues } from "./verbs.ts";

/** All settings of a server: flags, the settings file and defaults together. */
export interface ServerSettings extends MockConfig {
  readonly port: number;
  readonly host: string;
  readonly log: LogForm;
  readonly quiet: boolean;
  /** The folder from which `profile` and `scenario` name files. */
  readonly folders: { readonly profile: string; readonly scenario: string };
  /** The settings file, if there is one. */
  readonly configFile: string | undefined;
}

/** Where settings come from. */
export interface SettingsSource {
  readonly values: FlagValues;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly folder: string;
}

const configNames = ["ts", "mts", "js", "mjs", "json"].map((end) => `tmf654.config.${end}`);

/**
 * Reads the settings: a flag precedes the settings file, and this precedes the defaults.
 * @throws UsageError for a flag or a member that is invalid.
 */
export async function readServerSettings(source: SettingsSource): Promise<ServerSettings> {
  const { values, environment, folder } = source;
  const configFile = findConfig(values.config, folder);
  const config = configFile === undefined ? {} : await readConfig(configFile);
  const flags = checkFlags(configOf(values));
  const fileFolder = configFile === undefined ? folder : dirname(configFile);
  const merged = { ...config, ...flags };
  return {
    ...merged,
    limits: { ...config.limits, ...flags.limits },
    port: merged.port ?? portOf(environment.PORT || undefined, "PORT") ?? 4010,
    host: merged.host ?? "127.0.0.1",
    log: merged.quiet ? "off" : (merged.log ?? "pretty"),
    quiet: merged.quiet ?? false,
    folders: {
      profile: flags.profile === undefined ? fileFolder : folder,
      scenario: flags.scenario === undefined ? fileFolder : folder,
    },
    configFile,
  };
}

/** Returns the path of the settings file: the given one, or the one in the folder. */
export function findConfig(given: FlagValues[string], folder: string): string | undefined {
  if (typeof given === "string") return resolve(folder, given);
  return configNames.map((name) => join(folder, name)).find((file) => existsSync(file));
}

/** Reads a settings file. Errors name the file. */
async function readConfig(file: string): Promise<MockConfig> {
  if (!existsSync(file)) {
    throw new UsageError(`There is no settings file ${file}: give --config an existing file.`);
  }
  try {
    return checkConfig(await loadFile(file, "config"));
  } catch (error) {
    throw new UsageError(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function checkFlags(flags: MockConfig): MockConfig {
  try {
    return checkConfig(flags);
  } catch (error) {
    if (!(error instanceof MockOptionsError)) throw error;
    throw new UsageError(`Invalid flag: ${error.message}.`);
  }
}

/** The members of a settings file that flags give. */
function configOf(values: FlagValues): MockConfig {
  const text = (name: string): string | undefined => {
    const value = values[name];
    return typeof value === "string" ? value : undefined;
  };
  const [clock, latency, actions] = [text("clock"), text("latency"), text("max-actions")];
  if (values.run === true && clock === undefined) {
    throw new UsageError("--run needs an instant: --clock 2026-03-01T12:00:00Z --run");
  }
  const given = {
    port: portOf(text("port"), "--port"),
    host: text("host"),
    basePath: text("base-path"),
    forwardedPrefix: values["forwarded-prefix"],
    profile: text("profile"),
    scenario: text("scenario"),
    seed: text("seed"),
    clock: values.run === true && clock !== undefined ? { startAt: clock } : clock,
    latency: latency === undefined ? undefined : latencyOf(latency),
    tenants: values.tenants,
    maxTenants: countOf(text("max-tenants"), "--max-tenants"),
    limits: actions === undefined ? undefined : { actions: countOf(actions, "--max-actions") },
    auth: authOf(text("auth")),
    controlToken: text("control-token"),
    log: text("log"),
    quiet: values.quiet,
    strict: values.strict,
    guard: text("guard"),
  };
  // `checkConfig` checks the values.
  return omitUndefined(given) as MockConfig;
}

function authOf(text: string | undefined): MockConfig["auth"] {
  if (text === undefined) return undefined;
  if (text === "oauth") return { oauth: {} };
  throw new UsageError(`Invalid --auth "${text}": use oauth.`);
}

/** Reads the number of a port. @throws UsageError that names the flag or the variable. */
export function portOf(text: string | undefined, name: string): number | undefined {
  if (text === undefined) return undefined;
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  throw new UsageError(`Invalid ${name} "${text}": use a number from 0 to 65535.`);
}

function countOf(text: string | undefined, name: string): number | undefined {
  if (text === undefined) return undefined;
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new UsageError(`Invalid ${name} "${text}": use a whole number above 0.`);
}

function latencyOf(text: string): number | [number, number] {
  const [, from, to] = /^(\d{1,7})(?:-(\d{1,7}))?$/.exec(text) ?? [];
  if (from === undefined || Number(to ?? from) < Number(from)) {
    throw new UsageError(`Invalid --latency "${text}": use milliseconds, such as 200 or 200-800.`);
  }
  return to === undefined ? Number(from) : [Number(from), Number(to)];
}
