/** A child of `main.ts`: is sent a mutant, runs the tests on it, and answers whether one noticed. */
import { basename } from "node:path";
import { startVitest } from "vitest/node";
import type { Mutant } from "./mutate.ts";

const root = new URL("../../../..", import.meta.url).pathname;
const folder = `${root}packages/ledger/src/`;

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

process.on("message", (mutant: Mutant) => {
  isKilled(mutant).then((answer) => process.send?.(answer));
});
