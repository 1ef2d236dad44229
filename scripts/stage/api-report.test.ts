import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { reportOf } from "./api-report.ts";

function write(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), "tmf654-api-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

const chunk = `/** A bucket. */
interface Bucket { /** The id. */ readonly id: string }
declare function open(id: string): Bucket;
declare function open(id: number): Bucket;
declare const limit: number;
export { Bucket as B, open as o, limit as l };
`;
const index = `export { B as Bucket, o as open, l as limit } from "./chunk.js";\n`;

test("a report has the declarations of each export, by name and without comments", () => {
  const folder = write({ "chunk.d.ts": chunk, "index.d.ts": index });
  const report = reportOf([{ name: "@a/b", file: join(folder, "index.d.ts") }]);
  expect(report).toBe(`# @a/b

## Bucket

interface Bucket {
    readonly id: string;
}

## limit

declare const limit: number;

## open

declare function open(id: string): Bucket;
declare function open(id: number): Bucket;
`);
});

test("a report does not change with the order of a union", () => {
  const reportWith = (union: string) => {
    const folder = write({ "index.d.ts": `export type Kind = ${union};\n` });
    return reportOf([{ name: "@a/b", file: join(folder, "index.d.ts") }]);
  };
  expect(reportWith('"b" | "a" | "c"')).toBe(reportWith('"c" | "b" | "a"'));
  expect(reportWith('"b" | "a"')).not.toBe(reportWith('"b" | "c"'));
});

test("a report does not change with the name of a chunk, and changes with a type", () => {
  const reportWith = (text: string, name: string) => {
    const folder = write({ [`${name}.d.ts`]: text, "index.d.ts": index.replace("chunk", name) });
    return reportOf([{ name: "@a/b", file: join(folder, "index.d.ts") }]);
  };
  expect(reportWith(chunk, "chunk-1")).toBe(reportWith(chunk, "chunk-2"));
  expect(reportWith(chunk.replace("id: number", "id: bigint"), "chunk-1")).not.toBe(
    reportWith(chunk, "chunk-1"),
  );
});
