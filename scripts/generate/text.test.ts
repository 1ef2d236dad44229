import { describe, expect, test } from "vitest";
import { toComment, toLiteral, toUnion, wrap } from "./text.ts";

test.each<[unknown, string]>([
  [{ id: "a", "@type": null, list: [1, true] }, '{ id: "a", "@type": null, list: [1, true] }'],
  [{}, "{}"],
  ['a "quote"', '"a \\"quote\\""'],
  [["x".repeat(60), "y".repeat(60)], `[\n  "${"x".repeat(60)}",\n  "${"y".repeat(60)}",\n]`],
  [
    { inner: { a: "x".repeat(50), b: "y".repeat(50) } },
    `{\n  inner: {\n    a: "${"x".repeat(50)}",\n    b: "${"y".repeat(50)}",\n  },\n}`,
  ],
])("a literal stays on one line when it fits: %j", (value, expected) => {
  expect(toLiteral(value)).toBe(expected);
});

test("a literal reads back as the value it came from", () => {
  const value = { a: [{ b: "c".repeat(90), "d.e": [1, 2, null] }], f: { g: "\n\\" } };
  expect(JSON.parse(JSON.stringify(new Function(`return ${toLiteral(value)}`)()))).toEqual(value);
});

describe("a comment", () => {
  test.each<[string | undefined, string]>([
    [undefined, ""],
    ["  ", ""],
    ["Short.", "/** Short. */\n"],
    ["Two\nlines.", "/**\n * Two\n * lines.\n */\n"],
    ["No */ end.", "/** No *\\/ end. */\n"],
  ])("of %j", (text, expected) => {
    expect(toComment(text)).toBe(expected);
  });

  test("never has a line over 100 columns", () => {
    const lines = toComment("word ".repeat(200), "    ").split("\n");
    expect(lines.filter((line) => line.length > 100)).toEqual([]);
  });
});

test("wrapping keeps every word and the text's own line breaks", () => {
  expect(wrap("one two three\n\nfour", 8)).toEqual(["one two", "three", "", "four"]);
  expect(wrap("unbreakable-word x", 4)).toEqual(["unbreakable-word", "x"]);
});

test("a long union has one line for each member", () => {
  expect(toUnion(["a", "b"])).toBe('"a" | "b"');
  expect(toUnion(["a".repeat(50), "b".repeat(50)])).toBe(
    `\n  | "${"a".repeat(50)}"\n  | "${"b".repeat(50)}"`,
  );
});
