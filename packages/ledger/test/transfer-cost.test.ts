import { describe, expect, test } from "vitest";
import { createLedger, eur, mb } from "./test-ledger.ts";

const MB = 1024 ** 2;
const money = { bucket: { id: "a" }, receiverBucket: { id: "b" }, amount: eur(4) };
const data = { bucket: { id: "data a" }, receiverBucket: { id: "data b" }, amount: mb(40) };

describe("Transfer: a cost in another unit than money", () => {
  test.each([
    ["data a", data, { value: 1, unit: "MB" }, 59 * MB],
    ["data a", money, { value: 1, unit: "MB" }, 99 * MB],
    ["points", money, { value: 2, unit: "points" }, 1e6],
    ["points", data, { value: 3, unit: "points" }, 0],
    [undefined, money, { value: 1, unit: "SMS" }, undefined],
    [undefined, money, { value: 101, unit: "MB" }, undefined],
  ])("is paid by a bucket that counts it: %s", (id, body, transferCost, left) => {
    const ledger = createLedger();
    const own = { partyAccount: { id: "pa1" } };
    ledger.open("a", { remainingValue: eur(20), ...own });
    ledger.open("data a", { usageType: "data", remainingValue: mb(100), ...own });
    const points = { amount: 3, units: "point" };
    ledger.open("points", { usageType: "other", remainingValue: points, ...own });
    ledger.open("b");
    ledger.open("data b", { usageType: "data" });
    const { refusal } = ledger.post("transfer", { ...body, transferCost });
    expect(refusal?.code).toBe(id === undefined ? "costNotCollectable" : undefined);
    const fees = ledger.postings.flatMap(({ from, to }) => (to === "fee" ? [from] : []));
    expect(fees).toEqual(id === undefined ? [] : [{ bucketId: id, part: "spendable" }]);
    if (id !== undefined) expect(ledger.remaining(id)).toBe(left);
  });

  test("is paid by the receiver's bucket itself if that bucket has no account", () => {
    const [amount, worth] = [mb(1), eur(0.01)];
    const ledger = createLedger({
      conversions: [{ from: "data", to: "monetary", amount, worth }],
    });
    ledger.open("data a", { usageType: "data", remainingValue: mb(100) });
    ledger.open("b", { remainingValue: eur(9) });
    const { outcome } = ledger.post("transfer", {
      bucket: { id: "data a" },
      receiverBucket: { id: "b" },
      receiverBucketUsageType: "monetary",
      amount: mb(100),
      costOwner: "receiver",
      transferCost: { value: 2, unit: "EUR" },
    });
    expect([outcome, ledger.remaining("b")]).toEqual(["accepted", 8e6]);
  });
});
