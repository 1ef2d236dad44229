/** A ledger whose policy gives emergency credit, and requests of the tests about debts and reversals. */
import type { Policy } from "../src/index.ts";
import { createLedger, eur, type Ledger, mb } from "./test-ledger.ts";

const offer = { monetary: { amount: eur(5), fee: eur(0.5), below: eur(2) } };

export function setUp(remaining = 1, policy: Partial<Policy> = {}): Ledger {
  const ledger = createLedger({ emergencyCredit: offer, ...policy });
  ledger.open("a", { remainingValue: eur(remaining), partyAccount: { id: "pa1" } });
  ledger.open("data", { usageType: "data", remainingValue: mb(1) });
  ledger.voucher({ code: "card", amount: eur(3) });
  return ledger;
}
export const borrow = (ledger: Ledger, euros = 0, extra = {}) =>
  ledger.post("topup", {
    bucket: { id: "a" },
    usageType: "monetary",
    amount: eur(euros),
    paymentMethod: { id: "advance", "@type": "EmergencyCredit" },
    ...extra,
  });
export const topup = (ledger: Ledger, n: number, extra = {}) =>
  ledger.post("topup", { bucket: { id: "a" }, usageType: "monetary", amount: eur(n), ...extra });
/** Reverses a top-up of the bucket `a`. */
export const reverse = (ledger: Ledger, id: string, cents: number, extra = {}) =>
  ledger.post("adjust", {
    bucket: { id: "a" },
    usageType: "monetary",
    amount: eur(-cents),
    balanceTopup: { id, role: "reversed", "@referredType": "TopupBalance" },
    ...extra,
  });
export function shown(ledger: Ledger) {
  const { remainingValue, owedValue } = ledger.bucket("a");
  return [remainingValue?.amount, owedValue?.amount];
}
