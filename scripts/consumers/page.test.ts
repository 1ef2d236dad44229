import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { packages, root } from "../packages.ts";
import { filesOf } from "./consumer.ts";
import { consumers } from "./table.ts";

const page = readFileSync(join(root, "docs", "reference", "consumers.md"), "utf8");
const locked = consumers.flatMap(({ locked: name }) => name ?? []);
const read = (name: string, file: string) =>
  JSON.parse(readFileSync(join(import.meta.dirname, "locked", name, file), "utf8"));

test.each(consumers)("the page has a row for $name with the result yes", ({ name }) => {
  expect(page).toContain(`\n| ${name} | yes |`);
});

test.each(consumers)("$name has its files", (consumer) => {
  expect(existsSync(filesOf(consumer))).toBe(true);
});

test.each(consumers.filter(({ isExample }) => isExample))("$app locks what it names", (example) => {
  const manifest = JSON.parse(readFileSync(join(filesOf(example), "package.json"), "utf8"));
  const namedDependencies = Object.entries({
    ...manifest.dependencies,
    ...manifest.devDependencies,
  });
  const outsideDependencies = namedDependencies.filter(([name]) => !name.startsWith("@tmf654/"));
  expect(outsideDependencies.length).toBeGreaterThan(0);
  const { dependencies } = read(example.locked ?? "", "package.json");
  expect(dependencies).toMatchObject(Object.fromEntries(outsideDependencies));
});

test.each(locked)("the lock file of %s agrees with its manifest and names no registry", (name) => {
  const { dependencies } = read(name, "package.json");
  const lock = read(name, "package-lock.json");
  expect(lock.packages[""].dependencies).toEqual(dependencies);
  expect(JSON.stringify(lock)).not.toContain("resolved");
});

test.each(locked)("%s locks what the packages depend on", (name) => {
  const { dependencies } = read(name, "package.json");
  const outside = packages.flatMap(({ manifest }) =>
    Object.entries(manifest.dependencies ?? {}).filter(([each]) => !each.startsWith("@tmf654/")),
  );
  expect(outside.length).toBeGreaterThan(0);
  expect(dependencies).toMatchObject(Object.fromEntries(outside));
});
