import type { Delivery } from "@tmf654/mock/control";
import { expect, test } from "vitest";
import { attemptText, eventTime, latestFirst } from "./delivery.ts";

const delivery = (id: string, time: string) =>
  ({ id, body: JSON.stringify({ eventTime: time }) }) as Delivery;

test("deliveries are sorted by the time of their event, the latest first", () => {
  const all = [
    delivery("a", "2026-01-01"),
    delivery("b", "2026-01-02"),
    delivery("c", "2026-01-01"),
  ];
  expect(latestFirst(all).map(({ id }) => id)).toEqual(["b", "c", "a"]);
});

test.each(["no json", "{}", '{"eventTime":5}', "null"])("the body %s has no time", (body) => {
  expect(eventTime({ body })).toBe("");
});

test.each([
  [{ at: 1, status: 503 }, "Status 503"],
  [{ at: 1, error: "fetch failed" }, "fetch failed"],
  [{ at: 1 }, "No response"],
])("the attempt %j is %s", (attempt, text) => {
  expect(attemptText(attempt)).toBe(text);
});
