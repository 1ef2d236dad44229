/** A user's source, compiled with the packed types by each supported compiler. */
import { copyFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Host } from "./hosts.ts";
import { type Outcome, toFailedOutcome } from "./outcome.ts";
import { outputOf } from "./processes.ts";

/** Options that check the declaration files too: `skipLibCheck` is off. */
const OPTIONS = {
  strict: true,
  noUncheckedIndexedAccess: true,
  noUnusedLocals: true,
  skipLibCheck: false,
  noEmit: true,
  target: "ES2022",
  types: [],
} as const;

const WEB = ["ES2022", "DOM", "DOM.Iterable"];

interface Project {
  readonly name: string;
  readonly files: readonly string[];
  readonly extraOptions: object;
}

const PROJECTS: readonly [Project, ...Project[]] = [
  {
    name: "node16",
    files: ["consumer.mts", "consumer.cts", "consumer-mock.mts"],
    extraOptions: { module: "Node16", moduleResolution: "Node16", lib: WEB },
  },
  {
    name: "bundler",
    files: ["consumer.mts", "consumer-mock.mts"],
    extraOptions: { module: "ESNext", moduleResolution: "Bundler", lib: WEB },
  },
  {
    name: "node16, Node's types instead of the DOM's",
    files: ["consumer.mts", "consumer.cts", "consumer-mock.mts"],
    extraOptions: {
      module: "Node16",
      moduleResolution: "Node16",
      lib: ["ES2022"],
      types: ["node"],
    },
  },
];

/** The file of an app that must compile with and without `exactOptionalPropertyTypes`. */
const TYPES = "consumer-types.mts";
const typesSource = "../../packages/client/test/helpers/consumer-types.ts";

/** Copies the consumer's source under the names that make it ESM and CJS. */
export function prepareCompilers(app: string): void {
  copyFileSync(join(app, "consumer.ts"), join(app, "consumer.mts"));
  copyFileSync(join(app, "consumer.ts"), join(app, "consumer.cts"));
  copyFileSync(join(app, "consumer-mock.ts"), join(app, "consumer-mock.mts"));
  copyFileSync(join(import.meta.dirname, typesSource), join(app, TYPES));
  // The negative control: a name that is not exported, and a value of the wrong type.
  const wrongLines = [
    'import { createClient, createClients } from "@tmf654/client";',
    "export const port: number = createClient({ baseUrl: 4010 });",
    "export { createClients };",
  ];
  writeFileSync(join(app, "wrong.mts"), wrongLines.join("\n"));
}

export async function tryCompiler(app: string, host: Host): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  const projectRuns = PROJECTS.flatMap((project) =>
    [true, false].map((exact) => ({
      name: `${project.name}, exactOptionalPropertyTypes ${exact ? "on" : "off"}`,
      files: [...project.files, TYPES],
      extraOptions: { ...project.extraOptions, exactOptionalPropertyTypes: exact },
    })),
  );
  for (const project of projectRuns) {
    const complaint = await firstError(app, host, project);
    const { name, files } = project;
    const passedOutcome: Outcome = {
      host: host.name,
      name,
      result: "passed",
      detail: files.join(", "),
    };
    outcomes.push(
      complaint === undefined ? passedOutcome : toFailedOutcome(host.name, name, complaint),
    );
  }
  outcomes.push(await tryControl(app, host));
  return outcomes;
}

async function tryControl(app: string, host: Host): Promise<Outcome> {
  const rowName = "node16, an invalid source";
  const [node16] = PROJECTS;
  const complaint = await firstError(app, host, { ...node16, files: ["wrong.mts"] });
  return complaint?.startsWith("wrong.mts") && complaint.includes("TS2724")
    ? { host: host.name, name: rowName, result: "passed", detail: `refused: ${complaint}` }
    : toFailedOutcome(host.name, rowName, `it compiles, or fails elsewhere: ${complaint}`);
}

/** The first error of the compiler, or undefined. */
async function firstError(app: string, host: Host, { files, extraOptions }: Project) {
  const compilerOptions = { ...OPTIONS, ...extraOptions };
  const project = join(app, "tsconfig.json");
  writeFileSync(project, JSON.stringify({ compilerOptions, files }));
  try {
    await outputOf(app, host.command, [...host.args, "-p", project]);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
