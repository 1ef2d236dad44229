import { describe, expect, test } from "vitest";
import { explain, type Policy } from "../src/index.ts";
import { createLedger, eur, type Ledger, mb } from "./test-ledger.ts";

const airtimeToData = {
  from: "monetary",
  to: "data",
  amount: eur(1),
  worth: mb(500),
} as const;

function setUp(policy: Partial<Policy> = { conversions: [airtimeToData] }): Ledger {
  const ledger = createLedger(policy);
  ledger.open("airtime", { remainingValue: eur(10) });
  ledger.open("data", { usageType: "data", remainingValue: mb(100) });
  ledger.open("dollars", { remainingValue: { amount: 10, units: "USD" } });
  return ledger;
}

const request = (amount = eur(2), extra = {}) => ({
  bucket: { id: "airtime" },
  usageType: "monetary" as const,
  receiverBucket: { id: "data" },
  receiverBucketUsageType: "data" as const,
  amount,
  ...extra,
});

describe("Transfer: to another usage type", () => {
  test("at a rate of the policy, both sides have a posting to the conversion account", () => {
    const ledger = setUp();
    const { result } = ledger.post("transfer", request());
    expect(result && ledger.action(result.id)).toMatchObject({
      status: "completed",
      amount: eur(2),
      creditedAmount: mb(1000),
    });
    expect(ledger.bucket("airtime").remainingValue).toEqual(eur(8));
    expect(ledger.bucket("data").remainingValue).toEqual(mb(1100));
    expect(ledger.postings.slice(-2)).toMatchObject([
      { to: "conversion", dimension: "money:EUR", steps: 2e6 },
      { from: "conversion", dimension: "data", steps: 1000 * 1024 ** 2 },
    ]);
  });

  test("a receiver whose cost is the whole amount gets nothing", () => {
    const ledger = setUp();
    const cost = { costOwner: "receiver", transferCost: { value: 2, unit: "EUR" } };
    const { result } = ledger.post("transfer", request(eur(2), cost));
    expect(result?.status).toBe("completed");
    expect(ledger.bucket("data").remainingValue).toEqual(mb(100));
  });

  test.each([
    ["no rate", {}, request(), "usageTypeMismatch"],
    [
      "a rate of the other direction",
      {
        conversions: [
          { ...airtimeToData, from: "data", to: "monetary", amount: mb(500), worth: eur(1) },
        ],
      },
      request(),
      "usageTypeMismatch",
    ],
    [
      "a rate for another currency",
      undefined,
      request({ amount: 1, units: "USD" }, { bucket: { id: "dollars" } }),
      "usageTypeMismatch",
    ],
    [
      "a receiver of a usage type that is not named",
      undefined,
      request(eur(2), { receiverBucketUsageType: undefined }),
      "usageTypeMismatch",
    ],
    [
      "a receiver of another usage type than named",
      undefined,
      request(eur(2), { receiverBucketUsageType: "sms" }),
      "usageTypeMismatch",
    ],
  ] as const)("%s: refused, and nothing moves", (_, policy, body, code) => {
    const ledger = setUp(policy as Partial<Policy> | undefined);
    const { refusal } = ledger.post("transfer", body);
    expect([refusal?.code, refusal?.side, refusal?.http]).toEqual([code, "receiver", 409]);
    expect(ledger.bucket("airtime").remainingValue).toEqual(eur(10));
  });

  test("the credited amount is rounded down, and less than a step is refused", () => {
    const third = { ...airtimeToData, amount: eur(3), worth: { amount: 1, units: "B" } };
    const ledger = setUp({ conversions: [third] });
    ledger.post("transfer", request(eur(5)));
    expect(ledger.state.bucket.get("data")?.remaining).toBe(100 * 1024 ** 2 + 1);
    const { refusal } = ledger.post("transfer", request(eur(2)));
    expect(refusal).toMatchObject({ code: "amountNotPositive", side: "receiver" });
    expect(refusal && explain(refusal)).toContain("greater than 0");
  });

  test("a cost that the receiver pays is subtracted before the conversion", () => {
    const ledger = setUp();
    const cost = { transferCost: { value: 0.5, unit: "EUR" }, costOwner: "receiver" };
    ledger.post("transfer", request(eur(2), cost));
    expect(ledger.bucket("data").remainingValue).toEqual(mb(850));
    expect(ledger.bucket("airtime").remainingValue).toEqual(eur(8));
  });

  test("the receiver's ceiling applies to the credited amount", () => {
    const ledger = setUp({ conversions: [airtimeToData], ceilings: { data: mb(1000) } });
    const codes = [2, 1.8].map((n) => ledger.post("transfer", request(eur(n))).refusal?.code);
    expect(codes).toEqual(["balanceCeilingExceeded", undefined]);
  });

  test("the rate between the two usage types applies, also after other rates", () => {
    const back = { from: "data", to: "monetary", amount: mb(500), worth: eur(1) } as const;
    const other = { from: "monetary", to: "other", amount: eur(1), worth: mb(5) } as const;
    const foreign = { from: "other", to: "data", amount: eur(1), worth: mb(5) } as const;
    const ledger = setUp({ conversions: [back, other, foreign, airtimeToData] });
    ledger.post("transfer", request());
    expect(ledger.bucket("data").remainingValue).toEqual(mb(1100));
  });

  test("a rate within one currency has no effect", () => {
    const triple = { from: "monetary", to: "monetary", amount: eur(1), worth: eur(3) } as const;
    const ledger = setUp({ conversions: [triple] });
    ledger.open("more airtime", { remainingValue: eur(1) });
    const receiver = { id: "more airtime" };
    const body = { bucket: { id: "airtime" }, receiverBucket: receiver, amount: eur(2) };
    expect(ledger.post("transfer", body).outcome).toBe("accepted");
    expect(ledger.bucket("more airtime").remainingValue).toEqual(eur(3));
  });

  test("a rate converts between two currencies too", () => {
    const usd = { amount: 1.1, units: "USD" };
    const rate = { from: "monetary", to: "monetary", amount: eur(1), worth: usd } as const;
    const body = {
      ...request(eur(10)),
      receiverBucket: { id: "dollars" },
      receiverBucketUsageType: "monetary" as const,
    };
    expect(setUp().post("transfer", body).refusal?.code).toBe("unitMismatch");
    const ledger = setUp({ conversions: [rate] });
    ledger.post("transfer", body);
    expect(ledger.bucket("dollars").remainingValue).toEqual({ amount: 21, units: "USD" });
  });
});
