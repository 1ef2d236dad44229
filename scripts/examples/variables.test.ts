/** The table of variables in the README of the event listener has those that its code reads. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { root } from "../packages.ts";

const folder = join(root, "examples", "event-listener");
const read = (file: string): string => readFileSync(join(folder, file), "utf8");
const namesIn = (text: string, pattern: RegExp): readonly string[] =>
  [...new Set([...text.matchAll(pattern)].map(([, name = ""]) => name))].sort();

test("the README of the event listener has each variable", () => {
  const rows = read("README.md").match(/^\| `[A-Z].*$/gm) ?? [];
  const firstCells = rows.map((row) => row.split("|")[1]).join();
  const named = namesIn(firstCells, /`([A-Z\d_]+)`/g);
  expect(named).toEqual(namesIn(read("src/settings.ts"), /\benv\.([A-Z\d_]+)/g));
});
