import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { root } from "../packages.ts";
import { sortMigrations } from "./migrations.ts";

/** The migrations of published versions. Add each one that a release publishes. */
const published: readonly (readonly [file: string, sha256: string])[] = [
  [
    "postgres/sql/0001-records.sql",
    "6123eb661f84ad35e5c6a6d8c0624118981fac4defaded81d415397dec6beea5",
  ],
  [
    "sqlite/sql/0001-records.sql",
    "587fc88a7e58b0484087893e23d4e96b41e6b226a0252c7e8aa95f88711141aa",
  ],
];

test.each(published)("the published migration %s is unchanged", (file, sha256) => {
  const content = readFileSync(join(root, "packages/mock/src", file));
  expect(createHash("sha256").update(content).digest("hex")).toBe(sha256);
});

test("migrations are sorted by their numbers", () => {
  expect(sortMigrations(["0002-b.sql", "0001-a.sql"])).toEqual(["0001-a.sql", "0002-b.sql"]);
});

test.each([
  ["a missing number", ["0001-a.sql", "0003-c.sql"], "0003-c.sql must be named 0002-"],
  ["a repeated number", ["0001-a.sql", "0001-b.sql"], "0001-b.sql must be named 0002-"],
  ["another kind of file", ["0001-a.sql", "0002-b.txt"], "0002-b.txt must be named 0002-"],
])("%s is refused", (_, files, message) => {
  expect(() => sortMigrations(files)).toThrow(message);
});
