import { join } from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";
import { root } from "../packages.ts";
import { type PublicApi, publicApiOf } from "./public-api.ts";
import { checkThrows } from "./throws.ts";
import { checkUnits } from "./units.ts";

/** The exports of a module that imports nothing. */
function apiOf(text: string): PublicApi {
  const name = join(root, "packages/ledger/src/a.ts");
  const options = { noLib: true, types: [], strict: true, target: ts.ScriptTarget.ES2022 };
  const tree = ts.createSourceFile(name, text, options.target, true);
  const host = { ...ts.createCompilerHost(options), getSourceFile: () => tree };
  return publicApiOf(ts.createProgram([name], options, host), [name]);
}

const noDescription = "is a number without a description";
const units: readonly (readonly [name: string, text: string, messages: readonly string[]])[] = [
  ["a number", "export interface A { size: number }", [`\`A.size\` ${noDescription}`]],
  [
    "an optional number of a class",
    "export class A { size?: number; #own = 1; private hidden: number; }",
    [`\`A.size\` ${noDescription}`],
  ],
  [
    "a number in one member of a union",
    "export type A = { readonly size: number } | string;",
    [`\`A.size\` ${noDescription}`],
  ],
  [
    "a number in an object without a description",
    "export interface A { inner: { size: number | string } }",
    [`\`A.size\` ${noDescription}`],
  ],
  [
    "an instant whose description has no unit",
    "export interface A {\n/** The end. */\nendsAt: number;\n}",
    ["`A.endsAt` is an instant without a unit"],
  ],
  ["an instant with its unit", "export interface A {\n/** Milliseconds. */\nat: number;\n}", []],
  ["a described number", "export interface A {\n/** Steps. */\nsize: number;\n}", []],
  ["a described object", "export interface A {\n/** Sizes. */\nin: { size: number };\n}", []],
  ["names with a unit", "export interface A { waitMs: number; pageCount: number }", []],
  ["literals and texts", "export interface A { version: 1; name: string; ok: boolean }", []],
  ["a type that is not exported", "interface A { size: number }\nexport const a = 1;", []],
];

test.each(units)("checks the unit of %s", (_, text, expected) => {
  expect(checkUnits(apiOf(text)).map(({ message }) => message)).toEqual(expected);
});

const nothing = "`f` throws, and its TSDoc has no error";
const throwing: readonly (readonly [name: string, text: string, messages: readonly string[]])[] = [
  ["a function", "/** A. */\nexport function f() {\n  if (1) throw 1;\n}", [nothing]],
  ["a constant", "/** A. */\nexport const f = () => {\n  throw 1;\n};", [nothing]],
  ["its tag", "/** A. @throws RangeError */\nexport function f() {\n  throw 1;\n}", []],
  ["its word", "/** Rejects with A. */\nexport async function f() {\n  throw 1;\n}", []],
  ["the comment of a constant", "/** Throws A. */\nexport const f = () => {\n  throw 1;\n};", []],
  ["a function inside it", "export function f() {\n  return () => {\n    throw 1;\n  };\n}", []],
  ["a function that is not exported", "function g() {\n  throw 1;\n}\nexport const f = g;", []],
];

test.each(throwing)("checks the errors of a public function by %s", (_, text, expected) => {
  expect(checkThrows(apiOf(text).exports).map(({ message }) => message)).toEqual(expected);
});
