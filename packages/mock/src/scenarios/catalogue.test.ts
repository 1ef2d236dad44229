import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { scenarios } from "./catalogue.ts";

const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");

/** The names of the scenarios in the files of this folder. */
const names = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"))
  .flatMap((file) => {
    const text = readFileSync(new URL(file, import.meta.url), "utf8");
    return [...text.matchAll(/: Scenario = \{\s*name: "([\w-]+)"/g)].map(([, name = ""]) => name);
  });

test("the catalogue has every scenario of its folder", () => {
  expect(names.length).toBeGreaterThan(8);
  expect(names.filter((name) => !scenarios.has(name))).toEqual([]);
});

test.each([...scenarios.keys()])("the README names the scenario %s", (name) => {
  expect(readme).toContain(`\`${name}\``);
});
