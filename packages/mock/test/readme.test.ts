import { readFileSync } from "node:fs";
import * as mockPackage from "@tmf654/mock";
import { describe, expect, test } from "vitest";
import * as control from "../src/control/index.ts";

/** The README's examples are plain JavaScript; a comment says what the line before it gives. */
const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
const examples = [...readme.matchAll(/```ts\n(.*?)```/gs)].map(([, code = ""]) => code);
const promised = /^(?!const|let|import)([^\s/].*); \/\/ (.*)$/gm;
const packages = { "@tmf654/mock": mockPackage, "@tmf654/mock/control": control };

const runnable = (code: string): string =>
  code
    .replace(/^import \{(.*)\} from "(.*)";$/gm, 'const {$1} = packages["$2"];')
    .replace(promised, (_, expression, value) => `check(${expression}, ${value});`);

const AsyncFunction = Object.getPrototypeOf(async () => {}).constructor;

describe("README", () => {
  test("has examples that promise something", () => {
    expect(examples).toHaveLength(5);
    for (const code of examples) expect(code.match(promised)?.length).toBeGreaterThan(1);
  });

  test.each(examples.map((code) => [code]))("tells the truth: %#", async (code) => {
    const check = (actual: unknown, expected: unknown) => expect(actual).toEqual(expected);
    await new AsyncFunction("packages", "check", runnable(code))(packages, check);
  });

  test("names every number and payment that always does the same", () => {
    for (const value of Object.keys(mockPackage.wellKnownNumbers)) expect(readme).toContain(value);
  });
});
