import { exceedsCeiling, quantityOf } from "../model/amounts.ts";
import type {
  ActionFacts,
  CreditFacts,
  DecisionContext,
  DecisionDraft,
  TakenShares,
} from "../model/context.ts";
import { usabilityEnd } from "../model/life.ts";
import { type PaymentResult, paymentResultFor } from "../model/payment.ts";
import { requireModule, requireModules } from "../model/policy-modules.ts";
import { spendableAccount } from "../model/posting.ts";
import type { ActionBody, ActionRecord } from "../model/records.ts";
import { changeStatus } from "../model/transitions.ts";
import { gatherFacts, newBucketFor } from "../rules/facts.ts";
import {
  amountRules,
  bucketDetail,
  bucketNotFound,
  bucketNotStarted,
  bucketTerminated,
  expiryDetail,
  isExpired,
  limitExceeded,
  moduleRule,
  type RefusalRule,
  referenceRules,
  unitMismatch,
  usageTypeMismatch,
} from "../rules/rule.ts";
import {
  dateTimeInvalid,
  endAfterTopup,
  requestedEnd,
  validForNotStarted,
  validForPassed,
} from "../rules/validity.ts";
import { postMovement, putChange, updateBucket } from "./draft.ts";
import { forfeitBalance } from "./forfeit.ts";
import type { ActionHandler } from "./submit.ts";
import {
  countUnknownCode,
  useVoucher,
  type VoucherFacts,
  voucherCodeOf,
  voucherRules,
  voucherUsageTypeMismatch,
  withVoucher,
} from "./voucher.ts";

/** The facts that the rules of a top-up read. */
export type TopupFacts = VoucherFacts &
  CreditFacts & {
    /** The steps to credit to the bucket. */
    readonly arriving: number;
    /** The bucket's end after the top-up. */
    readonly endsAt: number | undefined;
    readonly payment: PaymentResult;
    /** The action that already used this payment and did not fail. */
    readonly duplicateOf: string | undefined;
  };

/** The id of a payment that may be used once; other payment methods are used again and again. */
export const transactionId = ({ paymentMethod }: ActionBody): string | undefined =>
  paymentMethod?.["@type"] === "PaymentTransaction" ? paymentMethod.id : undefined;

/** The refusals of a parent that does not exist, or that belongs to another account. */
function parentRefusals({ body, view, policy, bucket }: ActionFacts): ActionFacts["refused"] {
  const topup = body.balanceTopup?.id;
  if (typeof topup !== "string" || policy.references === "record") return undefined;
  const parent = view.action(topup);
  if (parent?.kind !== "topup") return { parentTopupNotFound: { topup } };
  const ownAccount = bucket.details.partyAccount?.id;
  const partyAccount = parent.details.partyAccount?.id ?? ownAccount;
  const isForeign = ownAccount !== undefined && partyAccount !== ownAccount;
  return isForeign ? { partyAccountMismatch: { bucket: bucket.id, partyAccount } } : undefined;
}

/**
 * The deductions and the remaining steps: a fee, then a tax, then the repayment of a credit.
 * Nothing is deducted from an emergency credit.
 */
function computeShares(facts: ActionFacts & Omit<CreditFacts, "taken">) {
  const { context, bucket, amount, credit } = facts;
  const { topupFees, topupTaxes } = context.modules ?? {};
  const recover = bucket.owed ? requireModule(context, "emergencyCredit").recover : undefined;
  const shares: TakenShares[number][] = [];
  let arriving = amount.steps;
  if (credit) return { taken: shares, arriving };
  const takers = [
    ["fee", topupFees],
    ["tax", topupTaxes],
    ["credit", recover],
  ] as const;
  for (const [to, take] of takers) {
    const steps = take?.(facts, arriving) ?? 0;
    if (steps === 0) continue;
    shares.push([to, steps]);
    arriving -= steps;
  }
  return { taken: shares, arriving };
}

const topupModules = ["topupFees", "topupTaxes", "emergencyCredit"] as const;

const gatherTopup: ActionHandler<TopupFacts>["gather"] = (view, body, context, delayed) => {
  requireModules(context, topupModules);
  const requestFacts = gatherFacts(view, body, context, { open: newBucketFor, delayed });
  const voucherFacts: VoucherFacts & Omit<CreditFacts, "taken"> = withVoucher(requestFacts);
  const facts = context.modules?.emergencyCredit?.gather(voucherFacts) ?? voucherFacts;
  const { bucket, voucher, credit } = facts;
  const { taken, arriving } = computeShares(facts);
  const transaction = transactionId(body);
  const earlierTopupId =
    transaction === undefined || delayed ? undefined : view.paymentUse(transaction);
  const isFree = earlierTopupId === undefined || view.action(earlierTopupId)?.status === "failed";
  return {
    ...facts,
    refused: { ...facts.refused, ...parentRefusals(facts) },
    taken,
    arriving,
    endsAt: credit ? bucket.endsAt : endAfterTopup(facts, bucket, voucher),
    payment:
      delayed || credit
        ? "approved"
        : (context.paymentResult ?? paymentResultFor(body.paymentMethod?.id)),
    duplicateOf: isFree ? undefined : earlierTopupId,
  };
};

const recurringPeriods: readonly unknown[] = ["weekly", "fortnightly", "monthly"];

/** The facts of a new or changed auto-top-up. */
interface AutoTopupFacts {
  readonly body: ActionBody;
  readonly context: DecisionContext;
}

