/** The check that each folder of a package has a sentence in CONTRIBUTING.md. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { root } from "../packages.ts";
import { MOCK_LAYERS } from "../tidy/layers.ts";

/** The folders that a row names, such as `packages/mock/src/sqlite`, `postgres`. */
function foldersOfRow(row: string): string[] {
  const [, cell = ""] = row.split("|");
  const [first = "", ...others] = [...cell.matchAll(/`([^`]+)`/g)].map(([, name = ""]) => name);
  const parent = first.slice(0, first.lastIndexOf("/"));
  return [first, ...others.map((name) => `${parent}/${name}`)];
}

const rowsOf = (page: string): string[] =>
  readFileSync(join(root, page), "utf8")
    .split("\n")
    .filter((line) => line.startsWith("| "));

const foldersBelow = (folder: string): string[] =>
  readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== "generated")
    .map(({ name }) => `${folder}/${name}`);

const sources = foldersBelow("packages").map((folder) => `${folder}/src`);
const listedFolders = rowsOf("CONTRIBUTING.md").flatMap(foldersOfRow);

test.each(sources)("%s has a row, or each of its folders has one", (source) => {
  if (listedFolders.includes(source)) return;
  const folders = foldersBelow(source);
  expect(folders.length).toBeGreaterThan(0);
  expect(listedFolders).toEqual(expect.arrayContaining(folders));
});

test("a row names only folders that exist", () => {
  const paths = listedFolders.filter((path) => path.startsWith("packages/"));
  const existing = sources.flatMap((source) => [source, ...foldersBelow(source)]);
  expect(existing).toEqual(expect.arrayContaining(paths));
  expect(paths.length).toBeGreaterThan(40);
});

test("the decision about the folders of the mock has each folder with its layer", () => {
  const layers = rowsOf("docs/decisions/mock-folders.md")
    .filter((row) => /^\| \d+ \|/.test(row))
    .flatMap((row) => {
      const [, layer = "", folders = ""] = row.split("|");
      return [...folders.matchAll(/`([^`]+)`/g)].map(([, name]) => [Number(layer), name]);
    });
  const expected = MOCK_LAYERS.flatMap((folders, index) =>
    folders.map((name) => [index + 1, name]),
  );
  expect(new Set(layers.map(String))).toEqual(new Set(expected.map(String)));
});
