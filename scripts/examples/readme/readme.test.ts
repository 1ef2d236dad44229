import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { root } from "../../packages.ts";
import { blocksOf } from "../blocks.ts";

const readme = readFileSync(join(root, "README.md"), "utf8");
const section = readme.slice(readme.indexOf("## Four ways"), readme.indexOf("## Packages"));
const blocks = blocksOf(section);
const endFunctions: (() => void)[] = [];
afterAll(() => {
  for (const end of endFunctions) end();
});

test("there are four ways, each of at most ten lines", () => {
  expect(blocks.map(({ language }) => language)).toEqual(["ts", "ts", "sh", "sh"]);
  for (const { text } of blocks) expect(text.trim().split("\n").length).toBeLessThanOrEqual(10);
});

test.each([
  ["a page", 0, "packages/mock/test/browser/readme-page.ts"],
  ["a test", 1, "scripts/examples/readme/top-up.test.ts"],
])("the example of %s is a file that runs", (_, at, file) => {
  expect(blocks[at]?.text).toBe(readFileSync(join(root, file), "utf8"));
});

test.each([
  ["a server", 2],
  ["a team", 3],
])("the commands of %s work", async (_, at) => {
  const [command = "", curl = ""] = blocks[at]?.text.split("\n") ?? [];
  const flags = command.replace("npx @tmf654/mock ", "").replace('"$TOKEN"', "secret").split(" ");
  const url = /"(http[^"]+)"/.exec(curl)?.[1] ?? "";
  const port = await start(flags.map((flag) => (flag === "4010" ? "0" : flag)));
  const response = await fetch(url.replace(":4010", `:${port}`));
  expect(await response.json()).toMatchObject({ remainingValueName: "€25.50" });
});

/** Starts the command on a free port. */
function start(flags: readonly string[]): Promise<string> {
  const main = join(root, "packages/mock/src/cli/main.ts");
  const child = spawn(process.execPath, ["--conditions=@tmf654/source", main, ...flags]);
  endFunctions.push(() => child.kill());
  return new Promise((resolve, reject) => {
    let output = "";
    child.stderr.on("data", (chunk) => reject(new Error(String(chunk))));
    child.stdout.on("data", (chunk) => {
      output += chunk;
      const [, port] = /http:\/\/[^:]+:(\d+)/.exec(output) ?? [];
      if (port) resolve(port);
    });
  });
}
