/**
 * Mutation testing: activates one wrong change to the ledger's source at a time, and checks whether
 * a test fails. `main.ts [every] [offset] [file]` tries every n-th mutant. No file changes. The
 * tests run in a child process, which is killed when a mutant loops for ever.
 */
import { type ChildProcess, fork } from "node:child_process";
import { equivalents } from "./equivalents.ts";
import type { Mutant } from "./mutate.ts";
import { readMutants } from "./sources.ts";
import type { Trial, TrialResult } from "./trial.ts";

const [every = 1, offset = 0] = process.argv.slice(2, 4).map(Number);
const only = process.argv[4];
const mutants = readMutants()
  .mutants.filter(({ file }) => only === undefined || file === only)
  .filter((_, index) => index % every === offset);

/** A run times out after `timeoutMs` plus this multiple of the time without a mutant. */
const [timeoutMs, timeoutFactor] = [30_000, 10];
const startTimeoutMs = 300_000;
let child: ChildProcess | undefined;

/** The next message of a child; undefined when it exits first or times out. */
const messageOf = (childProcess: ChildProcess, withinMs: number): Promise<unknown> =>
  new Promise((resolve) => {
    const end = (message: unknown) => {
      clearTimeout(timer);
      childProcess.removeAllListeners();
      if (message === undefined) child = undefined;
      resolve(message);
    };
    const timer = setTimeout(() => {
      childProcess.kill("SIGKILL");
      end(undefined);
    }, withinMs);
    childProcess.once("message", end);
    childProcess.once("exit", () => end(undefined));
  });

async function start(): Promise<readonly string[]> {
  child = fork(new URL("./trial.ts", import.meta.url));
  return ((await messageOf(child, startTimeoutMs)) ?? []) as readonly string[];
}

async function run(trial: Trial, expectedMs = 0): Promise<TrialResult | undefined> {
  if (child === undefined) await start();
  if (child === undefined) throw new Error("the tests do not start");
  child.send(trial);
  return (await messageOf(child, timeoutMs + timeoutFactor * expectedMs)) as
    | TrialResult
    | undefined;
}

/** A test file: the mutants it reaches, its time, and the mutants it killed by source file. */
interface TestFile {
  file: string;
  reached: ReadonlySet<number>;
  ms: number;
  kills: Map<string, number>;
}

// Without a mutant nothing may fail: otherwise every mutant would look killed.
const tests: TestFile[] = [];
for (const file of await start()) {
  const before = performance.now();
  const result = await run({ mutant: 0, files: [file] });
  if (result?.killer !== undefined || !result) throw new Error(`${file} fails without a mutant`);
  const ms = performance.now() - before;
  tests.push({ file, reached: new Set(result.reached), ms, kills: new Map() });
}

/**
 * The tests that reach a mutant. Tests that kill more mutants of its file per second come first.
 */
function testsFor({ number, file }: Mutant): TestFile[] {
  const killsPerTime = ({ kills, ms }: TestFile) => (1 + (kills.get(file) ?? 0)) / ms;
  return tests
    .filter(({ reached }) => reached.has(number))
    .sort((a, b) => killsPerTime(b) - killsPerTime(a));
}

const fates = { killed: 0, equivalent: 0, survived: 0, tooLong: 0 };
const stale = new Set(equivalents);

async function tryOut(mutant: Mutant): Promise<void> {
  const chosen = testsFor(mutant);
  const files = chosen.map(({ file }) => file);
  const ms = chosen.reduce((sum, test) => sum + test.ms, 0);
  const result = files.length > 0 && (await run({ mutant: mutant.number, files }, ms));
  const killer = chosen.find(({ file }) => result && file === result.killer);
  killer?.kills.set(mutant.file, (killer.kills.get(mutant.file) ?? 0) + 1);
  const { file, line, source, was, text } = mutant;
  if (result === undefined) {
    fates.tooLong += 1;
    console.log(`${file}:${line} times out: ${was} -> ${text}`);
  }
  if (result === undefined || (result && result.killer !== undefined)) {
    fates.killed += 1;
    return;
  }
  const reason = equivalents.find(
    (known) => known.file === file && source.includes(known.in) && known.text === text,
  );
  if (reason !== undefined) stale.delete(reason);
  fates[reason ? "equivalent" : "survived"] += 1;
  const how = reason ? "changes nothing" : result ? "survives" : "is reached by no test";
  console.log(`${file}:${line} ${how}: ${was} -> ${text}`);
}

for (const mutant of mutants) await tryOut(mutant);
child?.kill();

const { killed, equivalent, survived, tooLong } = fates;
const percent = (of: number) => `${Math.round((1000 * killed) / of) / 10} %`;
const isWhole = every === 1 && only === undefined;
for (const { file, in: source, text } of isWhole ? stale : []) {
  console.log(`equivalents.ts: ${file} "${source}" -> ${text} was killed: remove the entry`);
}
console.log(`${killed} of ${mutants.length} mutants killed, ${tooLong} of them by the clock:`);
console.log(`${percent(mutants.length)}; ${equivalent} change nothing, ${survived} survive:`);
console.log(`${percent(mutants.length - equivalent)} of those that change something`);
// In a small sample, one survivor is a larger share.
const leastShare = isWhole ? 0.97 : 0.9;
const isEnough = killed >= leastShare * (mutants.length - equivalent);
process.exitCode = isEnough && (!isWhole || stale.size === 0) ? 0 : 1;
