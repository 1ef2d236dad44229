import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createMock } from "@tmf654/mock";
import { serve } from "@tmf654/mock/node";
import { expect, test } from "vitest";
import { examplesOf, expectedOutput, runExample } from "./helpers/examples.ts";

const folder = join(import.meta.dirname, "..", "..", "..", "docs", "concepts");
const examples = globSync("*.md", { cwd: folder }).flatMap((file) =>
  examplesOf(readFileSync(join(folder, file), "utf8")).map(([, code]) => [file, code] as const),
);

test.each(examples)(
  "the example of %s prints the expected output",
  async (_, code) => {
    const server = await serve(createMock());
    try {
      expect(expectedOutput(code).length).toBeGreaterThan(0);
      const program = code.replace("http://127.0.0.1:4010", server.url);
      expect(await runExample(program)).toEqual(expectedOutput(code));
    } finally {
      await server.close();
    }
  },
  30_000,
);
