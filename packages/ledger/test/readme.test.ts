import { readFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import { describe, expect, test } from "vitest";
import * as ledgerPackage from "../src/index.ts";
import * as policiesPackage from "../src/policies.ts";

/** A comment in a README's example shows the value of the previous line. */
const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
const examples = [...readme.matchAll(/```ts\n(.*?)```/gs)].map(([, code = ""]) => code);
const promised = /^(?!const|let|import)([^\s/].*); \/\/ (.*)$/gm;

const runnable = (code: string): string =>
  stripTypeScriptTypes(code)
    .replace(/^import \{(.*)\} from "@tmf654\/ledger";$/gm, "const {$1} = ledgerPackage;")
    .replace(
      /^import \{(.*)\} from "@tmf654\/ledger\/policies";$/gm,
      "const {$1} = policiesPackage;",
    )
    .replace(promised, (_, expression, value) => `check(${expression}, ${value});`);

describe("README", () => {
  test("has examples with expected values", () => {
    expect(examples).toHaveLength(3);
    for (const code of examples) expect(code).toMatch(promised);
  });

  test.each(examples.map((code) => [code]))("has an example that runs as shown: %#", (code) => {
    const check = (actual: unknown, expected: unknown) => expect(actual).toEqual(expected);
    const run = new Function("ledgerPackage", "policiesPackage", "check", runnable(code));
    run(ledgerPackage, policiesPackage, check);
  });
});
