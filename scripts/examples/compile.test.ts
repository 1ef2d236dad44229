import { join } from "node:path";
import { expect, test } from "vitest";
import { root } from "../packages.ts";
import { compileExamples } from "./compile.ts";

const folder = join(root, "packages/mock");

test("a program that compiles has no error", () => {
  const code = 'import { createMock } from "@tmf654/mock";\n\ncreateMock({ seed: 1 });\n';
  expect(compileExamples(folder, [code])).toEqual([]);
});

test.each([
  ["export const twice = (n) => n + n;", /TS7006/],
  ["export {};\nconst unused = 1;", /TS6133/],
  ["export const first = ([0] as string[])[0].length;", /TS2352|TS2532/],
  ['import { createMock } from "@tmf654/mock";\ncreateMock({ sed: 1 });', /TS2561/],
  ["export const = 1;", /TS1109|TS1134/],
])("%s is reported with its line", (code, message) => {
  const [error] = compileExamples(folder, ["export const fine = 1;", code]);
  expect(error).toMatch(message);
  expect(error).toMatch(/readme-example-2\.ts\(\d+,\d+\)/);
});
