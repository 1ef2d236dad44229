import { expect, test } from "vitest";
import { joinTexts } from "../ports/json-text.ts";
import { bytesOf } from "./shown-bytes.ts";

const texts = ['{"id":"a","name":"€ 5"}', '{"id":"b","name":"Zoë 🎈"}'].map((json) => ({
  json,
  tag: json.slice(7, 8),
}));
const [first] = texts as [(typeof texts)[number]];

const textOf = (bytes: Uint8Array) => Buffer.from(bytes).toString();

test.each([
  ["one resource", first, first.json],
  ["a list", texts, JSON.stringify(texts.map(({ json }) => JSON.parse(json)))],
  ["a list of one", [first], `[${first.json}]`],
  ["an empty list", [], "[]"],
])("the bytes of %s are those of its text, at each use", (_, shown, text) => {
  const body = joinTexts(shown);
  expect(body).toBe(text);
  for (let use = 0; use < 2; use += 1) {
    expect(textOf(bytesOf({ shown: { texts: shown, body } }, body))).toBe(text);
  }
});

test("a body that a step has replaced is encoded itself", () => {
  const body = joinTexts(texts);
  expect(textOf(bytesOf({ shown: { texts, body } }, "[]"))).toBe("[]");
  expect(textOf(bytesOf({}, "é"))).toBe("é");
});