function autoTopupIssue({ body, context }: AutoTopupFacts): string | undefined {
  if (body.isAutoTopup !== true) return undefined;
  if (voucherCodeOf(body) !== undefined) return "a voucher can be used only once";
  if (body.amount?.amount === 0) return "the amount must be greater than 0";
  if (transactionId(body) !== undefined) return "a payment transaction can be used only once";
  const isByTime = body.recurringPeriod !== undefined || !context.modules?.topupsWhenLow;
  if (isByTime && !recurringPeriods.includes(body.recurringPeriod)) {
    return `recurringPeriod must be one of ${recurringPeriods.join(", ")}`;
  }
  const periodCount = body.numberOfPeriods ?? 1;
  return Number.isInteger(periodCount) && periodCount > 0
    ? undefined
    : "numberOfPeriods must be an integer of 1 or more";
}

/** The refusal (400) of an auto-top-up that cannot recur. */
export const autoTopupInvalid: RefusalRule<AutoTopupFacts> = {
  code: "autoTopupInvalid",
  path: "isAutoTopup",
  when: (facts) => autoTopupIssue(facts) !== undefined,
  detail: (facts) => ({ reason: autoTopupIssue(facts) }),
};

/** Whether an amount of 0 is valid: for a voucher, a credit, or another end of the validity. */
const isZeroAllowed = (facts: TopupFacts): boolean =>
  !!facts.credit ||
  voucherCodeOf(facts.body) !== undefined ||
  (requestedEnd(facts) !== undefined && facts.endsAt !== facts.bucket.endsAt);

/** The reasons to refuse a top-up, in order of precedence. */
export const topupRules: readonly RefusalRule<TopupFacts>[] = /*@__PURE__*/ (() => [
  ...amountRules,
  dateTimeInvalid,
  autoTopupInvalid,
  {
    code: "duplicateRequest",
    when: ({ duplicateOf }) => duplicateOf !== undefined,
    detail: ({ duplicateOf }) => ({ action: duplicateOf }),
    duplicateOf: ({ duplicateOf }) => duplicateOf,
  },
  bucketNotFound,
  moduleRule("parentTopupNotFound"),
  moduleRule("partyAccountMismatch"),
  ...referenceRules,
  usageTypeMismatch,
  voucherUsageTypeMismatch,
  unitMismatch,
  {
    code: "amountNotPositive",
    when: (facts) => facts.requested.steps < (isZeroAllowed(facts) ? 0 : 1),
    detail: ({ body }) => ({ amount: body.amount }),
  },
  {
    code: "bucketSuspended",
    // An emergency credit pays nothing, so it does not end a suspension.
    when: ({ bucket, policy, credit }) =>
      bucket.suspended && (policy.topupSuspended === "refuse" || !!credit),
    detail: bucketDetail,
  },
  ...voucherRules,
  moduleRule("emergencyCreditUnavailable"),
  bucketNotStarted,
  bucketTerminated,
  {
    code: "bucketExpired",
    when: ({ endsAt, now, policy }) => isExpired(usabilityEnd(endsAt, policy), now),
    detail: expiryDetail,
  },
  validForPassed,
  validForNotStarted,
  limitExceeded("topup"),
  {
    code: "balanceCeilingExceeded",
    when: ({ bucket, arriving, policy }) => exceedsCeiling(bucket, arriving, policy),
    detail: bucketDetail,
  },
  {
    code: "paymentDeclined",
    when: ({ payment }) => payment === "declined" || payment === "insufficientFunds",
    detail: ({ payment }) => ({
      reason: payment === "declined" ? "declined" : "declined for insufficient funds",
    }),
  },
])();

function perform(draft: DecisionDraft, facts: TopupFacts, action: ActionRecord): ActionRecord {
  const { bucket, voucher, amount, endsAt, now, arriving, taken, policy } = facts;
  const { dimension, units } = bucket;
  // The value is forfeited before the bucket becomes active again.
  forfeitBalance(draft, bucket.id);
  const sourceAccount = facts.credit ? "credit" : voucher ? "voucher" : "payment";
  const movement = { from: sourceAccount, dimension, actionId: action.id } as const;
  postMovement(draft, { ...movement, to: spendableAccount(bucket.id), steps: arriving });
  for (const [to, steps] of taken) postMovement(draft, { ...movement, to, steps });
  draft.context.modules?.emergencyCredit?.settle(draft, facts);
  const isLifting = policy.topupSuspended === "lift" && amount.steps > 0;
  if (isLifting) updateBucket(draft, bucket.id, { suspended: false });
  if (endsAt !== bucket.endsAt) updateBucket(draft, bucket.id, { endsAt });
  useVoucher(draft, facts, action.id);
  const completedAction = changeStatus(action, "completed", now);
  if (sourceAccount === "payment" && arriving === amount.steps) return completedAction;
  return {
    ...completedAction,
    ...(sourceAccount !== "payment" && { source: sourceAccount }),
    ...(arriving !== amount.steps && { creditedAmount: quantityOf(arriving, units, policy) }),
  };
}

/** A top-up by payment, by voucher, or by neither. */
export const topup: ActionHandler<TopupFacts> = {
  kind: "topup",
  gather: gatherTopup,
  rules: topupRules,
  amount: (facts) =>
    facts.requested.steps === 0 ? (facts.voucher?.amount ?? facts.credit?.amount) : undefined,
  onRefusal: countUnknownCode,
  delayMs: ({ payment, policy }) =>
    payment === "slow" ? Math.max(policy.slowPaymentMs, policy.delayMs.topup ?? 0) : undefined,
  onReceipt: (draft, { body }, id) => {
    const usedPaymentId = transactionId(body);
    if (usedPaymentId !== undefined)
      putChange(draft, { table: "paymentUse", id: usedPaymentId, record: id });
  },
  perform,
};
