import { describe, expect, test } from "vitest";
import type { BonusRule, Policy } from "../src/index.ts";
import { reverse, setUp, topup } from "./emergency-credit-ledger.ts";
import { at, eur, idOf, type Ledger, mb } from "./test-ledger.ts";

const ends = { endDateTime: "2030-02-01T12:00:00Z" };

/** A ledger with a bonus of 2 EUR, and the bucket `own` for it. */
function withBonus(bonus: Partial<BonusRule> = {}, options: Partial<Policy> = {}): Ledger {
  const rule = { usageType: "monetary", atLeast: eur(5), bonus: eur(2), ...bonus } as const;
  const ledger = setUp(1, { topupBonuses: [rule], ...options });
  const body = { remainingValue: eur(0), partyAccount: { id: "pa1" }, validFor: ends };
  ledger.open("own", body, { transferable: false });
  return ledger;
}
const left = (ledger: Ledger) => ["a", "own"].map((id) => ledger.remaining(id));

describe("Adjustment: reversal of a top-up with a bonus", () => {
  test.each([
    ["all of it", 10, () => {}, [1e6, 0], 2],
    ["all of it, when a part of the top-up is reversed", 3, () => {}, [8e6, 0], 2],
    [
      "what is left of it",
      10,
      (ledger: Ledger) => ledger.run({ type: "spend", bucketId: "own", amount: eur(1.5) }),
      [1e6, 0],
      0.5,
    ],
    [
      "nothing, when it is spent",
      10,
      (ledger: Ledger) => ledger.run({ type: "spend", bucketId: "own", amount: eur(2) }),
      [1e6, 0],
      0,
    ],
    [
      "no more than it, of a bucket with other value",
      10,
      (ledger: Ledger) => ledger.post("adjust", { bucket: { id: "own" }, amount: eur(4) }),
      [1e6, 4e6],
      2,
    ],
    [
      "a bonus of a suspended bucket",
      10,
      (ledger: Ledger) => ledger.run({ type: "suspend", bucketId: "own" }),
      [1e6, 0],
      2,
    ],
    [
      "a bonus of an expired bucket",
      10,
      (ledger: Ledger) => ledger.run({ type: "expire", bucketId: "own" }),
      [1e6, 0],
      2,
    ],
    [
      "nothing of a closed bucket",
      10,
      (ledger: Ledger) => ledger.run({ type: "close", bucketId: "own" }),
      [1e6, undefined],
      0,
    ],
  ] as const)("takes the bonus back: %s", (_, n, before, balances, taken) => {
    const ledger = withBonus();
    const { result, events } = topup(ledger, 10);
    const bonus = events[1]?.action.id ?? "";
    before(ledger);
    const decision = reverse(ledger, result?.id ?? "", n, { reason: "fraud" });
    expect(left(ledger)).toEqual(balances);
    const parts = decision.postings.map(({ to, steps }) => [to, steps / 1e6]);
    expect(parts).toEqual([["payment", n], ...(taken > 0 ? [["bonus", taken]] : [])]);
    const made = decision.events.filter(({ action }) => action.bucketId === "own");
    expect(made.map(({ action }) => action.steps / 1e6)).toEqual(taken > 0 ? [-taken] : []);
    expect(made.map(({ type, action }) => [type, ledger.action(action.id)])).toMatchObject(
      taken === 0
        ? []
        : [
            [
              "Create",
              {
                status: "completed",
                amount: eur(-taken),
                reason: "fraud",
                bucket: { id: "own" },
                balanceTopup: { id: bonus, role: "reversed", href: `/topupBalance/${bonus}` },
              },
            ],
          ],
    );
    // A bonus that was taken back is reversed too.
    if (taken > 0 && n === 10) {
      const again = reverse(ledger, bonus, taken, { bucket: { id: "own" } });
      expect(again.refusal).toMatchObject({
        code: "topupReversed",
        detail: { action: made[0]?.action.id },
      });
    }
  });

  test("a bonus in the same bucket is taken from what the reversal leaves", () => {
    const ledger = setUp(0, {
      topupBonuses: [{ usageType: "monetary", atLeast: eur(5), bonus: eur(2) }],
    });
    const id = idOf(topup(ledger, 10));
    ledger.run({ type: "spend", bucketId: "a", amount: eur(1) });
    expect(reverse(ledger, id, 10).outcome).toBe("accepted");
    expect(ledger.remaining("a")).toBe(0);
    expect(ledger.postings.slice(-2)).toMatchObject([{ steps: 10e6 }, { to: "bonus", steps: 1e6 }]);
  });

  test("a bonus that was reversed by itself is not taken again", () => {
    const ledger = withBonus();
    const { result, events } = topup(ledger, 10);
    reverse(ledger, events[1]?.action.id ?? "", 0.5, { bucket: { id: "own" } });
    reverse(ledger, result?.id ?? "", 10);
    expect(left(ledger)).toEqual([1e6, 1.5e6]);
  });

  test("a bonus that its bucket forfeits is lost and not taken back", () => {
    const ledger = withBonus({}, { onExpiry: "forfeit" });
    const id = idOf(topup(ledger, 10));
    ledger.setNow(at("2030-03-01T12:00:00Z"));
    reverse(ledger, id, 10);
    expect(ledger.postings.slice(-1)).toMatchObject([{ to: "expiry", steps: 2e6 }]);
  });

  test("a bonus of another unit goes back in its unit, also after a delay", () => {
    const ledger = withBonus({ bonus: mb(100), to: "data" }, { delayMs: { adjust: 1000 } });
    ledger.open("pack", {
      usageType: "data",
      remainingValue: mb(5),
      partyAccount: { id: "pa1" },
    });
    const id = idOf(topup(ledger, 10));
    expect(ledger.bucket("pack").remainingValue).toEqual(mb(105));
    const open = reverse(ledger, id, 10);
    expect(ledger.bucket("pack").remainingValue).toEqual(mb(105));
    ledger.advanceTo(ledger.now() + 1000);
    expect(ledger.bucket("pack").remainingValue).toEqual(mb(5));
    expect(ledger.action(idOf(open)).status).toBe("completed");
    expect(ledger.action(idOf(open))).not.toHaveProperty("bonus");
  });
});
