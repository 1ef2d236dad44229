import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import * as quantityPackage from "../src/index.ts";

/** The README's examples are plain JavaScript. A comment shows the value of the previous line. */
const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
const examples = [...readme.matchAll(/```ts\n(.*?)```/gs)].map(([, code = ""]) => code);

const promised = /^(?!const|let)(\S.*); \/\/ (.*)$/gm;

function runnable(code: string): string {
  return code
    .replace(/^import \{(.*)\} from "@tmf654\/quantity";$/gm, "const {$1} = quantityPackage;")
    .replace(promised, (_, expression, value) => `check(${expression}, ${value});`);
}

describe("README", () => {
  test("has examples with expected values", () => {
    expect(examples).toHaveLength(4);
    for (const code of examples) expect(code.match(promised)?.length).toBeGreaterThan(1);
  });

  test.each(examples.map((code) => [code]))("has an example that runs as shown: %#", (code) => {
    // Intl writes several kinds of space. A README has only the usual one.
    const plain = (value: unknown) =>
      typeof value === "string" ? value.replace(/\s/g, " ") : value;
    const check = (actual: unknown, expected: unknown) => expect(plain(actual)).toEqual(expected);
    new Function("quantityPackage", "check", runnable(code))(quantityPackage, check);
  });
});
