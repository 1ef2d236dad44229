/**
 * Mutation testing: wakes one wrong change to the ledger's source at a time, and looks whether a
 * test notices. `main.ts [every] [offset] [file]` tries every n-th mutant. Nothing on disk changes.
 * The tests run in a child process, which is ended when a mutant goes round for ever.
 */
import { type ChildProcess, fork } from "node:child_process";
import { equivalents } from "./equivalents.ts";
import type { Mutant } from "./mutate.ts";
import { readMutants } from "./sources.ts";
import type { Answer, Trial } from "./trial.ts";

const [every = 1, offset = 0] = process.argv.slice(2, 4).map(Number);
const only = process.argv[4];
const mutants = readMutants()
  .mutants.filter(({ file }) => only === undefined || file === only)
  .filter((_, index) => index % every === offset);

/** A mutant is ended when its tests take this long, and so many times what they take without it. */
const [patienceMs, patienceFactor] = [30_000, 10];
const startPatienceMs = 300_000;
let child: ChildProcess | undefined;

/** The next message of a child; undefined when it ends first, or is ended for taking too long. */
const messageOf = (own: ChildProcess, withinMs: number): Promise<unknown> =>
  new Promise((resolve) => {
    const end = (message: unknown) => {
      clearTimeout(timer);
      own.removeAllListeners();
      if (message === undefined) child = undefined;
      resolve(message);
    };
    const timer = setTimeout(() => {
      own.kill("SIGKILL");
      end(undefined);
    }, withinMs);
    own.once("message", end);
    own.once("exit", () => end(undefined));
  });

async function start(): Promise<readonly string[]> {
  child = fork(new URL("./trial.ts", import.meta.url));
  return ((await messageOf(child, startPatienceMs)) ?? []) as readonly string[];
}

async function answerOf(trial: Trial, expectedMs = 0): Promise<Answer | undefined> {
  if (child === undefined) await start();
  if (child === undefined) throw new Error("the tests do not start");
  child.send(trial);
  return (await messageOf(child, patienceMs + patienceFactor * expectedMs)) as Answer | undefined;
}

/** What is known of a test file: the mutants it reaches, its time, what it noticed by source file. */
interface Known {
  file: string;
  reached: ReadonlySet<number>;
  ms: number;
  kills: Map<string, number>;
}

// Without a mutant nothing may fail: otherwise every mutant would look killed.
const tests: Known[] = [];
for (const file of await start()) {
  const before = performance.now();
  const answer = await answerOf({ mutant: 0, files: [file] });
  if (answer?.killer !== undefined || !answer) throw new Error(`${file} fails without a mutant`);
  const ms = performance.now() - before;
  tests.push({ file, reached: new Set(answer.reached), ms, kills: new Map() });
}

/** The tests that reach a mutant; first those that notice most in its file for their time. */
function testsFor({ number, file }: Mutant): Known[] {
  const worth = ({ kills, ms }: Known) => (1 + (kills.get(file) ?? 0)) / ms;
  return tests.filter(({ reached }) => reached.has(number)).sort((a, b) => worth(b) - worth(a));
}

const fates = { killed: 0, equivalent: 0, survived: 0, tooLong: 0 };
const stale = new Set(equivalents);

async function tryOut(mutant: Mutant): Promise<void> {
  const chosen = testsFor(mutant);
  const files = chosen.map(({ file }) => file);
  const ms = chosen.reduce((sum, test) => sum + test.ms, 0);
  const answer = files.length > 0 && (await answerOf({ mutant: mutant.number, files }, ms));
  const killer = chosen.find(({ file }) => answer && file === answer.killer);
  killer?.kills.set(mutant.file, (killer.kills.get(mutant.file) ?? 0) + 1);
  const { file, line, source, was, text } = mutant;
  if (answer === undefined) {
    fates.tooLong += 1;
    console.log(`${file}:${line} goes on for ever: ${was} -> ${text}`);
  }
  if (answer === undefined || (answer && answer.killer !== undefined)) {
    fates.killed += 1;
    return;
  }
  const reason = equivalents.find(
    (known) => known.file === file && source.includes(known.in) && known.text === text,
  );
  if (reason !== undefined) stale.delete(reason);
  fates[reason ? "equivalent" : "survived"] += 1;
  const how = reason ? "changes nothing" : answer ? "survives" : "is reached by no test";
  console.log(`${file}:${line} ${how}: ${was} -> ${text}`);
}

for (const mutant of mutants) await tryOut(mutant);
child?.kill();

const { killed, equivalent, survived, tooLong } = fates;
const percent = (of: number) => `${Math.round((1000 * killed) / of) / 10} %`;
const isWhole = every === 1 && only === undefined;
for (const { file, in: source, text } of isWhole ? stale : []) {
  console.log(`equivalents.ts: ${file} "${source}" -> ${text} is no survivor: leave it out`);
}
console.log(`${killed} of ${mutants.length} mutants killed, ${tooLong} of them by the clock:`);
console.log(`${percent(mutants.length)}; ${equivalent} change nothing, ${survived} survive:`);
console.log(`${percent(mutants.length - equivalent)} of those that change something`);
process.exitCode = killed / mutants.length >= 0.9 && (!isWhole || stale.size === 0) ? 0 : 1;
