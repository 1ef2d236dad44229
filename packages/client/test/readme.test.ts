import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createMock } from "@tmf654/mock";
import { serve } from "@tmf654/mock/node";
import { expect, test } from "vitest";
import { examplesOf, expectedOutput, runExample } from "./helpers/examples.ts";

const root = join(import.meta.dirname, "..", "..", "..");
const documents = ["packages/client/README.md", ...globSync("docs/concepts/*.md", { cwd: root })];
const examples = documents.flatMap((document) =>
  examplesOf(readFileSync(join(root, document), "utf8")),
);

/** Runs each example twice on one server, because a user may run it again. */
test.each(examples)(
  "the example of %s prints the expected output, also when it runs again",
  async (_, code) => {
    const server = await serve(createMock());
    try {
      expect(expectedOutput(code).length).toBeGreaterThan(0);
      const program = code.replace("http://127.0.0.1:4010", server.url);
      expect(await runExample(program)).toEqual(expectedOutput(code));
      expect(await runExample(program)).toEqual(expectedOutput(code));
    } finally {
      await server.close();
    }
  },
  30_000,
);
