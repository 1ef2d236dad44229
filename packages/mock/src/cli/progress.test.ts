import { expect, test } from "vitest";
import { createProgress } from "./progress.ts";

/** Shows some counts at some milliseconds, and returns what the stream gets. */
function showCounts(isTTY: boolean, ...steps: readonly (readonly [ms: number, count: number])[]) {
  const writtenTexts: string[] = [];
  let at = 0;
  const stream = { isTTY, write: (text: string) => writtenTexts.push(text) };
  const { show, clear } = createProgress(stream, "rows", () => at);
  for (const [ms, count] of steps) {
    at = ms;
    show(count);
  }
  clear();
  return writtenTexts;
}

test("a terminal shows the count ten times a second, in one line that is removed", () => {
  expect(showCounts(true, [0, 1], [50, 2], [100, 1200])).toEqual([
    "\r\x1b[K1 rows",
    "\r\x1b[K1,200 rows",
    "\r\x1b[K",
  ]);
});

test("without a terminal or without progress, nothing is shown", () => {
  expect(showCounts(false, [0, 1], [100, 2])).toEqual([]);
  expect(showCounts(true)).toEqual([]);
});
