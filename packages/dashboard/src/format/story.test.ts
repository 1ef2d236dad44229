import type { BucketPosting } from "@tmf654/mock/control";
import { describe, expect, test } from "vitest";
import { accountView, directionOf, purposeText, storyPoints } from "./story.ts";

const balance = { bucketId: "b1", part: "spendable" } as const;
const held = { bucketId: "b1", part: "held" } as const;
const euros = (amount: number) => ({ amount, units: "EUR" });

function posting(sequence: number, changes: Partial<BucketPosting>): BucketPosting {
  return {
    sequence,
    time: "2026-11-27T12:00:00Z",
    from: "payment",
    to: balance,
    amount: euros(1),
    spendable: euros(1),
    held: euros(0),
    command: "topup",
    ...changes,
  };
}

describe("a posting, as a bucket sees it", () => {
  test.each([
    ["adds", posting(1, {}), 1],
    ["takes", posting(1, { from: balance, to: "usage" }), -1],
    ["holds", posting(1, { from: balance, to: held }), -1],
    ["moves held value", posting(1, { from: held, to: "usage" }), 0],
  ] as const)("%s", (_name, given, direction) => {
    expect(directionOf(given, "b1")).toBe(direction);
  });

  test("names outside accounts, its own parts and other buckets", () => {
    expect(accountView("usage", "b1")).toEqual({ text: "Usage" });
    expect(accountView(held, "b1")).toEqual({ text: "Held" });
    expect(accountView({ ...balance, bucketId: "b2" }, "b1")).toEqual({
      text: "Balance",
      bucketId: "b2",
    });
  });
});

const other = { bucketId: "b2", part: "spendable" } as const;

test.each<readonly [string, Partial<BucketPosting>]>([
  ["Top-up by payment", {}],
  ["Top-up by payment", { command: "patch" }],
  ["Top-up by voucher", { from: "voucher" }],
  ["Bonus of a top-up", { from: "bonus" }],
  ["Fee of a top-up", { from: balance, to: "fee" }],
  ["Tax of a top-up", { from: balance, to: "tax" }],
  ["Emergency credit of a top-up", { from: balance, to: "credit" }],
  ["Fee of a transfer", { from: balance, to: "fee", command: "transfer" }],
  ["Opening balance", { from: "opening", command: "open" }],
  ["Adjustment", { from: "adjustment", command: "adjust" }],
  ["Transfer from another bucket", { from: other, command: "transfer" }],
  ["Transfer to another bucket", { from: balance, to: other, command: "transfer" }],
  ["Held by a reservation", { from: balance, to: held, command: "reserve" }],
  ["Released by a reservation", { from: held, to: balance, command: "delete" }],
  ["Released at the end of a reservation", { from: held, to: balance, command: "due" }],
  ["Used from a reservation", { from: held, to: "usage", command: "use" }],
  ["Usage", { from: balance, to: "usage", command: "spend" }],
  ["Forfeited at the end of its validity", { from: balance, to: "expiry", command: "due" }],
  ["Auto-top-up", { command: "due" }],
  ["Returned to the payment", { from: balance, to: "payment", command: "delete" }],
])("a posting is for: %s", (text, changes) => {
  expect(purposeText(posting(1, changes), "b1")).toBe(text);
});

describe("the points of a story", () => {
  test("postings of one instant are one point, and the present is the last one", () => {
    const later = "2026-11-27T13:00:00Z";
    const points = storyPoints(
      [
        posting(3, { time: later, spendable: euros(4) }),
        posting(2, { time: later, spendable: euros(2) }),
        posting(1, {}),
      ],
      Date.parse("2026-11-27T14:00:00Z"),
    );
    expect(points.map(({ at, spendable, sequence }) => [at, spendable, sequence])).toEqual([
      [Date.parse("2026-11-27T12:00:00Z"), 1_000_000, 1],
      [Date.parse(later), 4_000_000, 3],
      [Date.parse("2026-11-27T14:00:00Z"), 4_000_000, undefined],
    ]);
  });

  test("without postings there are no points", () => {
    expect(storyPoints([], 0)).toEqual([]);
  });
});
