import { describe, expect, test } from "vitest";
import { explain, type Policy } from "../src/index.ts";
import { createLedger, eur, idOf, mb, summarize } from "./test-ledger.ts";

function prepared(options: Partial<Policy> = {}) {
  const ledger = createLedger(options);
  const of = (id: string) => ({
    partyAccount: { id },
    logicalResource: [{ id: `msisdn of ${id}` }],
  });
  ledger.open("a", { remainingValue: eur(20), ...of("pa1") });
  ledger.open("b", { remainingValue: eur(1), ...of("pa2") });
  ledger.open("data a", { usageType: "data", remainingValue: mb(100), ...of("pa1") });
  ledger.open("data b", { usageType: "data", remainingValue: mb(1), ...of("pa2") });
  return ledger;
}
const a = { bucket: { id: "a" } };

describe("Adjustment: signed, and never below zero", () => {
  test.each([
    [5, 25, "adjustment", { bucketId: "a", part: "spendable" }],
    [-5, 15, { bucketId: "a", part: "spendable" }, "adjustment"],
    [-20, 0, { bucketId: "a", part: "spendable" }, "adjustment"],
  ])("%d EUR leaves %d, and its adjustType is recorded", (amount, left, from, to) => {
    const ledger = prepared();
    const body = { ...a, amount: eur(amount), adjustType: "oneTime", reason: "goodwill" } as const;
    const decision = ledger.post("adjust", body);
    expect(summarize(decision)).toBe("accepted Create");
    expect(ledger.remaining("a")).toBe(left * 1e6);
    expect(ledger.action(idOf(decision))).toMatchObject({
      status: "completed",
      adjustType: "oneTime",
      amount: eur(amount),
    });
    expect(ledger.postings.at(-1)).toMatchObject({ from, to, steps: Math.abs(amount) * 1e6 });
  });

  test("below zero is insufficientBalance, with the numbers", () => {
    const { refusal } = prepared().post("adjust", { ...a, amount: eur(-20.5) });
    expect(refusal && explain(refusal)).toBe(
      "insufficient balance: €20.50 needed, €20.00 available",
    );
  });

  test("never above an optional ceiling per usage type; debits are not measured by it", () => {
    const ledger = prepared({ ceilings: { monetary: eur(10), data: eur(1) } });
    expect(ledger.post("adjust", { ...a, amount: eur(1) }).refusal?.code).toBe(
      "balanceCeilingExceeded",
    );
    expect(ledger.post("adjust", { ...a, amount: eur(-11) }).outcome).toBe("accepted");
    expect(ledger.post("adjust", { ...a, amount: eur(1) }).outcome).toBe("accepted");
    expect(ledger.post("adjust", { ...a, amount: eur(0.01) }).outcome).toBe("refused");
    // A ceiling in a dimension that the bucket does not have means nothing.
    const data = { bucket: { id: "data a" }, amount: mb(9999) };
    expect(ledger.post("adjust", data).outcome).toBe("accepted");
  });

  test("a bucket without an owner takes any party account, a named account only its own bucket", () => {
    const ledger = prepared();
    ledger.open("without owner", { remainingValue: eur(1) });
    const ask = (id: string, partyAccount?: { id: string }) =>
      ledger.post("adjust", {
        bucket: { id },
        amount: eur(1),
        ...(partyAccount && { partyAccount }),
      }).refusal?.code;
    expect(ask("without owner", { id: "pa1" })).toBeUndefined();
    expect(ask("a")).toBeUndefined();
    expect(ask("a", { id: "pa1" })).toBeUndefined();
    expect(ask("a", { id: "pa2" })).toBe("partyAccountMismatch");
  });

  test("a debit is limited by its size", () => {
    const ledger = prepared({ limits: { adjust: { monetary: { maximum: eur(5) } } } });
    expect(ledger.post("adjust", { ...a, amount: eur(-6) }).refusal?.code).toBe("limitExceeded");
    expect(ledger.post("adjust", { ...a, amount: eur(-5) }).outcome).toBe("accepted");
  });

  test("expiry is not touched", () => {
    const ledger = createLedger();
    const validFor = { endDateTime: "2030-06-01T00:00:00.000Z" };
    ledger.open("a", { remainingValue: eur(1), validFor });
    const asked = { validFor: { endDateTime: "2031-01-01T00:00:00Z" } };
    ledger.post("adjust", { ...a, ...asked, amount: eur(1) });
    expect(ledger.bucket("a").validFor).toEqual(validFor);
  });
});
