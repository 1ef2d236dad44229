import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { root } from "../packages.ts";
import { isTitled, titlesOf } from "./statements.ts";

/** A row of the threat model: the file or folder of its test, and a part of the title. */
interface Threat {
  readonly attack: string;
  readonly place: string;
  readonly title: string;
}

/** Reads the rows of the table in `SECURITY.md`. */
function threatsOf(page: string): readonly Threat[] {
  return page.split("\n").flatMap((line) => {
    const [, attack = "", , test = ""] = line.split("|").map((cell) => cell.trim());
    const [, place, title] = /^\[[^\]]+\]\(([^)]+)\): (.+)$/.exec(test) ?? [];
    const isRow = line.startsWith("| ") && attack !== "attack";
    return isRow ? [{ attack, place: place ?? "", title: title ?? "" }] : [];
  });
}

/** The titles of the tests in a file. */
const titlesAt = (file: string): readonly string[] =>
  titlesOf(file, readFileSync(join(root, file), "utf8"));

const threats = threatsOf(readFileSync(join(root, "SECURITY.md"), "utf8"));

test("the threat model has rows", () => {
  expect(threats.length).toBeGreaterThan(15);
});

test.each(threats)("SECURITY.md, $attack: its test exists", ({ place, title }) => {
  expect(existsSync(join(root, place))).toBe(true);
  expect(title).not.toBe("");
  expect(isTitled(titlesAt(place), title)).toBe(true);
});

test("a row without a test, and one with an unknown test, are noticed", () => {
  expect(threatsOf("| an attack | a defence | none |")).toEqual([
    { attack: "an attack", place: "", title: "" },
  ]);
  expect(isTitled(titlesAt("scripts/behaviour/security.test.ts"), "no test has this")).toBe(false);
});
