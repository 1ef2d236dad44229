import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createMock } from "@tmf654/mock";
import { serve } from "@tmf654/mock/node";
import { expect, it } from "vitest";
import { examplesOf, printed, promised } from "./helpers/examples.ts";

const readme = readFileSync(join(import.meta.dirname, "../README.md"), "utf8");

it.each(examplesOf(readme))(
  "the example of %s prints what it says",
  async (_, code) => {
    const server = await serve(createMock());
    try {
      expect(promised(code).length).toBeGreaterThan(0);
      const lines = await printed(code.replace("http://127.0.0.1:4010", server.url));
      expect(lines).toEqual(promised(code));
    } finally {
      await server.close();
    }
  },
  30_000,
);
