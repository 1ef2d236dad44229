import { expect, test } from "vitest";
import { createRandom } from "./random.ts";

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

test("the same seed gives the same values, another seed gives other values", () => {
  const drawNumbers = (seed: string | number) => {
    const random = createRandom(seed);
    return [random.next(), random.below(1000), random.uuid()];
  };
  expect(drawNumbers(654)).toEqual(drawNumbers("654"));
  expect(drawNumbers(654)).not.toEqual(drawNumbers(655));
});

test("ten thousand ids are UUID-shaped and differ", () => {
  const random = createRandom("ids");
  const ids = Array.from({ length: 10_000 }, () => random.uuid());
  expect(ids.every((id) => uuidPattern.test(id))).toBe(true);
  expect(new Set(ids).size).toBe(ids.length);
});

test("values are spread evenly over ten ranges", () => {
  const random = createRandom("bins");
  const bins = new Array<number>(10).fill(0);
  for (let at = 0; at < 10_000; at += 1) {
    const bin = random.below(10);
    bins[bin] = (bins[bin] ?? 0) + 1;
  }
  for (const count of bins) expect(Math.abs(count - 1000)).toBeLessThan(150);
});

test("a restored state continues with the same values", () => {
  const random = createRandom(1);
  random.uuid();
  const state = random.state();
  const firstId = random.uuid();
  random.restore(state);
  expect(random.uuid()).toBe(firstId);
});
