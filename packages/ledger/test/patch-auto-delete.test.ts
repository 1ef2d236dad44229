import { describe, expect, test } from "vitest";
import { a, bodies, kinds, openLedger, startAction } from "./start-action.ts";
import { at, DAY, eur, idOf, START, summarize } from "./test-ledger.ts";

describe("PATCH: an auto-top-up parent", () => {
  const auto = { isAutoTopup: true, recurringPeriod: "weekly", numberOfPeriods: 5 } as const;
  const parent = () => {
    const ledger = openLedger();
    return { ledger, id: idOf(ledger.post("topup", { ...bodies.topup, ...auto })) };
  };

  test("another amount applies from the next execution", () => {
    const { ledger, id } = parent();
    ledger.patch("topup", id, { amount: eur(3), paymentMethod: { id: "pm_2" } });
    expect(ledger.action(id)).toMatchObject({ amount: eur(3), paymentMethod: { id: "pm_2" } });
    expect(ledger.state.action.get(id)?.steps).toBe(3e6);
    ledger.advanceTo(START + 7 * DAY);
    expect(ledger.remaining("a")).toBe(24e6);
    const execution = [...ledger.state.action.values()].at(-1);
    expect(execution).toMatchObject({ amount: eur(3), steps: 3e6 });
  });

  test("fewer periods than executions complete the parent; without a number it runs until cancelled", () => {
    const { ledger, id } = parent();
    ledger.patch("topup", id, { numberOfPeriods: null });
    ledger.advanceTo(START + 70 * DAY);
    expect(ledger.remaining("a")).toBe(31e6);
    ledger.patch("topup", id, { numberOfPeriods: 2 });
    expect(ledger.action(id)).toMatchObject({ status: "completed", numberOfPeriods: 2 });
  });

  test.each([
    ["completed", 8 * DAY, { numberOfPeriods: 2 }],
    ["cancelled", 0, { status: "cancelled" }],
  ])("a parent that is %s accepts a reason, and is not due again", (status, later, patch) => {
    const { ledger, id } = parent();
    ledger.advanceTo(START + later);
    ledger.patch("topup", id, patch);
    expect(summarize(ledger.patch("topup", id, { reason: "why" }))).toBe("accepted");
    expect(ledger.state.action.get(id)).toMatchObject({ status, details: { reason: "why" } });
    expect(ledger.state.action.get(id)?.dueAt).toBeUndefined();
  });

  test("another period is counted from the last execution", () => {
    const { ledger, id } = parent();
    ledger.advanceTo(START + 8 * DAY);
    ledger.patch("topup", id, { recurringPeriod: "fortnightly" });
    expect(ledger.state.action.get(id)?.dueAt).toBe(START + 21 * DAY);
    ledger.advanceTo(START + 21 * DAY);
    expect(ledger.state.action.get(id)?.dueAt).toBe(START + 35 * DAY);
    ledger.patch("topup", id, { reason: "r" });
    expect(ledger.state.action.get(id)?.dueAt).toBe(START + 35 * DAY);
  });

  test.each([
    ["numberOfPeriods", 0, "autoTopupInvalid", 400],
    ["recurringPeriod", null, "attributeNotPatchable", 400],
    ["isAutoTopup", null, "attributeNotPatchable", 400],
    ["paymentMethod", { id: "tx", "@type": "PaymentTransaction" }, "autoTopupInvalid", 400],
    ["amount", { amount: 1, units: "MB" }, "unitMismatch", 409],
    ["amount", eur(-1), "amountNotPositive", 409],
    ["amount", { amount: 1 }, "quantityIncomplete", 400],
    ["amount", eur(0.000_000_1), "amountInexact", 400],
  ])("%s = %j is refused: %s", (attribute, value, code, http) => {
    const { ledger, id } = parent();
    expect(ledger.patch("topup", id, { [attribute]: value })).toMatchObject({
      changes: [],
      refusal: { code, http },
    });
  });

  test("another amount keeps the anchor's day of the month", () => {
    const ledger = openLedger();
    ledger.setNow(at("2030-01-31T12:00:00Z"));
    const monthly = { ...bodies.topup, ...auto, recurringPeriod: "monthly" } as const;
    const id = idOf(ledger.post("topup", monthly));
    ledger.advanceTo(at("2030-03-01T00:00:00Z"));
    ledger.patch("topup", id, { amount: eur(3) });
    expect(ledger.state.action.get(id)?.dueAt).toBe(at("2030-03-31T12:00:00Z"));
  });

  test("another amount for a bucket that was closed is refused by the bucket's name", () => {
    const { ledger, id } = parent();
    ledger.run({ type: "close", bucketId: "a" });
    expect(ledger.patch("topup", id, { amount: eur(3) })).toMatchObject({
      changes: [],
      refusal: { code: "bucketNotFound", detail: { bucket: "a" } },
    });
    expect(summarize(ledger.patch("topup", id, { reason: "r" }))).toBe("accepted");
  });
});

describe("DELETE", () => {
  test.each(kinds)("of a finished %s removes the record and moves no amount", (kind) => {
    const { ledger, id } = startAction(kind, "completed");
    const before = ledger.remaining("a");
    const decision = ledger.remove(kind, id);
    expect(summarize(decision)).toBe("accepted");
    expect(decision.postings).toEqual([]);
    expect(ledger.remaining("a")).toBe(before);
    // The history keeps the entry, with the status it had.
    expect(ledger.state.action.get(id)).toMatchObject({ status: "completed", deleted: true });
    for (const again of [ledger.remove(kind, id), ledger.patch(kind, id, { reason: "r" })]) {
      expect(again.refusal).toMatchObject({ code: "actionNotFound", http: 404 });
    }
  });

  test("an id of another kind, or an unknown id, is not found", () => {
    const { ledger, id } = startAction("topup", "completed");
    for (const [kind, other] of [
      ["adjust", id],
      ["topup", "nothing"],
    ] as const) {
      expect(ledger.remove(kind, other).refusal?.code).toBe("actionNotFound");
      expect(ledger.patch(kind, other, {}).refusal?.code).toBe("actionNotFound");
    }
  });
});

describe("Refusals: task and reject", () => {
  test("task: a failed action is recorded, the balance untouched, a Failure event emitted", () => {
    const ledger = openLedger();
    const decision = ledger.post("reserve", { ...a, amount: eur(99), reason: "mine" });
    expect(summarize(decision)).toBe("refused insufficientBalance Failure");
    expect(decision.postings).toEqual([]);
    expect(ledger.action(idOf(decision))).toMatchObject({
      status: "failed",
      amount: eur(99),
      // `reason` keeps the text of the requestor.
      reason: "mine",
      failure: {
        code: "insufficientBalance",
        message: "insufficient balance: €99.00 needed, €20.00 available",
      },
      confirmationDate: "2030-01-15T12:00:00.000Z",
    });
  });

  test("reject: nothing is recorded", () => {
    const decision = openLedger({ refusals: "reject" }).post("reserve", { ...a, amount: eur(99) });
    expect(decision).toMatchObject({
      outcome: "refused",
      result: undefined,
      changes: [],
      events: [],
      refusal: { code: "insufficientBalance", http: 409 },
    });
  });
});
