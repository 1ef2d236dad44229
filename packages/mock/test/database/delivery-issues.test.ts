import { describe, expect, test } from "vitest";
import { deliveryIssues } from "./delivery-issues.ts";

/** Top-ups or arrivals, from a text such as `a1 b1 a2`: the letter is the bucket. */
const listOf = (text: string) =>
  text.split(" ").map((id) => ({ id, bucketId: id.charAt(0), bucket: id.charAt(0) }));

describe("The check of deliveries", () => {
  test.each<[string, string, readonly string[]]>([
    ["accepts the order of each bucket", "b1 a1 a2 b2", []],
    ["accepts an event that arrives again", "a1 b1 a2 a1 a2 b2", []],
    ["accepts that an unacknowledged event is missing", "a1 b1 b2", []],
    ["finds a lost event", "a1 a2 b2", ["b1 is lost"]],
    ["finds two events in the wrong order", "a2 b1 a1 b2", ["a: a2 is out of order"]],
    ["finds an event of no top-up", "a1 b1 a2 b2 c1", ["c1 is unknown"]],
  ])("%s", (_, arrivals, expected) => {
    const wanted = new Set(["a1", "b1", "b2"]);
    expect(deliveryIssues(listOf("a1 b1 a2 b2"), listOf(arrivals), wanted)).toEqual(expected);
  });
});
