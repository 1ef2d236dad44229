import { describe, expect, test } from "vitest";
import { explain, type Policy, paymentResultFor } from "../src/index.ts";
import { createLedger, eur, HOUR, idOf, START, summarize } from "./test-ledger.ts";

const account = { partyAccount: { id: "pa1" } };
const b1 = { bucket: { id: "b1" }, usageType: "monetary" } as const;
const until = (text: string) => ({ validFor: { endDateTime: text } });

function openLedger(options: Partial<Policy> = {}, end?: string) {
  const ledger = createLedger(options);
  ledger.open("b1", { remainingValue: eur(5), ...account, ...(end && until(end)) });
  return ledger;
}

describe("Top-up: payment", () => {
  const pay = (id: string, extra = {}) => ({
    ...b1,
    amount: eur(1),
    paymentMethod: { id, ...extra },
  });
  const once = { "@type": "PaymentTransaction" };

  test.each([
    ["pm_approved", "accepted Create", "completed"],
    ["pm_declined", "refused paymentDeclined Failure", "failed"],
    ["pm_insufficient_funds", "refused paymentDeclined Failure", "failed"],
    ["pm_slow", "accepted Create", "created"],
    ["pm_lost_response", "accepted Create", "completed"],
    ["anything else", "accepted Create", "completed"],
    ["toString", "accepted Create", "completed"],
    [[{ toString: null }], "accepted Create", "completed"],
  ])("%j: %s", (id, expected, status) => {
    const ledger = openLedger();
    const decision = ledger.post("topup", pay(id as string));
    expect(summarize(decision)).toBe(expected);
    expect(decision.result?.status).toBe(status);
  });

  test("pm_slow completes after its delay, or the policy's when that is longer", () => {
    for (const [options, delay] of [
      [{}, 30_000],
      [{ slowPaymentMs: 5 }, 5],
      [{ delayMs: { topup: HOUR } }, HOUR],
    ] as const) {
      const ledger = openLedger(options);
      const id = idOf(ledger.post("topup", pay("pm_slow")));
      expect(ledger.advanceTo(START + delay - 1)).toEqual([]);
      ledger.advanceTo(START + delay);
      expect(ledger.action(id).status).toBe("completed");
    }
  });

  test("the gateway is called once, on receipt, and the message has its reason", () => {
    const ledger = openLedger();
    const id = idOf(ledger.post("topup", pay("pm_slow")));
    ledger.gateway("declined");
    ledger.advanceTo(START + HOUR);
    expect(ledger.action(id).status).toBe("completed");
    const { refusal } = ledger.post("topup", pay("pm_approved"));
    expect(refusal && explain(refusal)).toBe("the payment was declined");
  });

  test("any payment method id except a test value is approved, even `toString`, and so is no id", () => {
    expect(["pm_slow", "toString", undefined].map(paymentResultFor)).toEqual([
      "slow",
      "approved",
      "approved",
    ]);
  });

  test("a payment without a PaymentTransaction can be repeated: its use is not recorded", () => {
    const ledger = openLedger();
    const { changes } = ledger.post("topup", pay("pm_approved"));
    expect(changes.map(({ table }) => table)).toEqual(["bucket", "action"]);
  });

  test("the caller's gateway result comes before the test values", () => {
    const ledger = openLedger();
    ledger.gateway("insufficientFunds");
    const decision = ledger.post("topup", pay("pm_approved"));
    expect(decision.refusal && explain(decision.refusal)).toBe(
      "the payment was declined for insufficient funds",
    );
  });

  test("a PaymentTransaction's second use is a duplicateRequest that names the first", () => {
    const ledger = openLedger();
    const first = ledger.post("topup", pay("tx", once));
    const second = ledger.post("topup", pay("tx", once));
    expect(second).toMatchObject({
      outcome: "refused",
      changes: [],
      events: [],
      refusal: { code: "duplicateRequest", http: 409, duplicateOf: idOf(first) },
    });
    expect(ledger.remaining("b1")).toBe(6_000_000);
    // A method, unlike a transaction, is used again and again.
    ledger.post("topup", pay("pm"));
    expect(ledger.post("topup", pay("pm")).outcome).toBe("accepted");
  });

  test("a delayed payment that failed can be used again", () => {
    const ledger = openLedger();
    ledger.gateway("slow");
    const first = idOf(ledger.post("topup", pay("tx", once)));
    ledger.run({ type: "suspend", bucketId: "b1" });
    ledger.advanceTo(START + HOUR);
    expect(ledger.action(first).status).toBe("failed");
    ledger.run({ type: "resume", bucketId: "b1" });
    ledger.gateway(undefined);
    expect(ledger.post("topup", pay("tx", once)).outcome).toBe("accepted");
    const { refusal } = ledger.post("topup", pay("tx", once));
    expect(refusal?.duplicateOf).not.toBe(first);
  });

  test("a payment whose first use failed can be used again, but not while its next top-up is delayed", () => {
    const ledger = openLedger();
    ledger.gateway("declined");
    ledger.post("topup", pay("tx", once));
    ledger.gateway("slow");
    expect(summarize(ledger.post("topup", pay("tx", once)))).toBe("accepted Create");
    expect(ledger.post("topup", pay("tx", once)).refusal?.code).toBe("duplicateRequest");
  });
});
