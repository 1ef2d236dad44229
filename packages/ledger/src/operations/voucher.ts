import { parseAmount } from "../model/amounts.ts";
import type { ActionFacts, DecisionDraft } from "../model/context.ts";
import type { ActionBody, VoucherLock, VoucherRecord } from "../model/records.ts";
import type { Refusal } from "../model/refusals.ts";
import { isExpired, type RefusalRule } from "../rules/rule.ts";
import { putChange } from "./draft.ts";

/** The facts that the rules about a voucher read. */
export type VoucherFacts = ActionFacts & {
  readonly voucher: VoucherRecord | undefined;
  readonly lock: VoucherLock | undefined;
};

/** The voucher code of a request, from its member `voucher` or from its payment method. */
export function voucherCodeOf({ voucher, paymentMethod }: ActionBody): string | undefined {
  const { id, "@type": type, "@referredType": referredType } = paymentMethod ?? {};
  const code = voucher ?? (type === "Voucher" || referredType === "Voucher" ? id : undefined);
  // The value may have any type, because a lenient profile accepts all.
  return code === undefined ? undefined : String(code);
}

/** The holder whose attempts are counted: the party account, or else the bucket. */
const lockHolder = ({ body, bucket }: ActionFacts): string =>
  body.partyAccount?.id ?? bucket.details.partyAccount?.id ?? bucket.id;

/** The facts of a request with a voucher: the voucher's amount replaces the requested one. */
export function withVoucher(facts: ActionFacts): VoucherFacts {
  const { body, view, policy, bucket } = facts;
  const code = voucherCodeOf(body);
  if (code === undefined) return { ...facts, voucher: undefined, lock: undefined };
  const voucher = view.voucher(code);
  const zeroAmount = parseAmount({ amount: 0, units: bucket.units }, bucket, policy);
  const amount = voucher ? parseAmount(voucher.amount, bucket, policy) : facts.requested;
  const requested = policy.voucherAmount === "ignore" ? zeroAmount : facts.requested;
  return { ...facts, requested, amount, voucher, lock: view.voucherLock(lockHolder(facts)) };
}

/**
 * Whether the amounts match. Initial data may be invalid: a negative or inexact voucher matches
 * nothing.
 */
const matchesAmount = ({ requested, amount, bucket }: VoucherFacts): boolean =>
  amount.unit?.dimension === bucket.dimension &&
  amount.error === undefined &&
  amount.steps >= 0 &&
  (requested.steps === 0 || requested.steps === amount.steps);

const codeOf = ({ body }: ActionFacts) => ({ voucher: voucherCodeOf(body) });

/** The refusal of a voucher whose usage type differs from the bucket's usage type. */
export const voucherUsageTypeMismatch: RefusalRule<VoucherFacts> = {
  code: "usageTypeMismatch",
  when: ({ voucher, bucket }) => (voucher?.usageType ?? bucket.usageType) !== bucket.usageType,
  detail: ({ voucher, bucket }) => ({
    usageType: voucher?.usageType,
    actual: bucket.usageType,
  }),
};

export const voucherRules: readonly RefusalRule<VoucherFacts>[] = [
  {
    code: "voucherLocked",
    when: ({ lock, now }) => (lock?.lockedUntil ?? now) > now,
    detail: ({ lock }) => ({ at: lock?.lockedUntil }),
  },
  {
    code: "voucherUnknown",
    when: ({ body, voucher }) => voucher === undefined && voucherCodeOf(body) !== undefined,
    detail: codeOf,
  },
  { code: "voucherUsed", when: ({ voucher }) => voucher?.state === "used", detail: codeOf },
  {
    code: "voucherExpired",
    when: ({ voucher, now }) => isExpired(voucher?.expiresAt, now),
    detail: ({ voucher }) => ({
      voucher: voucher?.code,
      at: voucher?.expiresAt,
    }),
  },
  {
    code: "voucherAmountMismatch",
    when: (facts) => facts.voucher !== undefined && !matchesAmount(facts),
    detail: ({ body, voucher }) => ({
      voucher: voucherCodeOf(body),
      actual: voucher?.amount,
      amount: body.amount,
    }),
  },
];

/** Counts an unknown code. The last attempt that the policy allows locks the account for a time. */
export function countUnknownCode(
  draft: DecisionDraft,
  facts: VoucherFacts,
  { code }: Refusal,
): void {
  if (code !== "voucherUnknown") return;
  const { lock, now, policy } = facts;
  const misses = lock === undefined || lock.lockedUntil ? 1 : lock.misses + 1;
  const { misses: allowed, lockMs } = policy.voucherLockout;
  const record = misses < allowed ? { misses } : { misses, lockedUntil: now + lockMs };
  putChange(draft, { table: "voucherLock", id: lockHolder(facts), record });
}

/** Marks the voucher as used and resets the count of wrong codes. */
export function useVoucher(draft: DecisionDraft, facts: VoucherFacts, actionId: string): void {
  const { voucher, lock } = facts;
  if (voucher === undefined) return;
  const record: VoucherRecord = { ...voucher, state: "used", usedBy: actionId };
  putChange(draft, { table: "voucher", id: voucher.code, record });
  if (lock === undefined) return;
  putChange(draft, { table: "voucherLock", id: lockHolder(facts), record: undefined });
}
