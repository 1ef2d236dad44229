import { describe, expect, test } from "vitest";
import {
  actionKinds,
  type BucketRecord,
  creditOrder,
  kindOf,
  spendingOrder,
} from "../src/index.ts";
import { totalOf } from "../src/model/amounts.ts";
import { roundValidityEnd } from "../src/model/life.ts";
import { missingBucket } from "../src/rules/facts.ts";
import { at, createLedger, DAY, eur, START } from "./test-ledger.ts";

type Terms = Pick<BucketRecord, "id"> & Partial<BucketRecord>;

const sortIds = (
  order: (a: BucketRecord, b: BucketRecord) => number,
  ...all: readonly Terms[]
): string[] =>
  all
    .map((terms): BucketRecord => ({ ...missingBucket, ...terms }))
    .sort(order)
    .map(({ id }) => id);

/** The name of a rule, its order, and two buckets of which the first must come first. */
const rows: readonly (readonly [string, typeof creditOrder, Terms, Terms])[] = [
  ["spending: a lower priority", spendingOrder, { id: "b", priority: -1 }, { id: "a" }],
  ["spending: no priority before 1", spendingOrder, { id: "b" }, { id: "a", priority: 1 }],
  ["spending: an earlier end", spendingOrder, { id: "b", endsAt: 1 }, { id: "a", endsAt: 2 }],
  ["spending: an end before none", spendingOrder, { id: "b", endsAt: 9 }, { id: "a" }],
  ["spending: the id", spendingOrder, { id: "a" }, { id: "b" }],
  [
    "spending: priority before the end",
    spendingOrder,
    { id: "b", priority: 1, endsAt: 2 },
    { id: "a", priority: 2, endsAt: 1 },
  ],
  ["credit: transferable", creditOrder, { id: "b" }, { id: "a", transferable: false, priority: 5 }],
  [
    "credit: transferable is the default",
    creditOrder,
    { id: "a", transferable: true },
    { id: "b" },
  ],
  ["credit: a higher priority", creditOrder, { id: "b", priority: 1 }, { id: "a" }],
  ["credit: no priority before -1", creditOrder, { id: "b" }, { id: "a", priority: -1 }],
  [
    "credit: priority before the end",
    creditOrder,
    { id: "b", priority: 1, endsAt: 1 },
    { id: "a", endsAt: 2 },
  ],
  ["credit: a later end", creditOrder, { id: "b", endsAt: 2 }, { id: "a", endsAt: 1 }],
  ["credit: none before an end", creditOrder, { id: "b" }, { id: "a", endsAt: 9 }],
  ["credit: the id", creditOrder, { id: "a" }, { id: "b" }],
];

describe("order of buckets", () => {
  test.each(rows)("%s comes first", (_, order, first, second) => {
    const ids = [first.id, second.id];
    expect(sortIds(order, first, second)).toEqual(ids);
    expect(sortIds(order, second, first)).toEqual(ids);
  });
});

test("the kinds of actions are the resource names without `Balance`", () => {
  expect(actionKinds).toEqual(["topup", "adjust", "transfer", "reserve"]);
  expect(kindOf("reserveBalance")).toBe("reserve");
  expect(kindOf("bucket")).toBeUndefined();
});

test.each([
  [0, "2030-01-15T12:00:00Z", "2030-01-16T00:00:00Z"],
  [120, "2030-01-15T12:00:00Z", "2030-01-15T22:00:00Z"],
  [120, "2030-01-15T22:30:00Z", "2030-01-16T22:00:00Z"],
  [-300, "2030-01-15T12:00:00Z", "2030-01-16T05:00:00Z"],
])("a validity ends at the local midnight, %i minutes from UTC", (offset, end, midnight) => {
  const { policy } = createLedger({ endOfValidity: "midnight", utcOffsetMinutes: offset });
  expect(roundValidityEnd(at(end), policy)).toBe(at(midnight));
});

test("a total above the largest safe integer is never rounded up", () => {
  const { policy } = createLedger();
  const balances = [...Array<number>(10).fill(1e15), 999_999_999_999_999];
  expect(totalOf(balances, "EUR", policy)).toEqual({ amount: 10_999_999_999.9999, units: "EUR" });
  expect(totalOf([1e6, 5e5], "EUR", policy)).toEqual(eur(1.5));
});

describe("an adjustment of an expired bucket whose value is forfeited", () => {
  const later = (ledger: ReturnType<typeof createLedger>) => ({
    validFor: { endDateTime: new Date(ledger.now() + DAY).toISOString() },
  });
  const openExpired = () => {
    const ledger = createLedger({ onExpiry: "forfeit" });
    const endDateTime = new Date(START + DAY).toISOString();
    ledger.open("b1", { remainingValue: eur(10), validFor: { endDateTime } });
    ledger.setNow(START + 2 * DAY);
    return ledger;
  };

  test("loses the old value before the credit", () => {
    const ledger = openExpired();
    const body = { bucket: { id: "b1" }, amount: eur(5), ...later(ledger) };
    expect(ledger.post("adjust", body).outcome).toBe("accepted");
    expect(ledger.bucket("b1").remainingValue).toEqual(eur(5));
    expect(ledger.postings.at(-2)).toMatchObject({ to: "expiry", steps: 10_000_000 });
  });

  test("cannot debit the old value", () => {
    const ledger = openExpired();
    const body = { bucket: { id: "b1" }, amount: eur(-5), ...later(ledger) };
    expect(ledger.post("adjust", body).refusal?.code).toBe("insufficientBalance");
  });
});

test("an adjustment of 0 changes the end of the validity of a bucket below zero", () => {
  const ledger = createLedger({ overdraft: { monetary: eur(3) } });
  const endDateTime = new Date(START + DAY).toISOString();
  ledger.open("b1", { remainingValue: eur(1), validFor: { endDateTime } });
  ledger.run({ type: "spend", bucketId: "b1", amount: eur(3) });
  const validFor = { endDateTime: new Date(START + 2 * DAY).toISOString() };
  const decision = ledger.post("adjust", { bucket: { id: "b1" }, amount: eur(0), validFor });
  expect(decision.outcome).toBe("accepted");
});

test("an auto-top-up without a period that an edit completes has no due work", () => {
  const ledger = createLedger({ lowBalance: { monetary: eur(5) } });
  ledger.open("b1", { remainingValue: eur(1) });
  const validFor = { endDateTime: new Date(START + 9 * DAY).toISOString() };
  const body = { bucket: { id: "b1" }, amount: eur(10), isAutoTopup: true, validFor };
  const id = ledger.post("topup", body).result?.id ?? "";
  expect(ledger.state.action.get(id)).toMatchObject({ status: "created", dueAt: START + 9 * DAY });
  ledger.patch("topup", id, { numberOfPeriods: 1 });
  expect(ledger.state.action.get(id)).toMatchObject({ status: "completed", dueAt: undefined });
});
