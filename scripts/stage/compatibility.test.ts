import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { packages, root } from "../packages.ts";
import { compatibilityIssues, frozenFileOf } from "./compatibility.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tmf654-compatibility-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const types = `export interface Options { readonly baseUrl: string }
export declare const connect: (options: Options) => { readonly status: string };
`;

/** The code of an app for the first version of the package `ours`. */
const app = `import { connect } from "ours";
export { connect } from "ours";
export type { Options } from "ours";
export const length = connect({ baseUrl: "http://a" }).status.length;
`;

function issuesWith(current: string): readonly string[] {
  const place = join(folder, "node_modules", "ours");
  mkdirSync(place, { recursive: true });
  writeFileSync(join(place, "index.d.ts"), current);
  writeFileSync(join(place, "package.json"), '{ "types": "./index.d.ts" }');
  const name = join(root, "packages", "ours", "test", "compatibility", "0.1.0.ts");
  return compatibilityIssues(folder, [{ name, text: app }]);
}

test("an app compiles with the types of its version, and with additional types", () => {
  expect(issuesWith(types)).toEqual([]);
  expect(issuesWith(`${types}export declare const more: number;\n`)).toEqual([]);
});

test.each([
  ["a renamed function", ["const connect", "const open"], /0\.1\.0\.ts:1: TS2305/],
  ["a renamed type", ["Options", "Settings"], /0\.1\.0\.ts:3: TS2305/],
  ["a new mandatory option", ["baseUrl: string", "baseUrl: string; token: string"], /:4: TS2345/],
  ["a return value that can be missing", ["status:", "status?:"], /:4: TS2532|:4: TS18048/],
])("%s is reported with its line", (_, [from = "", to = ""], issue) => {
  expect(issuesWith(types.replaceAll(from, to)).join("\n")).toMatch(issue);
});

test.each(packages.map((candidate) => [candidate.manifest.name, candidate] as const))(
  "%s has a frozen file for its version, with its exports",
  (name, candidate) => {
    const text = readFileSync(frozenFileOf(candidate), "utf8");
    expect(text).toMatch(new RegExp(`^export (?:type )?\\{ .*\\} from "${name}";$`, "m"));
    expect(text).toContain("export async function example1()");
  },
);
