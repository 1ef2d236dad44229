import { readFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import { describe, expect, test } from "vitest";
import * as ledgerPackage from "../src/index.ts";

/** A comment in a README's example shows the value of the line before it. */
const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
const examples = [...readme.matchAll(/```ts\n(.*?)```/gs)].map(([, code = ""]) => code);
const promised = /^(?!const|let|import)([^\s/].*); \/\/ (.*)$/gm;

const runnable = (code: string): string =>
  stripTypeScriptTypes(code)
    .replace(/^import \{(.*)\} from "@tmf654\/ledger";$/gm, "const {$1} = ledgerPackage;")
    .replace(promised, (_, expression, value) => `check(${expression}, ${value});`);

describe("README", () => {
  test("has examples with expected values", () => {
    expect(examples).toHaveLength(2);
    for (const code of examples) expect(code.match(promised)?.length).toBeGreaterThan(1);
  });

  test.each(examples.map((code) => [code]))("has an example that runs as shown: %#", (code) => {
    const check = (actual: unknown, expected: unknown) => expect(actual).toEqual(expected);
    new Function("ledgerPackage", "check", runnable(code))(ledgerPackage, check);
  });
});
