import { parseArgs } from "node:util";

/** What the command line asks for. */
export type Settings = {
  readonly port: number;
  readonly host: string;
  readonly profile: string | undefined;
  readonly seed: string | undefined;
  readonly scenario: string | undefined;
  readonly clock: string | undefined;
  readonly tenants: boolean;
  readonly controlToken: string | undefined;
  readonly maxActions: number | undefined;
  readonly strict: boolean;
};

/** The text of `--help`. */
export const help = `tmf654-mock: a TMF654 Prepay Balance Management server in a box

  --port <n>             port to listen on (4010, or the environment's PORT; 0 takes any free one)
  --host <address>       address to listen on (127.0.0.1)
  --profile <name|file>  reference, certified, ctk, or a JSON file with a profile of your own
  --scenario <list>      starting world: names and JSON files, joined by commas (default)
  --seed <text>          ids and chance come from it (654)
  --clock <instant>      stand still at an instant: 2026-03-01T12:00:00Z (real time)
  --tenants              separate worlds by header X-Tenant or path prefix /t/<name>
  --control-token <t>    serve /__mock to other machines, for this bearer token
  --max-actions <n>      keep at most so many actions; the oldest finished leave first
  --strict               check every answer against the contract too
  --help                 this text
`;

const options = {
  port: { type: "string" },
  host: { type: "string" },
  profile: { type: "string" },
  seed: { type: "string" },
  scenario: { type: "string" },
  clock: { type: "string" },
  tenants: { type: "boolean" },
  "control-token": { type: "string" },
  "max-actions": { type: "string" },
  strict: { type: "boolean" },
  help: { type: "boolean", short: "h" },
} as const;

/** Reads the command line; `PORT` of the environment stands in for a missing `--port`. */
export function readArguments(
  args: readonly string[],
  environment: { readonly PORT?: string | undefined },
): Settings | { readonly help: true } | { readonly problem: string } {
  let values: ReturnType<typeof parseArgs<{ options: typeof options }>>["values"];
  try {
    values = parseArgs({ args: [...args], options, strict: true }).values;
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return { problem: `${detail.split(". ", 1)[0]}. See --help.` };
  }
  if (values.help) return { help: true };
  const portText = values.port ?? (environment.PORT || "4010");
  const port = Number(portText);
  if (!/^\d{1,5}$/.test(portText) || port > 65_535) {
    return { problem: `The port "${portText}" is not a number from 0 to 65535.` };
  }
  const maxActions = values["max-actions"];
  if (maxActions !== undefined && !/^[1-9]\d{0,8}$/.test(maxActions)) {
    return { problem: `--max-actions "${maxActions}" is not a whole number above 0.` };
  }
  return {
    port,
    host: values.host ?? "127.0.0.1",
    profile: values.profile,
    seed: values.seed,
    scenario: values.scenario,
    clock: values.clock,
    tenants: values.tenants ?? false,
    controlToken: values["control-token"],
    maxActions: maxActions === undefined ? undefined : Number(maxActions),
    strict: values.strict ?? false,
  };
}
