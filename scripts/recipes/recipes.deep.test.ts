/** Each recipe in a copy: all checks pass with it, and one fails when a file is left out. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Copy, createCopy } from "./copy.ts";
import { applyEdit, type Edit } from "./recipe.ts";
import { recipes } from "./recipes.ts";

let copy: Copy;
beforeAll(() => {
  copy = createCopy();
});
afterAll(() => copy.remove());

/** Makes the changes and returns the texts before them. */
function apply(edits: readonly Edit[]): ReadonlyMap<string, string | undefined> {
  const textsBefore = new Map(edits.map(({ file }) => [file, copy.read(file)]));
  for (const edit of edits)
    copy.write(edit.file, applyEdit(edit, textsBefore.get(edit.file) ?? ""));
  if (edits.some(({ check }) => check === "generate")) copy.generate();
  return textsBefore;
}

describe.each(recipes)("$title", ({ edits }) => {
  let before: ReadonlyMap<string, string | undefined>;
  beforeAll(() => {
    before = apply(edits);
  });
  afterAll(() => {
    for (const [file, text] of before) copy.write(file, text);
  });

  const checks = new Set(edits.flatMap(({ check }) => check ?? []));
  test.each([...checks])("passes with all files: %s", (check) => {
    expect(copy.run(check)).toBeUndefined();
  });

  const checkedEdits = edits.filter(({ check }) => check !== undefined);
  test.each(checkedEdits)("$check fails without $file", ({ file, check }) => {
    const textAfter = copy.read(file);
    copy.write(file, before.get(file));
    const output = check && copy.run(check);
    copy.write(file, textAfter);
    expect(output).toBeDefined();
  });
});
