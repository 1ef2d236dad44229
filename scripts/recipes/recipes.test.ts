import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { root } from "../packages.ts";
import { applyEdit } from "./recipe.ts";
import { recipes } from "./recipes.ts";

const guide = readFileSync(join(root, "CONTRIBUTING.md"), "utf8");

/** The files that a section of CONTRIBUTING.md lists: a path at the start of each item. */
function filesOf(title: string): string[] {
  const [, section = ""] = guide.split(`\n### ${title}\n`);
  const [text = ""] = section.split(/\n##/);
  return [...text.matchAll(/^\d+\. `([^`]+)`/gm)].map(([, file = ""]) => file);
}

test("every recipe of the guide is followed by a test", () => {
  const [, section = ""] = guide.split("\n## Recipes\n");
  const [text = ""] = section.split(/\n## /);
  const titles = [...text.matchAll(/^### (.+)$/gm)].map(([, title = ""]) => title);
  expect(titles).toEqual(recipes.map(({ title }) => title));
});

describe.each(recipes)("$title", ({ title, edits }) => {
  test("lists the same files in the guide", () => {
    expect(filesOf(title)).toEqual(edits.map(({ file }) => file));
  });

  test.each(edits)("still applies to $file", (edit) => {
    const path = join(root, edit.file);
    expect(existsSync(path)).toBe(edit.text === undefined);
    const textBefore = existsSync(path) ? readFileSync(path, "utf8") : "";
    const isWritten = edit.text !== undefined || edit.changes !== undefined;
    expect(applyEdit(edit, textBefore) !== textBefore).toBe(isWritten);
  });
});

test("an edit that no longer applies names the file and the recipe", () => {
  const edit = { file: "a.ts", changes: [[/none/, "b"]] } as const;
  expect(() => applyEdit(edit, "text")).toThrow(/a\.ts does not match .*scripts\/recipes/);
});
