import type { ActionBody, ActionKind, RefusalCode } from "../src/index.ts";
import { breaks, type RuleBreak } from "./breaks.ts";
import { createLedger, eur, type Ledger, mb } from "./test-ledger.ts";

/** A request of each kind that is accepted. */
export const requests: Readonly<Record<ActionKind, () => ActionBody>> = {
  topup: () => ({ bucket: { id: "b1" }, usageType: "monetary", amount: eur(25) }),
  adjust: () => ({ bucket: { id: "b1" }, usageType: "monetary", amount: eur(-25) }),
  reserve: () => ({ bucket: { id: "b1" }, usageType: "monetary", amount: eur(25) }),
  transfer: () => ({
    bucket: { id: "b1" },
    receiverBucket: { id: "b2" },
    usageType: "monetary",
    receiverBucketUsageType: "monetary",
    amount: eur(25),
  }),
};

/** The codes of rows that are reached only if a limit of an earlier row is not configured. */
const unlimited: readonly RefusalCode[] = [
  "balanceCeilingExceeded",
  "insufficientBalance",
  "costNotCollectable",
  "paymentDeclined",
];

/** The ledger of a row's test. */
export function prepare(row: RuleBreak): Ledger {
  const isFree = unlimited.includes(row.code);
  const limits = { monetary: { maximum: eur(100), perDay: eur(100) } };
  const ledger = createLedger({
    ...(!isFree && {
      limits: { topup: limits, adjust: limits, reserve: limits, transfer: limits },
    }),
    ...row.policy,
  });
  const owner = (n: number) => ({
    partyAccount: { id: `pa${n}` },
    logicalResource: [{ id: `3460000000${n}` }],
    product: [{ id: `product ${n}` }],
  });
  ledger.open("b1", { remainingValue: eur(100), ...owner(1) });
  ledger.open("b2", { remainingValue: eur(100), ...owner(2) });
  ledger.open("dollars", { remainingValue: { amount: 5, units: "USD" }, ...owner(2) });
  ledger.open("data", { usageType: "data", remainingValue: mb(100) });
  ledger.voucher({ code: "card", amount: eur(25) });
  return ledger;
}

/** Posts a request that breaks the rule of a row and the rules of all rows below it. */
export function tryRow(kind: ActionKind, index: number) {
  const rows = breaks[kind];
  const row = rows[index];
  if (row === undefined) throw new RangeError(`${kind} has no row ${index}`);
  const ledger = prepare(row);
  const body: Record<string, unknown> = { ...requests[kind]() };
  for (const below of rows.slice(index).reverse()) {
    if (row.without?.includes(below.code)) continue;
    below.state?.(ledger);
    below.body?.(body);
  }
  return { row, ledger, body, decision: ledger.post(kind, body as ActionBody) };
}
