import { toInstant } from "../clock/clock.ts";
import { ClockError } from "../clock/error.ts";
import { checkConfig, type MockConfig } from "../config/index.ts";
import { MockOptionsError } from "../schema/options.ts";
import { exampleOf, flagError } from "./flag-error.ts";
import { omitUndefined } from "./omit-undefined.ts";
import { UsageError } from "./usage-error.ts";
import type { FlagValues } from "./verbs.ts";

/** Reads the settings that flags give. @throws UsageError that names the flag, with an example. */
export function readFlagSettings(values: FlagValues): MockConfig {
  const settings = settingsOf(values);
  try {
    return checkConfig(settings);
  } catch (error) {
    const [issue] = error instanceof MockOptionsError ? error.issues : [];
    if (!issue) throw error;
    const flag = issue.path.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    const requirement = issue.message.replace(`${issue.path} `, "");
    throw flagError(`--${flag}`, values[flag], `it ${requirement}`);
  }
}

function settingsOf(values: FlagValues): MockConfig {
  const textOf = (name: string): string | undefined => {
    const value = values[name];
    return typeof value === "string" ? value : undefined;
  };
  const latency = textOf("latency");
  const flagSettings = {
    port: readPort(textOf("port"), "--port"),
    host: textOf("host"),
    basePath: textOf("base-path"),
    forwardedPrefix: values["forwarded-prefix"],
    profile: textOf("profile"),
    scenario: textOf("scenario"),
    data: textOf("data"),
    database: textOf("database"),
    reads: textOf("reads"),
    seed: textOf("seed"),
    clock: readClock(textOf("clock"), values.run === true),
    latency: latency === undefined ? undefined : readLatency(latency),
    tenants: values.tenants,
    maxTenants: readCount(textOf("max-tenants"), "--max-tenants"),
    limits: omitUndefined({ actions: readCount(textOf("max-actions"), "--max-actions") }),
    auth: readAuth(textOf("auth")),
    controlToken: textOf("control-token"),
    log: textOf("log"),
    quiet: values.quiet,
    strict: values.strict,
    trace: readSwitch(textOf("trace"), "--trace"),
    guard: textOf("guard"),
  };
  // `checkConfig` checks the values.
  return omitUndefined(flagSettings) as MockConfig;
}

/** Reads the number of a port. @throws UsageError that names the flag or the variable. */
export function readPort(text: string | undefined, name: string): number | undefined {
  if (text === undefined) return undefined;
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  const requirement = "it must be a number from 0 to 65535";
  if (name.startsWith("--")) throw flagError(name, text, requirement);
  throw new UsageError(`Invalid ${name} "${text}": ${requirement}. Example: ${name}=4010`);
}

/** The instant of `--clock` stops the clock, and with `--run` the clock runs from it. */
function readClock(text: string | undefined, isRunning: boolean): MockConfig["clock"] {
  if (text === undefined) {
    if (isRunning) throw new UsageError(`--run needs an instant: ${exampleOf("--clock")} --run`);
    return undefined;
  }
  if (text === "real" && !isRunning) return text;
  try {
    toInstant(text);
  } catch (error) {
    if (!(error instanceof ClockError)) throw error;
    throw flagError("--clock", text, "it must be a date-time");
  }
  return isRunning ? { startAt: text } : text;
}

function readAuth(text: string | undefined): MockConfig["auth"] {
  if (text === undefined) return undefined;
  if (text === "oauth") return { oauth: {} };
  throw flagError("--auth", text, "it must be oauth");
}

function readSwitch(text: string | undefined, flag: string): boolean | undefined {
  if (text === undefined) return undefined;
  if (text === "on" || text === "off") return text === "on";
  throw flagError(flag, text, "it must be on or off");
}

function readCount(text: string | undefined, flag: string): number | undefined {
  if (text === undefined) return undefined;
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw flagError(flag, text, "it must be a whole number above 0");
}

function readLatency(text: string): number | [number, number] {
  const [, minimum, to] = /^(\d{1,7})(?:-(\d{1,7}))?$/.exec(text) ?? [];
  if (minimum === undefined || Number(to ?? minimum) < Number(minimum)) {
    throw flagError("--latency", text, "it must be milliseconds, or a range from low to high");
  }
  return to === undefined ? Number(minimum) : [Number(minimum), Number(to)];
}
