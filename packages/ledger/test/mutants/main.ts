/**
 * Mutation testing: changes the ledger's source in one place at a time, in memory, and looks
 * whether a test notices. `main.ts [every] [offset] [file]` tries every n-th mutant. Nothing on
 * disk changes.
 */
import { readdirSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { startVitest } from "vitest/node";
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

process.env.TMF654_DEEP ??= "0.3";

/** Whether the tests notice. */
const isKilled = async (mutant: Mutant): Promise<boolean> => {
  const conditions = ["@tmf654/source", "module", "node", "development|production"];
  const vitest = await startVitest(
    "test",
    ["packages/ledger/"],
    {
      root,
      config: false,
      watch: false,
      // Modules kept on disk are keyed by their source, which a mutant does not change.
      fsModuleCache: false,
      bail: 1,
      reporters: [process.env.SHOW ? "default" : {}],
      pool: "threads",
      isolate: false,
      maxWorkers: 1,
      testTimeout: 30_000,
      testNamePattern: /^(?!.*a million)/,
    },
    {
      logLevel: "silent",
      resolve: { conditions },
      ssr: { resolve: { conditions } },
      plugins: [
        {
          name: "mutant",
          enforce: "pre",
          transform(code, id) {
            if (!id.startsWith(folder) || basename(id) !== mutant.file) return undefined;
            return code.slice(0, mutant.start) + mutant.text + code.slice(mutant.end);
          },
        },
      ],
    },
  );
  const failed =
    vitest.state.getCountOfFailedTests() > 0 || vitest.state.getUnhandledErrors().length > 0;
  const unloaded = vitest.state.getFiles().some(({ result }) => result?.state === "fail");
  await vitest.close();
  process.exitCode = 0;
  return failed || unloaded;
};

// Without a change nothing may fail: otherwise every mutant would look killed.
const none = { file: files[0] ?? "", line: 0, start: 0, end: 0, text: "", was: "" };
if (await isKilled(none)) throw new Error("the tests fail without a mutant");

let killed = 0;
for (const mutant of mutants) {
  if (await isKilled(mutant)) killed += 1;
  else console.log(`${mutant.file}:${mutant.line} survives: ${mutant.was} -> ${mutant.text}`);
}
const score = Math.round((1000 * killed) / mutants.length) / 10;
console.log(`${killed} of ${mutants.length} mutants killed: ${score} %`);
process.exitCode = score >= 90 ? 0 : 1;
