import { describe, expect, test } from "vitest";
import type { BucketTerms, Policy } from "../src/index.ts";
import { createLedger, DAY, eur, type Ledger, START } from "./test-ledger.ts";

const account = { partyAccount: { id: "pa1" } };

function setUp(terms: BucketTerms, end?: string, policy: Partial<Policy> = {}): Ledger {
  const ledger = createLedger(policy);
  const validFor = end === undefined ? {} : { validFor: { endDateTime: end } };
  ledger.open("a", { remainingValue: eur(10), ...account, ...validFor }, terms);
  ledger.open("b", { remainingValue: eur(10), partyAccount: { id: "pa2" } });
  return ledger;
}
const endOf = (ledger: Ledger) => ledger.bucket("a").validFor?.endDateTime;
const a = { bucket: { id: "a" }, amount: eur(1) };

describe("Bucket life: first use", () => {
  const week = { firstUse: { days: 7 } };

  test.each([
    ["a spend", (l: Ledger) => l.run({ type: "spend", bucketId: "a", amount: eur(1) })],
    ["a reservation", (l: Ledger) => l.post("reserve", a)],
    ["a transfer", (l: Ledger) => l.post("transfer", { ...a, receiverBucket: { id: "b" } })],
  ])("%s starts the validity, once", (_, use) => {
    const ledger = setUp(week);
    expect([endOf(ledger), ledger.bucket("a").status]).toEqual([undefined, "active"]);
    ledger.setNow(START + 100 * DAY);
    use(ledger);
    expect(endOf(ledger)).toBe("2030-05-02T12:00:00.000Z");
    ledger.setNow(START + 101 * DAY);
    use(ledger);
    expect(endOf(ledger)).toBe("2030-05-02T12:00:00.000Z");
    ledger.setNow(START + 107 * DAY);
    expect(ledger.bucket("a").status).toBe("expired");
  });

  test.each([
    ["a top-up", (l: Ledger) => l.post("topup", a)],
    [
      "a transfer to it",
      (l: Ledger) => l.post("transfer", { ...a, bucket: { id: "b" }, receiverBucket: { id: "a" } }),
    ],
    ["a credit", (l: Ledger) => l.post("adjust", a)],
    ["a correction", (l: Ledger) => l.post("adjust", { ...a, amount: eur(-1) })],
    ["a refused debit", (l: Ledger) => l.post("reserve", { ...a, amount: eur(99) })],
  ])("%s does not count as a use", (_, act) => {
    const ledger = setUp(week);
    act(ledger);
    expect(endOf(ledger)).toBeUndefined();
  });

  test("the reversal of a bonus does not count as a use", () => {
    const gigabyte = { amount: 1, units: "GB" };
    const rule = { usageType: "data", atLeast: gigabyte, bonus: eur(2), to: "monetary" } as const;
    const ledger = setUp({ ...week, transferable: false }, undefined, { topupBonuses: [rule] });
    const data = { usageType: "data", ...account } as const;
    ledger.open("data", { remainingValue: gigabyte, ...data });
    const { events } = ledger.post("topup", { bucket: { id: "data" }, amount: gigabyte, ...data });
    const bonus = events[1]?.action;
    const balanceTopup = { id: bonus?.id ?? "", role: "reversed", "@referredType": "TopupBalance" };
    const amount = eur(-2);
    expect(ledger.post("adjust", { ...a, amount, balanceTopup }).outcome).toBe("accepted");
    ledger.setNow(START + 100 * DAY);
    expect(endOf(ledger)).toBeUndefined();
    ledger.post("reserve", a);
    expect(endOf(ledger)).toBe("2030-05-02T12:00:00.000Z");
  });

  test("a bucket's end is the deadline for its first use, and the first use sets a new end", () => {
    const ledger = setUp(week, "2030-02-01T00:00:00Z");
    ledger.post("reserve", a);
    expect(endOf(ledger)).toBe("2030-01-22T12:00:00.000Z");
    const late = setUp(week, "2030-02-01T00:00:00Z");
    late.setNow(START + 30 * DAY);
    expect(late.post("reserve", a).refusal?.code).toBe("bucketExpired");
  });

  test("months are those of the local calendar", () => {
    const ledger = setUp({ firstUse: { months: 1 } }, undefined, { utcOffsetMinutes: 60 });
    ledger.setNow(Date.parse("2030-01-30T23:30:00Z"));
    ledger.post("reserve", a);
    expect(endOf(ledger)).toBe("2030-02-27T23:30:00.000Z");
  });
});

describe("Transfer: transferable and priority", () => {
  test.each([
    [{ transferable: false }, "bucketNotTransferable"],
    [{ transferable: true }, undefined],
    [{}, undefined],
  ])("from a bucket of %o: %s", (terms, code) => {
    const ledger = setUp(terms);
    const { refusal } = ledger.post("transfer", { ...a, receiverBucket: { id: "b" } });
    expect(refusal?.code).toBe(code);
  });

  test("a bonus receives a transfer, and its owner spends it", () => {
    const ledger = setUp({ transferable: false });
    const into = { ...a, bucket: { id: "b" }, receiverBucket: { id: "a" } };
    expect(ledger.post("transfer", into).outcome).toBe("accepted");
    expect(ledger.post("reserve", a).outcome).toBe("accepted");
  });

  test("a cost in another unit is taken from the bucket with the lowest priority number", () => {
    const ledger = setUp({ priority: 2 });
    ledger.open("last", { remainingValue: eur(10), ...account }, { priority: 3 });
    ledger.open("first", { remainingValue: eur(10), ...account }, { priority: 1 });
    const data = (id: string, of: object) =>
      ledger.open(id, { usageType: "data", remainingValue: { amount: 9, units: "MB" }, ...of });
    data("d1", account);
    data("d2", {});
    ledger.post("transfer", {
      bucket: { id: "d1" },
      receiverBucket: { id: "d2" },
      amount: { amount: 1, units: "MB" },
      transferCost: { value: 2, unit: "EUR" },
    });
    expect(["first", "a", "last"].map((id) => ledger.remaining(id))).toEqual([8e6, 10e6, 10e6]);
  });
});
