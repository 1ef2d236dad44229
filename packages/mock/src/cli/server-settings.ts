import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { checkConfig, type LogForm, type MockConfig } from "../config/index.ts";
import { FaultRuleError, faultRuleIssues } from "../faults/rule-issues.ts";
import { isLoadable, loadFile } from "../files/load-file.ts";
import { readProfile } from "../profile/read.ts";
import { exampleOf, flagError } from "./flag-error.ts";
import { readFlagSettings, readPort } from "./flag-settings.ts";
import { UsageError } from "./usage-error.ts";
import type { FlagValues } from "./verbs.ts";

/** All settings of a server: flags, the settings file and defaults together. */
export interface ServerSettings extends MockConfig {
  readonly port: number;
  readonly host: string;
  readonly log: LogForm;
  readonly quiet: boolean;
  /** The folders from which the file names in `profile` and `scenario` are resolved. */
  readonly folders: { readonly profile: string; readonly scenario: string };
  /** The flags or members of the file that name `profile` and `scenario`, for errors. */
  readonly sources: ServerSettings["folders"];
  /** The settings file, if there is one. */
  readonly configFile: string | undefined;
}

/** The sources of the settings. */
export interface SettingsSource {
  readonly values: FlagValues;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly folder: string;
}

const configNames = ["ts", "mts", "js", "mjs", "json"].map(
  (extension) => `tmf654.config.${extension}`,
);

/**
 * Reads the settings: a flag overrides the settings file, and the settings file overrides the
 * defaults.
 * @throws UsageError for a flag or a member that is invalid.
 */
export async function readServerSettings(source: SettingsSource): Promise<ServerSettings> {
  const { values, environment, folder } = source;
  const configFile = findConfig(values.config, folder);
  const config = configFile === undefined ? {} : await readConfig(configFile, values.config);
  const flags = readFlagSettings(values);
  const fileFolder = configFile === undefined ? folder : dirname(configFile);
  const mergedConfig = { ...config, ...flags };
  if (flags.maxTenants !== undefined && !mergedConfig.tenants) {
    throw new UsageError("--max-tenants needs separate tenants: --tenants --max-tenants 100");
  }
  if (mergedConfig.data !== undefined && mergedConfig.database !== undefined) {
    const names = (["data", "database"] as const).map((name) => nameOf(name, flags, configFile));
    throw new UsageError(`${names.join(" and ")} name two places for the data: use one of them.`);
  }
  if (mergedConfig.reads !== undefined && mergedConfig.database === undefined) {
    throw new UsageError(
      `${nameOf("reads", flags, configFile)} needs a database: ${exampleOf("--database")}`,
    );
  }
  const sourceOf = (name: "profile" | "scenario") => nameOf(name, flags, configFile);
  return {
    ...mergedConfig,
    limits: { ...config.limits, ...flags.limits },
    port: mergedConfig.port ?? readPort(environment.PORT || undefined, "PORT") ?? 4010,
    host: mergedConfig.host ?? "127.0.0.1",
    ...(mergedConfig.data !== undefined && {
      data: resolve(flags.data === undefined ? fileFolder : folder, mergedConfig.data),
    }),
    log: mergedConfig.quiet ? "off" : (mergedConfig.log ?? "pretty"),
    quiet: mergedConfig.quiet ?? false,
    folders: {
      profile: flags.profile === undefined ? fileFolder : folder,
      scenario: flags.scenario === undefined ? fileFolder : folder,
    },
    sources: { profile: sourceOf("profile"), scenario: sourceOf("scenario") },
    configFile,
  };
}

/** Returns the flag that gave a setting, or its name in the settings file. */
function nameOf(name: keyof MockConfig, flags: MockConfig, configFile: string | undefined): string {
  return flags[name] === undefined ? `${name} in ${configFile}` : `--${name}`;
}

/** Returns the path of the settings file: the given one, or the one in the folder. */
export function findConfig(givenFile: FlagValues[string], folder: string): string | undefined {
  if (typeof givenFile === "string") return resolve(folder, givenFile);
  return configNames.map((name) => join(folder, name)).find((file) => existsSync(file));
}

/** Reads a settings file. Errors name the file. */
async function readConfig(file: string, givenFile: FlagValues[string]): Promise<MockConfig> {
  const issue = !existsSync(file) ? "there is no such file" : fileIssue(file);
  if (issue && typeof givenFile === "string") throw flagError("--config", givenFile, issue);
  try {
    const config = checkConfig(await loadFile(file, "config"));
    const issues = (config.faults ?? []).flatMap(faultRuleIssues);
    if (issues.length > 0) throw new FaultRuleError(issues);
    if (config.events) readProfile({ name: "settings", events: config.events });
    return config;
  } catch (error) {
    throw new UsageError(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function fileIssue(file: string): string | undefined {
  if (isLoadable(file)) return undefined;
  return "it must be a file that ends in .json, .js, .mjs, .ts or .mts";
}
