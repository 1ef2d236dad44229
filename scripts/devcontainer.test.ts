/** The development container has the programs that CI installs, and runs the same installations. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { root } from "./packages.ts";

const read = (file: string): string => readFileSync(join(root, file), "utf8");
const container = JSON.parse(read(".devcontainer/devcontainer.json"));
const ci = read(".ci/run");

test("the container has the programs of CI", () => {
  const programs = [...ci.matchAll(/\binstall ([a-z][\w-]+)$/gm)].map(([, name = ""]) => name);
  expect(programs).toEqual(["chromium", "postgresql", "nginx-light"]);
  expect(container.onCreateCommand.split(" ")).toEqual(expect.arrayContaining(programs));
});

test("the container installs the dependencies of CI", () => {
  const installations = [...ci.matchAll(/^npm ci[^#\n]*/gm)].map(([command]) =>
    command.replace("--silent", "").trim(),
  );
  expect(container.postCreateCommand.split(" && ")).toEqual(installations);
});

test("the container and both workflows have the Node.js of the repository", () => {
  const { optionalDependencies } = JSON.parse(read("package.json"));
  const [major] = optionalDependencies.node.split(".");
  expect(container.image).toMatch(new RegExp(`:${major}$`));
  for (const workflow of ["ci", "release"]) {
    expect(read(`.github/workflows/${workflow}.yml`)).toContain(`node-version: ${major}\n`);
  }
});
