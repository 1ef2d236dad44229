import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { libraryIssues } from "./declarations.ts";

const folder = mkdtempSync(join(tmpdir(), "tmf654-declarations-test-"));

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A package `ours`, whose dependency `theirs` the library cannot import. */
function install(types: string): void {
  const files = {
    ".store/ours/node_modules/theirs/index.d.ts": "export interface Theirs { readonly a: 1 }\n",
    ".store/ours/node_modules/ours/index.d.ts": types,
    ".store/ours/node_modules/theirs/package.json": '{ "types": "./index.d.ts" }',
    ".store/ours/node_modules/ours/package.json": '{ "types": "./index.d.ts" }',
    "package.json": '{ "type": "module" }',
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  mkdirSync(join(folder, "node_modules"));
  symlinkSync(join(folder, ".store/ours/node_modules/ours"), join(folder, "node_modules/ours"));
}

const createDeclaration = "export declare function create(): { readonly theirs: Theirs };\n";

test("a returned type of a dependency that is not exported again is reported", () => {
  install(`import type { Theirs } from "theirs";\n${createDeclaration}`);
  expect(libraryIssues(folder, ["ours"]).join()).toMatch(/TS2742|TS2883/);
});

test("a returned type that is exported again is fine", () => {
  install(`import type { Theirs } from "theirs";\nexport type { Theirs };\n${createDeclaration}`);
  expect(libraryIssues(folder, ["ours"])).toEqual([]);
});
