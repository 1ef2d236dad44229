import { expect, test } from "vitest";
import { meanDifference } from "./compare-pictures.ts";

test.each([
  ["equal", [0, 100, 255], 0],
  ["a fifth darker", [0, 49, 204], 0.2],
])("the difference of pictures that are %s", (_, now, difference) => {
  const before = now.map((value) => value + difference * 255);
  expect(meanDifference(before, now)).toBeCloseTo(difference);
});

test("black and white differ by 1", () => expect(meanDifference([0, 0], [255, 255])).toBe(1));
