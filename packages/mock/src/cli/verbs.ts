import {
  checkFlags,
  doctorFlags,
  examplesFlags,
  exportFlags,
  type Flags,
  importFlags,
  listenFlags,
  routesFlags,
  scenariosFlags,
  seedFlags,
  serveFlags,
} from "./flags.ts";

/** The values of flags by name. */
export type FlagValues = Readonly<Record<string, string | boolean | undefined>>;

/** The input of a verb, and where it prints. */
export interface VerbInput {
  readonly values: FlagValues;
  readonly operands: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The folder from which file names are resolved. */
  readonly folder: string;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

/** A command of `tmf654-mock`. */
export interface Verb {
  readonly name: string;
  readonly summary: string;
  /** The placeholders of operands in the help. */
  readonly operands?: string;
  readonly maxOperands: number;
  readonly flags: Flags;
  /** Runs the verb and returns the exit code, or `undefined` while a server runs. */
  readonly run: (input: VerbInput) => Promise<number | undefined>;
}

/** All verbs. Each one loads its code when it runs, so that the help is fast. */
export const verbs: readonly Verb[] = [
  {
    name: "serve",
    summary: "start the mock server (the default)",
    maxOperands: 0,
    flags: serveFlags,
    run: async (input) => (await import("./serve.ts")).serveMock(input),
  },
  {
    name: "scenarios",
    summary: "list the scenarios, or the subscribers of one scenario",
    operands: "[name|file]",
    maxOperands: 1,
    flags: scenariosFlags,
    run: async (input) => (await import("./list-scenarios.ts")).listScenarios(input),
  },
  {
    name: "routes",
    summary: "list the routes of the API and of the control plane",
    maxOperands: 0,
    flags: routesFlags,
    run: async (input) => (await import("./list-routes.ts")).listRoutes(input),
  },
  {
    name: "seed",
    summary: "add subscribers or scenarios to a running mock",
    maxOperands: 0,
    flags: seedFlags,
    run: async (input) => (await import("./seed.ts")).seedMock(input),
  },
  {
    name: "listen",
    summary: "print the events of a running mock, or forward them to your server",
    maxOperands: 0,
    flags: listenFlags,
    run: async (input) => (await import("./listen.ts")).listenToMock(input),
  },
  {
    name: "export",
    summary: "write the data of SQLite or PostgreSQL as NDJSON",
    operands: "[file]",
    maxOperands: 1,
    flags: exportFlags,
    run: async (input) => (await import("./export-data.ts")).exportData(input),
  },
  {
    name: "import",
    summary: "read an export or a snapshot into SQLite or PostgreSQL",
    operands: "[file]",
    maxOperands: 1,
    flags: importFlags,
    run: async (input) => (await import("./import-data.ts")).importData(input),
  },
  {
    name: "check",
    summary: "check stored data: each record, and the rules of the ledger",
    maxOperands: 0,
    flags: checkFlags,
    run: async (input) => (await import("./check-data.ts")).checkData(input),
  },
  {
    name: "examples",
    summary: "serve the contract's examples with the installed Prism",
    maxOperands: 0,
    flags: examplesFlags,
    run: async (input) => (await import("./examples.ts")).serveExamples(input),
  },
  {
    name: "doctor",
    summary: "check this machine and this project, and name remedies",
    maxOperands: 0,
    flags: doctorFlags,
    run: async (input) => (await import("./doctor.ts")).checkMachine(input),
  },
];
