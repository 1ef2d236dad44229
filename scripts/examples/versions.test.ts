/** The examples depend on the versions of the packages in this repository. */
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { packages, root } from "../packages.ts";

const versions = new Map(packages.map(({ manifest }) => [manifest.name, manifest.version]));
const examples = globSync("examples/*/package.json", { cwd: root });

test.each(examples)("%s has the present versions of the packages", (file) => {
  const { dependencies, devDependencies } = JSON.parse(readFileSync(join(root, file), "utf8"));
  const all: [string, string][] = Object.entries({ ...dependencies, ...devDependencies });
  const ours = all.filter(([name]) => name.startsWith("@tmf654/"));
  expect(ours).toEqual(ours.map(([name]) => [name, versions.get(name)]));
});

test("there are examples", () => expect(examples.length).toBeGreaterThan(5));
