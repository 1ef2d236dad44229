import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { equivalents } from "./equivalents.ts";

const source = join(import.meta.dirname, "../../src");

test.each(equivalents)("$file still has a line with $in", ({ file, in: text }) => {
  const lines = readFileSync(join(source, file), "utf8").split("\n");
  expect(lines.filter((line) => line.includes(text)).length).toBeGreaterThan(0);
});
