/** A command-line flag. `parseArgs` and the help use it. */
export interface Flag {
  readonly type: "string" | "boolean";
  readonly short?: string;
  /** The placeholder of the value in the help. */
  readonly value?: string;
  /** A valid value, for the error of an invalid one. */
  readonly example?: string;
  /** The text in the help. */
  readonly help: string;
  /** Whether the short help lists it. */
  readonly isCommon?: true;
  /** Whether its value may have a password, so that no error shows it. */
  readonly isSecret?: true;
}

/** The flags of a verb, in the order of its help. */
export type Flags = Readonly<Record<string, Flag>>;

const helpFlag: Flag = { type: "boolean", short: "h", help: "show this help" };

export const serveFlags: Flags = {
  port: {
    type: "string",
    value: "n",
    example: "4010",
    help: "port to listen on (default: $PORT or 4010; 0: any free one)",
    isCommon: true,
  },
  host: {
    type: "string",
    value: "address",
    example: "127.0.0.1",
    help: "address to listen on (default: 127.0.0.1)",
  },
  "base-path": {
    type: "string",
    value: "path",
    example: "/api/v4",
    help: "path of the API (default: the contract's)",
  },
  "forwarded-prefix": { type: "boolean", help: "add the path in X-Forwarded-Prefix to links" },
  config: {
    type: "string",
    value: "file",
    example: "tmf654.config.json",
    help: "settings file (default: tmf654.config.ts, .js or .json)",
    isCommon: true,
  },
  watch: { type: "boolean", help: "apply changes of the settings file and the scenario files" },
  profile: {
    type: "string",
    value: "name|file",
    example: "certified",
    help: "reference, certified, ctk, or a file of your own",
    isCommon: true,
  },
  scenario: {
    type: "string",
    value: "list",
    example: "low-balance",
    help: "starting data: names and files, joined by commas",
    isCommon: true,
  },
  data: {
    type: "string",
    value: "file",
    example: "sandbox.db",
    help: "keep the data in an SQLite file, and continue with it",
    isCommon: true,
  },
  database: {
    type: "string",
    value: "url",
    example: "postgres://user@127.0.0.1/sandbox",
    help: "keep the data in PostgreSQL, and share them with other servers",
    isSecret: true,
  },
  reads: {
    type: "string",
    value: "form",
    example: "local",
    help: "with --database: latest (default), or local, which may be old",
  },
  seed: {
    type: "string",
    value: "text",
    example: "654",
    help: "seed of ids and random values (default: 654)",
  },
  clock: {
    type: "string",
    value: "instant",
    example: "2026-03-01T12:00:00Z",
    help: "stop the clock, for example at 2026-03-01T12:00:00Z",
    isCommon: true,
  },
  run: { type: "boolean", help: "let the clock run from the instant of --clock" },
  latency: {
    type: "string",
    value: "ms",
    example: "200-800",
    help: "delay of each response: 200, or a range 200-800",
  },
  tenants: { type: "boolean", help: "separate data for each X-Tenant header or path /t/<name>" },
  "max-tenants": {
    type: "string",
    value: "n",
    example: "100",
    help: "limit of tenants (default: 100)",
  },
  "max-actions": {
    type: "string",
    value: "n",
    example: "100000",
    help: "limit of stored actions (100000); old finished ones are removed",
  },
  auth: {
    type: "string",
    value: "oauth",
    example: "oauth",
    help: "tokens of OAuth 2.0, which the mock issues itself",
  },
  "control-token": {
    type: "string",
    value: "token",
    example: "my-token",
    help: "bearer token that /__mock needs",
  },
  log: {
    type: "string",
    value: "form",
    example: "pretty",
    help: "a line for each request: pretty (default), json or off",
    isCommon: true,
  },
  quiet: { type: "boolean", help: "print errors only" },
  strict: { type: "boolean", help: "check every response against the contract too" },
  trace: {
    type: "string",
    value: "on|off",
    example: "off",
    help: "keep the reason for each response (default: on)",
  },
  guard: {
    type: "string",
    value: "prism",
    example: "prism",
    help: "check each request and response with Prism, and show the issues",
  },
  version: { type: "boolean", help: "show the version" },
  help: helpFlag,
};

const runningMockFlags: Flags = {
  url: {
    type: "string",
    value: "url",
    example: "http://127.0.0.1:4010",
    help: "the running mock (default: http://127.0.0.1:4010)",
  },
  token: {
    type: "string",
    value: "token",
    example: "my-token",
    help: "the control token of the mock, if it has one",
  },
};

export const scenariosFlags: Flags = {
  json: { type: "boolean", help: "print JSON" },
  help: helpFlag,
};

export const routesFlags: Flags = {
  profile: {
    type: "string",
    value: "name|file",
    example: "certified",
    help: "the profile (default: reference)",
  },
  json: { type: "boolean", help: "print JSON" },
  help: helpFlag,
};

export const seedFlags: Flags = {
  ...runningMockFlags,
  subscribers: {
    type: "string",
    value: "n",
    example: "100",
    help: "number of generated subscribers to add",
  },
  scenario: {
    type: "string",
    value: "list",
    example: "low-balance",
    help: "names and files to add, joined by commas",
  },
  help: helpFlag,
};

export const listenFlags: Flags = {
  ...runningMockFlags,
  "forward-to": {
    type: "string",
    value: "url",
    example: "http://localhost:3000/events",
    help: "your server, which gets each event by POST",
  },
  help: helpFlag,
};

export const examplesFlags: Flags = {
  port: {
    type: "string",
    value: "n",
    example: "4010",
    help: "port to listen on (default: $PORT or 4010)",
  },
  host: {
    type: "string",
    value: "address",
    example: "127.0.0.1",
    help: "address to listen on (default: 127.0.0.1)",
  },
  help: helpFlag,
};

export const doctorFlags: Flags = {
  port: {
    type: "string",
    value: "n",
    example: "4010",
    help: "the port to check (default: $PORT or 4010)",
  },
  config: {
    type: "string",
    value: "file",
    example: "tmf654.config.json",
    help: "the settings file to check",
  },
  public: {
    type: "string",
    value: "folder",
    example: "public",
    help: "the folder of MSW's worker script (default: public)",
  },
  help: helpFlag,
};

const databaseFlag: Flag = {
  type: "string",
  value: "url",
  example: "postgres://user@127.0.0.1/sandbox",
  help: "the PostgreSQL database; servers may use it meanwhile",
  isSecret: true,
};

const dataFlag: Flag = {
  type: "string",
  value: "file",
  example: "sandbox.db",
  help: "the SQLite file, which no running mock may use",
};

export const exportFlags: Flags = {
  data: dataFlag,
  database: databaseFlag,
  help: helpFlag,
};

export const importFlags: Flags = {
  data: dataFlag,
  database: { ...databaseFlag, help: "the PostgreSQL database, which no running server may use" },
  replace: { type: "boolean", help: "replace all data of a file or database that is not empty" },
  help: helpFlag,
};

export const checkFlags: Flags = {
  data: { ...dataFlag, help: "the SQLite file, export or snapshot to check" },
  database: databaseFlag,
  help: helpFlag,
};

/** The flags of all verbs. */
export const allFlags: readonly Flags[] = [
  serveFlags,
  scenariosFlags,
  routesFlags,
  seedFlags,
  listenFlags,
  examplesFlags,
  doctorFlags,
  exportFlags,
  importFlags,
  checkFlags,
];
