import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { bundleDocument } from "../generate/document.ts";
import { root } from "../packages.ts";
import { readErrata } from "../spec/errata.ts";
import {
  assignMembers,
  emitPublishedText,
  namesMember,
  namesOperation,
  publishedMembers,
  publishedOperations,
  readPublishedText,
} from "./published.ts";
import { readListedTests } from "./statements.ts";

const read = (file: string) => readFileSync(join(root, file), "utf8");
const { operations, members } = readPublishedText(read("scripts/behaviour/published.yaml"));
const rows = [...operations, ...members];
const document = await bundleDocument(join(root, "spec/openapi.yaml"));
/** The tests of each statement, by heading. Another test checks that every statement has a test. */
const listedTests = readListedTests(root);

describe("the page about the published text", () => {
  test.each([
    ["operation", operations, publishedOperations(document), namesOperation],
    ["member", members, publishedMembers(document), namesMember],
  ] as const)("has one row for each published %s, and no other rows", (_, own, all, names) => {
    const found = assignMembers(own, all, names);
    expect(all.length).toBeGreaterThan(30);
    expect(found.get(undefined) ?? []).toEqual([]);
    expect(own.filter((row) => !found.has(row)).map(({ of }) => of)).toEqual([]);
  });

  test("has no statement that is contradicted", () => {
    expect(new Set(rows.map(({ here }) => here))).toEqual(new Set(["honoured", "recorded"]));
  });

  test.each(rows)("names statements with tests: $of", ({ by }) => {
    expect(by.length).toBeGreaterThan(0);
    const titles = by.map((each) => {
      const [heading = "", ...name] = each.split(": ");
      return listedTests[heading]?.[name.join(": ")]?.length
        ? each
        : `${each}: no statement with a test`;
    });
    expect(titles).toEqual(by);
  });

  test("names errata that exist", () => {
    const ids = readErrata(read("spec/errata.yaml")).map(({ id }) => id);
    expect(rows.flatMap(({ errata = [] }) => errata).filter((id) => !ids.includes(id))).toEqual([]);
  });

  test("is generated from the rows", () => {
    const files = emitPublishedText(read("scripts/behaviour/published.yaml"), document);
    for (const [path, text] of Object.entries(files)) expect(read(path)).toBe(text);
  });

  test("control: an unknown member has no row, and an addition needs no row", () => {
    const schemas = {
      Bucket: { properties: { status: {}, colour: {}, owedValue: { "x-addition": true } } },
      Bucket_Create: { properties: { size: {} } },
    };
    const all = publishedMembers({ paths: {}, components: { schemas } });
    expect(all).toEqual(["Bucket.status", "Bucket.colour"]);
    expect(assignMembers(members, all, namesMember).get(undefined)).toEqual(["Bucket.colour"]);
  });
});
