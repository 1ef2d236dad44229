import { describe, expect, test } from "vitest";
import { explain, type Policy } from "../src/index.ts";
import { at, createLedger, eur, idOf, mb, summarize } from "./test-ledger.ts";

function openLedger(options: Partial<Policy> = {}) {
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
    const ledger = openLedger();
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
    const { refusal } = openLedger().post("adjust", { ...a, amount: eur(-20.5) });
    expect(refusal && explain(refusal)).toBe(
      "insufficient balance: €20.50 needed, €20.00 available",
    );
  });

  test("a credit never exceeds the usage type's ceiling; a debit ignores it", () => {
    const ledger = openLedger({ ceilings: { monetary: eur(10), data: eur(1) } });
    expect(ledger.post("adjust", { ...a, amount: eur(1) }).refusal?.code).toBe(
      "balanceCeilingExceeded",
    );
    expect(ledger.post("adjust", { ...a, amount: eur(-11) }).outcome).toBe("accepted");
    expect(ledger.post("adjust", { ...a, amount: eur(1) }).outcome).toBe("accepted");
    expect(ledger.post("adjust", { ...a, amount: eur(0.01) }).outcome).toBe("refused");
    // A ceiling in another dimension than the bucket's has no effect.
    const data = { bucket: { id: "data a" }, amount: mb(9999) };
    expect(ledger.post("adjust", data).outcome).toBe("accepted");
  });

  test("a party account in the request is checked only if the bucket has an owner", () => {
    const ledger = openLedger();
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
    const ledger = openLedger({ limits: { adjust: { monetary: { maximum: eur(5) } } } });
    expect(ledger.post("adjust", { ...a, amount: eur(-6) }).refusal?.code).toBe("limitExceeded");
    expect(ledger.post("adjust", { ...a, amount: eur(-5) }).outcome).toBe("accepted");
  });

  test("a credit is limited too, and changing the end of the validity is not", () => {
    const limits = { adjust: { monetary: { minimum: eur(2), maximum: eur(5) } } };
    const ledger = openLedger({ limits });
    expect(ledger.post("adjust", { ...a, amount: eur(6) }).refusal?.code).toBe("limitExceeded");
    const ends = (year: number) => ({ validFor: { endDateTime: `${year}-01-01T00:00:00Z` } });
    ledger.open("ends", { remainingValue: eur(20), ...ends(2031) });
    const body = { bucket: { id: "ends" }, amount: eur(0), ...ends(2032) };
    expect(ledger.post("adjust", body).outcome).toBe("accepted");
  });

  test.each([
    ["with an amount", 1, "2031-01-01T00:00:00.000Z", "2031-01-01T00:00:00.000Z"],
    ["without an amount", 0, "2031-01-01T00:00:00.000Z", "2031-01-01T00:00:00.000Z"],
    ["never to an earlier end", 1, "2030-05-01T00:00:00.000Z", "2030-06-01T00:00:00.000Z"],
    ["not without validFor", 1, undefined, "2030-06-01T00:00:00.000Z"],
  ])("validFor changes the end of the validity: %s", (_, amount, asked, expected) => {
    const ledger = createLedger();
    const validFor = { endDateTime: "2030-06-01T00:00:00.000Z" };
    ledger.open("a", { remainingValue: eur(1), validFor });
    const body = asked === undefined ? {} : { validFor: { endDateTime: asked } };
    const decision = ledger.post("adjust", { ...a, ...body, amount: eur(amount) });
    expect(decision.outcome).toBe("accepted");
    expect(ledger.bucket("a").validFor).toEqual({ endDateTime: expected });
  });

  test.each([
    ["freeze", 4, "accepted"],
    ["forfeit", 3, "accepted"],
  ] as const)(
    "validFor revives an expired bucket; under %s the bucket has %d",
    (onExpiry, left, outcome) => {
      const ledger = createLedger({ onExpiry });
      ledger.open("a", {
        remainingValue: eur(1),
        validFor: { endDateTime: "2030-01-16T00:00:00Z" },
      });
      ledger.advanceTo(at("2030-02-01T00:00:00Z"));
      const validFor = { endDateTime: "2030-03-01T00:00:00Z" };
      expect(ledger.post("adjust", { ...a, amount: eur(3) }).refusal?.code).toBe("bucketExpired");
      expect(ledger.post("adjust", { ...a, amount: eur(3), validFor }).outcome).toBe(outcome);
      expect(ledger.bucket("a")).toMatchObject({ status: "active", remainingValue: eur(left) });
    },
  );
});
