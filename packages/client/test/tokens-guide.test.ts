import { readFileSync } from "node:fs";
import * as client from "@tmf654/client";
import * as middleware from "@tmf654/client/middleware";
import * as mock from "@tmf654/mock";
import { expect, test } from "vitest";

const guide = readFileSync(new URL("../../../docs/guides/tokens.md", import.meta.url), "utf8");
const blocks = [...guide.matchAll(/```ts\n(.*?)```/gs)].map(([, code = ""]) => code);
const packages = {
  "@tmf654/client": client,
  "@tmf654/client/middleware": middleware,
  "@tmf654/mock": mock,
};
const promised = /^(?!const|let|import)([^\s/].*); \/\/ (.*)$/gm;
const AsyncFunction = Object.getPrototypeOf(async () => {}).constructor;

test("the guide to tokens has three examples", () => {
  expect(blocks).toHaveLength(3);
  for (const code of blocks) expect(code).toMatch(promised);
});

test.each(blocks)("an example of the guide to tokens runs as written: %#", async (code) => {
  const runnable = code
    .replace(/^import \{(.*)\} from "(.*)";$/gm, 'const {$1} = packages["$2"];')
    .replace(promised, (_, expression, value) => `check(${expression}, ${value});`);
  const check = (actual: unknown, expected: unknown) => expect(actual).toEqual(expected);
  await new AsyncFunction("packages", "check", runnable)(packages, check);
});
