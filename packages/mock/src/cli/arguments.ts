import { parseArgs } from "node:util";
import { didYouMean, suggest } from "../schema/suggest.ts";
import { flags } from "./flags.ts";
import { type LogForm, logForms } from "./log.ts";

/** The settings from the command line. */
export interface CliSettings {
  readonly port: number;
  readonly host: string;
  readonly profile: string | undefined;
  readonly seed: string | undefined;
  readonly scenario: string | undefined;
  readonly clock: string | undefined;
  readonly tenants: boolean;
  readonly maxTenants: number | undefined;
  readonly controlToken: string | undefined;
  readonly maxActions: number | undefined;
  readonly strict: boolean;
  readonly log: LogForm;
  readonly quiet: boolean;
}

/** Reads the command line. Without `--port`, the environment variable `PORT` is used. */
export function readArguments(
  args: readonly string[],
  environment: { readonly PORT?: string | undefined },
): CliSettings | { readonly help: true } | { readonly version: true } | { readonly error: string } {
  let values: ReturnType<typeof parseArgs<{ options: typeof flags }>>["values"];
  try {
    values = parseArgs({ args: [...args], options: flags, strict: true }).values;
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    const [, name] = /Unknown option '--([^']*)'/.exec(detail) ?? [];
    const names = name === undefined ? [] : suggest(name, Object.keys(flags));
    const question = didYouMean(names.map((each) => `--${each}`));
    return { error: `${detail.split(". ", 1)[0]}${question || "."} See --help.` };
  }
  if (values.help) return { help: true };
  if (values.version) return { version: true };
  const portText = values.port ?? (environment.PORT || "4010");
  const port = Number(portText);
  if (!/^\d{1,5}$/.test(portText) || port > 65_535) {
    return { error: `Invalid port "${portText}": use a number from 0 to 65535.` };
  }
  if (values.host?.trim() === "") {
    return { error: 'Invalid --host "": use an address, such as 127.0.0.1 or 0.0.0.0.' };
  }
  for (const name of ["max-actions", "max-tenants"] as const) {
    const given = values[name];
    if (given === undefined || /^[1-9]\d{0,8}$/.test(given)) continue;
    return { error: `Invalid --${name} "${given}": use a whole number above 0.` };
  }
  const log = logForms.find((form) => form === (values.log ?? "pretty"));
  if (log === undefined) {
    return { error: `Invalid --log "${values.log}": use one of ${logForms.join(", ")}.` };
  }
  return {
    port,
    host: values.host ?? "127.0.0.1",
    profile: values.profile,
    seed: values.seed,
    scenario: values.scenario,
    clock: values.clock,
    tenants: values.tenants ?? false,
    maxTenants: countOf(values["max-tenants"]),
    controlToken: values["control-token"],
    maxActions: countOf(values["max-actions"]),
    strict: values.strict ?? false,
    log: values.quiet ? "off" : log,
    quiet: values.quiet ?? false,
  };
}

function countOf(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Number(text);
}
