import { describe, expect, test } from "vitest";
import { lengthText, relativeText } from "../format/instant.ts";
import { validityLine } from "../format/validity.ts";
import { apiUrl } from "./api.ts";
import { retryDelayMs } from "./backoff.ts";
import { placeLink, readPlace } from "./place.ts";

describe("the place in an address", () => {
  test.each([
    ["", { screen: "subscribers", query: {} }],
    ["/none/x", { screen: "subscribers", id: "x", query: {} }],
    ["/buckets/ana-main", { screen: "buckets", id: "ana-main", query: {} }],
    ["/subscribers?q=a%20b", { screen: "subscribers", query: { q: "a b" } }],
    ["/buckets/%E0%A4%A", { screen: "buckets", id: "%E0%A4%A", query: {} }],
  ])("%j is read", (text, place) => {
    expect(readPlace(text)).toEqual(place);
  });

  test.each(["a/b", "a?b", "a#b", "ä <i>", "%"])("the id %j survives its link", (id) => {
    expect(readPlace(placeLink("buckets", id, { q: "x y" }).slice(1))).toEqual({
      screen: "buckets",
      id,
      query: { q: "x y" },
    });
  });
});

test.each([
  ["http://h:1", "/tmf-api/v4", "http://h:1/tmf-api/v4"],
  ["http://h:1/t/a", "/t/a/tmf-api/v4", "http://h:1/t/a/tmf-api/v4"],
  ["http://h/proxy", "/tmf-api/v4", "http://h/proxy/tmf-api/v4"],
  ["http://h/proxy/t/a", "/t/a/tmf-api/v4", "http://h/proxy/t/a/tmf-api/v4"],
])("below %s the API at %s is %s", (root, basePath, url) => {
  expect(apiUrl(root, basePath)).toBe(url);
});

test("attempts to connect wait longer, up to a limit", () => {
  expect([1, 2, 3, 4, 9].map(retryDelayMs)).toEqual([500, 1000, 2000, 4000, 5000]);
});

test.each([
  [1000, "1 second"],
  [59_999, "59 seconds"],
  [7_200_000, "2 hours"],
  [86_400_000 * 40, "1 month"],
])("%d ms are %s", (ms, text) => {
  expect(lengthText(ms)).toBe(text);
});

test("a time is in the future, in the past or now", () => {
  expect(relativeText(90_000, 0)).toBe("in 1 minute");
  expect(relativeText(0, 90_000)).toBe("1 minute ago");
  expect(relativeText(500, 0)).toBe("now");
});

test.each([
  ["2026-01-02T00:00:00Z", undefined, "before", 0],
  [undefined, undefined, "endless", 0],
  ["2025-12-31T00:00:00Z", "2026-01-02T00:00:00Z", "during", 0.5],
  ["2025-01-01T00:00:00Z", "2025-02-01T00:00:00Z", "after", 1],
])("a validity from %s to %s is %s", (starts, ends, phase, passed) => {
  const now = Date.parse("2026-01-01T00:00:00Z");
  expect(validityLine(starts, ends, now)).toEqual({ phase, passed });
});
