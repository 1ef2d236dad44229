import { describe, expect, test } from "vitest";
import { amountTicks, balanceChart, timeTicks } from "./chart.ts";

const layout = { width: 110, height: 120, left: 10, right: 0, top: 10, bottom: 10 };
const hour = 3_600_000;

describe("the axis of amounts", () => {
  test.each([
    [0, [0, 1]],
    [38, [0, 10, 20, 30, 40]],
    [40, [0, 10, 20, 30, 40]],
    [7, [0, 2, 4, 6, 8]],
    [0.85, [0, 0.25, 0.5, 0.75, 1]],
  ])("the ticks up to %d are %j", (highest, ticks) => {
    expect(amountTicks(highest)).toEqual(ticks);
  });
});

describe("the axis of time", () => {
  test.each([
    ["an hour", hour, 4],
    ["three days", 72 * hour, 5],
    ["ten years", 87_600 * hour, 6],
  ])("%s has some ticks, at most the number that fits", (_name, length, count) => {
    const ticks = timeTicks(1000, 1000 + length, count);
    expect(ticks.length).toBeGreaterThan(0);
    expect(ticks.length).toBeLessThanOrEqual(count + 1);
    expect(ticks.every((at) => at >= 1000 && at <= 1000 + length)).toBe(true);
  });
});

describe("the shapes of a balance", () => {
  const points = [
    { at: 0, spendable: 10, held: 0, sequence: 1 },
    { at: hour, spendable: 5, held: 5, sequence: 2 },
    { at: 2 * hour, spendable: 5, held: 5 },
  ];

  test("a balance stays until the next posting, and then steps", () => {
    const { line, area } = balanceChart(points, layout);
    expect(line).toBe("M10 10H60V60H110V60");
    expect(area).toBe(`${line}V110H10Z`);
  });

  test("the area of held value is above the line, and its path returns to the start", () => {
    expect(balanceChart(points, layout).held).toBe("M10 10H60V10H110V10L110 60V60H60V10H10Z");
  });

  test("`held` is an empty path without held value", () => {
    const free = points.map((point) => ({ ...point, held: 0 }));
    expect(balanceChart(free, layout).held).toBe("");
  });

  test("a single instant is at the right end, after one hour", () => {
    const { points: placed } = balanceChart([{ at: hour, spendable: 1, held: 0 }], layout);
    expect(placed[0]?.x).toBe(110);
  });
});
