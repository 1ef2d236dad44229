/** A command-line flag. `parseArgs`, `--help` and the types of the values use it. */
export interface Flag {
  readonly type: "string" | "boolean";
  readonly short?: string;
  /** The placeholder of the value in `--help`. */
  readonly value?: string;
  /** The text in `--help`. */
  readonly help: string;
}

/** The flags of `tmf654-mock`, in the order of `--help`. */
export const flags = {
  port: {
    type: "string",
    value: "n",
    help: "port to listen on (default: $PORT or 4010; 0 takes any free port)",
  },
  host: { type: "string", value: "address", help: "address to listen on (default: 127.0.0.1)" },
  profile: {
    type: "string",
    value: "name|file",
    help: "profile: reference, certified, ctk, or a JSON file of your own",
  },
  scenario: {
    type: "string",
    value: "list",
    help: "starting data: names and JSON files, joined by commas (default: default)",
  },
  seed: { type: "string", value: "text", help: "seed of ids and random values (default: 654)" },
  clock: {
    type: "string",
    value: "instant",
    help: "stop the clock at an instant such as 2026-03-01T12:00:00Z (default: real time)",
  },
  tenants: {
    type: "boolean",
    help: "keep separate data per tenant: header X-Tenant or path prefix /t/<name>",
  },
  "max-tenants": {
    type: "string",
    value: "n",
    help: "limit of tenants (default: 100); a further one replaces an unchanged one",
  },
  "control-token": {
    type: "string",
    value: "token",
    help: "allow /__mock only to callers that send this bearer token",
  },
  "max-actions": {
    type: "string",
    value: "n",
    help: "keep at most n actions (100000); the oldest finished ones are removed first",
  },
  log: {
    type: "string",
    value: "form",
    help: "a line for each request and effect: pretty (default), json or off",
  },
  quiet: { type: "boolean", help: "print errors only" },
  strict: { type: "boolean", help: "also check every response against the contract" },
  version: { type: "boolean", help: "show the version" },
  help: { type: "boolean", short: "h", help: "show this help" },
} as const satisfies Readonly<Record<string, Flag>>;

/** The text of `--help`. */
export const help = `tmf654-mock: a mock server for TMF654 Prepay Balance Management\n\n${helpLines()}\n`;

function helpLines(): string {
  const rows = Object.entries<Flag>(flags).map(([name, { value, help: text }]) => ({
    usage: value === undefined ? `--${name}` : `--${name} <${value}>`,
    text,
  }));
  const width = Math.max(...rows.map(({ usage }) => usage.length));
  return rows.map(({ usage, text }) => `  ${usage.padEnd(width)}  ${text}`).join("\n");
}
