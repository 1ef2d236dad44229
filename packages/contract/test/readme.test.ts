import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const folder = join(import.meta.dirname, "..");
const readme = readFileSync(join(folder, "README.md"), "utf8");

const examples = readme.split(/^## /m).flatMap((section) => {
  const [title = ""] = section.split("\n", 1);
  const blocks = [...section.matchAll(/```ts\n([\s\S]*?)```/g)];
  return blocks.map(([, code = ""]) => [title, code] as const);
});

/** The expected output of an example: the comments after its `console.log` calls. */
const expectedOutput = (code: string): string[] =>
  [...code.matchAll(/\); \/\/ (.+)$/gm)].map(([, text = ""]) => text);

test.each(examples)("the example of %s prints the output in its comments", (_, code) => {
  const run = spawnSync(
    process.execPath,
    ["--input-type=module-typescript", "--conditions=@tmf654/source", "--eval", code],
    { cwd: folder, encoding: "utf8" },
  );
  expect(run.stdout.trim().split("\n")).toEqual(expectedOutput(code));
});
