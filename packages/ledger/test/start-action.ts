import { expect } from "vitest";
import type { ActionKind } from "../src/index.ts";
import { createLedger, eur, HOUR, idOf } from "./test-ledger.ts";

export const a = { bucket: { id: "a" }, usageType: "monetary" } as const;
export const bodies = {
  topup: { ...a, amount: eur(1) },
  adjust: { ...a, amount: eur(1) },
  reserve: { ...a, amount: eur(1) },
  transfer: { ...a, amount: eur(1), receiverBucket: { id: "b" } },
} as const;
export const kinds = Object.keys(bodies) as ActionKind[];

const delayMs = { topup: HOUR, adjust: HOUR, transfer: HOUR };
export function openLedger(options = {}) {
  const ledger = createLedger(options);
  ledger.open("a", { remainingValue: eur(20), partyAccount: { id: "pa1" } });
  ledger.open("b");
  return ledger;
}
/** Starts an action that is open or completed. */
export function startAction(kind: ActionKind, status: "created" | "completed") {
  const ledger = openLedger(status === "created" ? { delayMs } : {});
  const id = idOf(ledger.post(kind, bodies[kind]));
  if (kind === "reserve" && status === "completed") ledger.patch(kind, id, { status });
  expect(ledger.action(id).status).toBe(status);
  return { ledger, id };
}
