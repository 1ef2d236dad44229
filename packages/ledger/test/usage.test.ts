import { describe, expect, test } from "vitest";
import { type Decision, explain, type UseCommand } from "../src/index.ts";
import { createLedger, eur, type Ledger, mb, summarize } from "./test-ledger.ts";

const account = { partyAccount: { id: "pa1" } };
const end = (day: string) => ({ validFor: { endDateTime: `${day}T12:00:00Z` } });

function setUp(): Ledger {
  const ledger = createLedger();
  const open = (id: string, n: number, priority: number, extra = {}) =>
    ledger.open(id, { remainingValue: eur(n), ...account, ...extra }, { priority });
  open("main", 10, 9);
  open("late bonus", 2, 1, end("2030-04-01"));
  open("early bonus", 3, 1, end("2030-02-01"));
  ledger.open("data", { usageType: "data", remainingValue: mb(100), ...account });
  return ledger;
}
const ids = ["main", "late bonus", "early bonus", "data"];
const use = (ledger: Ledger, n: number, extra: Partial<UseCommand> = {}) =>
  ledger.run({ type: "use", bucketIds: ids, amount: eur(n), ...extra });
const left = (ledger: Ledger) =>
  ids.slice(0, 3).map((id) => ledger.bucket(id).remainingValue?.amount);

describe("Usage over several buckets", () => {
  test.each([
    ["the soonest end of the lowest priority first", 2, [10, 2, 1], ["early bonus"]],
    ["then the next", 4, [10, 1, 0], ["early bonus", "late bonus"]],
    ["the main balance last", 6, [9, 0, 0], ["early bonus", "late bonus", "main"]],
    ["all there is", 15, [0, 0, 0], ["early bonus", "late bonus", "main"]],
  ])("%s", (_, n, balances, payers) => {
    const ledger = setUp();
    const { events } = use(ledger, n);
    expect(left(ledger)).toEqual(balances);
    expect(events.map(({ action }) => action.bucketId)).toEqual(payers);
  });

  test("each part is on record as a reservation that was consumed", () => {
    const ledger = setUp();
    const decision = use(ledger, 4, { description: "a call" });
    expect(summarize(decision)).toBe("accepted Create Create");
    expect(decision.events.map(({ action }) => ledger.action(action.id))).toMatchObject([
      {
        status: "completed",
        amount: eur(3),
        reservedAmount: eur(3),
        releasedAmount: eur(0),
        usageType: "monetary",
        bucket: { id: "early bonus" },
        description: "a call",
        ...account,
      },
      { amount: eur(1), bucket: { id: "late bonus" } },
    ]);
    expect(ledger.postings.slice(-2)).toMatchObject([
      { to: "usage", steps: 3e6 },
      { to: "usage", steps: 1e6 },
    ]);
  });

  test("each part names the number that used it, or else the number of the bucket", () => {
    const ledger = createLedger();
    const logicalResource = [{ id: "1" }, { id: "2" }];
    for (const id of ["a", "b"]) ledger.open(id, { remainingValue: eur(2), logicalResource });
    const run = { type: "use", bucketIds: ["a", "b"], amount: eur(3) } as const;
    const numbers = (decision: Decision) =>
      decision.events.map(({ action }) => ledger.action(action.id).logicalResource);
    const own = [{ id: "2" }];
    expect(numbers(ledger.run({ ...run, logicalResource: own }))).toEqual([own, own]);
    expect(numbers(ledger.run({ ...run, amount: eur(1) }))).toEqual([logicalResource]);
  });

  test.each([
    ["more than all", use, 15.01, {}, "insufficientBalance"],
    ["nothing", use, 0, {}, "amountNotPositive"],
    ["a unit of no bucket", use, 1, { amount: { amount: 1, units: "SMS" } }, "unitMismatch"],
    ["a usage type of no bucket", use, 1, { usageType: "other" }, "usageTypeMismatch"],
    ["no known bucket", use, 1, { bucketIds: ["x"] }, "bucketNotFound"],
    ["no bucket", use, 1, { bucketIds: [] }, "bucketNotFound"],
    ["half a quantity", use, 1, { amount: { amount: 1 } }, "quantityIncomplete"],
  ] as const)("%s is refused, and nothing moves", (_, run, n, extra, code) => {
    const ledger = setUp();
    const decision = run(ledger, n, extra as Partial<UseCommand>);
    expect(decision).toMatchObject({ outcome: "refused", changes: [], refusal: { code } });
    expect(left(ledger)).toEqual([10, 2, 3]);
  });

  test("a bucket that cannot be used is skipped; if no bucket can be used, the usage is refused", () => {
    const ledger = setUp();
    ledger.run({ type: "suspend", bucketId: "early bonus" });
    use(ledger, 3);
    expect(left(ledger)).toEqual([9, 0, 3]);
    const { refusal } = use(ledger, 10);
    expect(refusal && explain(refusal)).toBe(
      "insufficient balance: €10.00 needed, €9.00 available",
    );
    for (const bucketId of ids) ledger.run({ type: "suspend", bucketId });
    expect(use(ledger, 1).refusal?.code).toBe("bucketSuspended");
  });

  test("a usage type excludes the buckets of others in the same unit", () => {
    const ledger = setUp();
    ledger.open("gift", { usageType: "other", remainingValue: eur(5), ...account });
    const request = { bucketIds: [...ids, "gift"], usageType: "other" } as const;
    use(ledger, 1, request);
    expect([left(ledger), ledger.bucket("gift").remainingValue]).toEqual([[10, 2, 3], eur(4)]);
    expect(use(ledger, 5, request).refusal?.code).toBe("insufficientBalance");
  });

  test("a bucket named twice pays once", () => {
    const ledger = setUp();
    expect(use(ledger, 11, { bucketIds: ["main", "main"] }).refusal?.code).toBe(
      "insufficientBalance",
    );
  });
});
