import { expect, test } from "vitest";
import { parseSpan } from "./span.ts";

const from = Date.UTC(2026, 4, 5);

test.each([
  ["2026-05-05", { from, to: from + 86_400_000 }],
  ["2026-05-05T00:00:00Z", { from, to: from }],
  ["2026-05-05T02:00:00+02:00", { from, to: from }],
  ["2026-02-30", undefined],
  ["2026-05-05T00:00:00ZT00:00:00Z", undefined],
  ["soon", undefined],
  ["", undefined],
])("%j is read as its range of instants, or is invalid", (text, span) => {
  expect(parseSpan(text)).toEqual(span);
});
