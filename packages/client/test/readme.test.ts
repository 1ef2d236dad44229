import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createMock } from "@tmf654/mock";
import { serve } from "@tmf654/mock/node";
import { expect, test } from "vitest";
import { examplesOf, expectedOutput, runExample } from "./helpers/examples.ts";

const readme = readFileSync(join(import.meta.dirname, "../README.md"), "utf8");

test.each(examplesOf(readme))(
  "the example of %s prints the expected output",
  async (_, code) => {
    const server = await serve(createMock());
    try {
      expect(expectedOutput(code).length).toBeGreaterThan(0);
      const lines = await runExample(code.replace("http://127.0.0.1:4010", server.url));
      expect(lines).toEqual(expectedOutput(code));
    } finally {
      await server.close();
    }
  },
  30_000,
);
