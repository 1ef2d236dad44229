import { describe, expect, test } from "vitest";
import { explain } from "../src/index.ts";
import { borrow, reverse, setUp, shown, topup } from "./emergency-credit-ledger.ts";
import { eur, idOf } from "./test-ledger.ts";

describe("Adjustment: reversal of a top-up", () => {
  test("returns the amount to its source account, and links the reversal to the top-up", () => {
    const ledger = setUp(1);
    const id = idOf(topup(ledger, 10));
    const back = idOf(reverse(ledger, id, 10));
    expect(shown(ledger)).toEqual([1, undefined]);
    expect(ledger.action(back)).toMatchObject({
      status: "completed",
      balanceTopup: { id, role: "reversed", href: `/topupBalance/${id}` },
    });
    expect(ledger.postings.at(-1)).toMatchObject({ to: "payment", steps: 10e6 });
    const card = idOf(topup(ledger, 0, { voucher: "card" }));
    reverse(ledger, card, 3);
    expect(ledger.postings.at(-1)).toMatchObject({ to: "voucher", steps: 3e6 });
  });

  test("works once", () => {
    const ledger = setUp(1);
    const id = idOf(topup(ledger, 10));
    expect(reverse(ledger, id, 4).outcome).toBe("accepted");
    expect(reverse(ledger, id, 4).refusal).toMatchObject({ code: "topupReversed" });
    expect(shown(ledger)).toEqual([7, undefined]);
  });

  test.each([
    ["more than was topped up", 10.01, {}, "reversalOutOfRange"],
    ["a credit", -1, {}, "reversalOutOfRange"],
    ["nothing", 0, {}, "reversalOutOfRange"],
    ["of another bucket", 1, { bucket: { id: "b" } }, "parentTopupNotFound"],
    ["of no top-up", 1, { balanceTopup: { id: "x", role: "reversed" } }, "parentTopupNotFound"],
  ])("%s is refused", (_, n, extra, code) => {
    const ledger = setUp(1);
    ledger.open("b", { remainingValue: eur(10) });
    const id = idOf(topup(ledger, 10));
    const { refusal } = reverse(ledger, id, n, extra);
    expect(refusal?.code).toBe(code);
    expect(refusal && explain(refusal)).not.toMatch(/[{}?]/);
    expect(shown(ledger)).toEqual([11, undefined]);
  });

  test("of a closed bucket is refused, although top-ups open buckets", () => {
    const ledger = setUp(1, { unknownBucket: "create" });
    const id = idOf(topup(ledger, 10));
    ledger.run({ type: "close", bucketId: "a" });
    expect(reverse(ledger, id, 10).refusal?.code).toBe("bucketNotFound");
    expect(ledger.state.bucket.has("a")).toBe(false);
  });

  test("never takes more than the credited amount", () => {
    const ledger = setUp(1, {
      topupTaxes: [{ usageType: "monetary", atLeast: eur(0), percent: 20 }],
    });
    const id = idOf(topup(ledger, 10));
    expect(reverse(ledger, id, 8.01).refusal?.code).toBe("reversalOutOfRange");
    expect(reverse(ledger, id, 8).outcome).toBe("accepted");
  });

  test("fee, tax and a repaid credit are kept, and a voucher stays used", () => {
    const rule = { usageType: "monetary", atLeast: eur(8) } as const;
    const ledger = setUp(1, {
      topupFees: [{ ...rule, fixed: eur(1) }],
      topupTaxes: [{ ...rule, percent: 10 }],
    });
    ledger.voucher({ code: "ten", amount: eur(10) });
    borrow(ledger);
    const id = idOf(topup(ledger, 0, { voucher: "ten" }));
    expect(shown(ledger)).toEqual([8.5, undefined]);
    expect(reverse(ledger, id, 2.51).refusal?.code).toBe("reversalOutOfRange");
    expect(reverse(ledger, id, 2.5).outcome).toBe("accepted");
    expect(shown(ledger)).toEqual([6, undefined]);
    expect(topup(ledger, 0, { voucher: "ten" }).refusal?.code).toBe("voucherUsed");
  });

  test("a bonus goes back to bonus, and what is spent cannot be taken back", () => {
    const ledger = setUp(1, {
      topupBonuses: [{ usageType: "monetary", atLeast: eur(1), bonus: eur(2) }],
    });
    const { events } = topup(ledger, 10);
    reverse(ledger, events[1]?.action.id ?? "", 2);
    expect(ledger.postings.at(-1)).toMatchObject({ to: "bonus", steps: 2e6 });
    ledger.run({ type: "spend", bucketId: "a", amount: eur(5) });
    expect(reverse(ledger, events[0]?.action.id ?? "", 10).refusal?.code).toBe(
      "insufficientBalance",
    );
  });

  test.each([
    ["delayed", {}, "its status is created"],
    ["failed", { paymentMethod: { id: "pm_declined" } }, "its status is failed"],
    [
      "an auto-top-up",
      { isAutoTopup: true, recurringPeriod: "weekly" },
      "it is an auto-top-up; reverse its executions",
    ],
  ] as const)(
    "a top-up that is %s cannot be reversed, and the refusal says why",
    (_, extra, why) => {
      const ledger = setUp(1, { delayMs: { topup: 1000 } });
      const id = idOf(topup(ledger, 10, extra));
      const { refusal } = reverse(ledger, id, 1);
      expect(refusal?.code).toBe("topupNotReversible");
      expect(refusal && explain(refusal)).toBe(`top-up ${id} cannot be reversed: ${why}`);
    },
  );

  test("an emergency credit cannot be reversed, and the refusal says why", () => {
    const ledger = setUp(1);
    const id = idOf(borrow(ledger));
    const { refusal } = reverse(ledger, id, 1);
    expect(refusal && explain(refusal)).toBe(
      `top-up ${id} cannot be reversed: it is an emergency credit, which top-ups pay back`,
    );
  });

  test.each([
    ["suspended", "freeze", "suspend", "accepted"],
    ["expired", "freeze", "expire", "accepted"],
    ["expired and empty, because its value was lost", "forfeit", "expire", "insufficientBalance"],
  ] as const)(
    "of a bucket that is %s needs only a sufficient value",
    (_, onExpiry, type, expected) => {
      const ledger = setUp(1, { onExpiry });
      const id = idOf(topup(ledger, 10));
      ledger.run({ type, bucketId: "a" });
      // An adjustment that is not a reversal is refused.
      expect(reverse(ledger, id, 1, { balanceTopup: undefined }).outcome).toBe("refused");
      const { outcome, refusal } = reverse(ledger, id, 10);
      expect(refusal?.code ?? outcome).toBe(expected);
      expect(shown(ledger)).toEqual([onExpiry === "freeze" ? 1 : 0, undefined]);
    },
  );

  test("a reference with another role is recorded and has no effect", () => {
    const ledger = setUp(1);
    const balanceTopup = { id: "x", role: "parent", "@referredType": "TopupBalance" };
    expect(reverse(ledger, "x", 1, { balanceTopup }).outcome).toBe("accepted");
  });
});
