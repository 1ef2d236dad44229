/**
 * A child process of `main.ts`. It loads the ledger once, with every mutant in its source. Each
 * message has a mutant's number and test files. The process activates that mutant, runs those tests
 * in that order in a fresh worker, and sends the result.
 */
import { createVitest } from "vitest/node";
import { createMutantPlugin, readMutants, root } from "./sources.ts";

export interface Trial {
  readonly mutant: number;
  readonly files: readonly string[];
}

/** The test file that failed and, without an active mutant, the mutants that were reached. */
export interface TrialResult {
  readonly killer: string | undefined;
  readonly reached: readonly number[];
}

// A tenth of the random cases, because few mutants need them.
process.env.TMF654_DEEP ??= "0.1";

const conditions = ["@tmf654/source", "module", "node", "development|production"];
const vitest = await createVitest(
  "test",
  {
    root,
    config: false,
    watch: false,
    fsModuleCache: false,
    bail: 1,
    reporters: [process.env.SHOW ? "default" : {}],
    pool: "threads",
    isolate: false,
    maxWorkers: 1,
    fileParallelism: false,
    testTimeout: 30_000,
    // Skips the test of a million top-ups and the faulty ledgers.
    testNamePattern: /^(?!.*(a million|every property can be broken))/,
    setupFiles: [new URL("./setup.ts", import.meta.url).pathname],
    sequence: {
      // Keeps the order of the message.
      sequencer: class {
        shard = <T>(specs: T): T => specs;
        sort = <T>(specs: T): T => specs;
      } as never,
    },
  },
  {
    logLevel: "silent",
    resolve: { conditions },
    ssr: { resolve: { conditions } },
    plugins: [createMutantPlugin(readMutants().texts)],
  },
);
await vitest.standalone();
const specs = await vitest.globTestSpecifications(["packages/ledger/"]);

async function tryOut({ mutant, files }: Trial): Promise<TrialResult> {
  vitest.provide("mutant", mutant);
  const chosen = files.flatMap((file) => specs.filter(({ moduleId }) => moduleId === file));
  const { testModules, unhandledErrors } = await vitest.runTestSpecifications(chosen);
  // Vitest remembers the modules of earlier runs too.
  const chosenModules = testModules.filter(({ moduleId }) => files.includes(moduleId));
  const killer = chosenModules.find((module) => module.state() === "failed")?.moduleId;
  process.exitCode = 0;
  return {
    killer: killer ?? (unhandledErrors.length > 0 ? "an unhandled error" : undefined),
    reached: chosenModules.flatMap((module) => module.meta().reached ?? []),
  };
}

process.on("message", (trial: Trial) => {
  tryOut(trial).then((result) => process.send?.(result));
});
process.send?.(specs.map(({ moduleId }) => moduleId));
