/**
 * Mutation testing: changes the ledger's source in one place at a time, in memory, and looks
 * whether a test notices. `main.ts [every] [offset] [file]` tries every n-th mutant. Nothing on
 * disk changes. The tests run in a child process, which is ended when a mutant goes round for ever.
 */
import { type ChildProcess, fork } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { type Mutant, mutantsOf } from "./mutate.ts";

const root = new URL("../../../..", import.meta.url).pathname;
const folder = `${root}packages/ledger/src/`;
const [every = 1, offset = 0] = process.argv.slice(2, 4).map(Number);
const only = process.argv[4];

/** What is no decision: types, lists of exports, and sentences. */
const left = new Set(["index.ts", "records.ts", "command.ts", "decision.ts", "explain.ts"]);
const files = readdirSync(folder).filter(
  (file) => file.endsWith(".ts") && !file.includes(".test") && !left.has(file),
);
const mutants = files
  .filter((file) => only === undefined || file === only)
  .flatMap((file) => mutantsOf(file, readFileSync(folder + file, "utf8")))
  .filter((_, index) => index % every === offset);

const patienceMs = 120_000;
let child: ChildProcess | undefined;

const answerOf = (mutant: Mutant): Promise<boolean | "tooLong"> =>
  new Promise((resolve, reject) => {
    child ??= fork(new URL("./trial.ts", import.meta.url));
    const own = child;
    const end = (answer: boolean | "tooLong") => {
      clearTimeout(timer);
      own.removeAllListeners();
      resolve(answer);
    };
    const timer = setTimeout(() => {
      child = undefined;
      own.kill("SIGKILL");
      end("tooLong");
    }, patienceMs);
    own.once("message", (answer) => end(answer === true));
    own.once("error", reject);
    // A mutant that takes the whole process down has been noticed.
    own.once("exit", () => {
      child = undefined;
      end(true);
    });
    own.send(mutant);
  });

// Without a change nothing may fail: otherwise every mutant would look killed.
const none = { file: files[0] ?? "", line: 0, start: 0, end: 0, text: "", was: "" };
if ((await answerOf(none)) !== false) throw new Error("the tests fail without a mutant");

let killed = 0;
let tooLong = 0;
for (const mutant of mutants) {
  const answer = await answerOf(mutant);
  if (answer !== false) killed += 1;
  else console.log(`${mutant.file}:${mutant.line} survives: ${mutant.was} -> ${mutant.text}`);
  if (answer === "tooLong") tooLong += 1;
}
child?.kill();
const score = Math.round((1000 * killed) / mutants.length) / 10;
const ended = tooLong > 0 ? `, ${tooLong} of them for taking too long` : "";
console.log(`${killed} of ${mutants.length} mutants killed${ended}: ${score} %`);
process.exitCode = score >= 90 ? 0 : 1;
