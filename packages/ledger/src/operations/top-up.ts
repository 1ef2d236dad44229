import { exceedsCeiling, quantityOf } from "../model/amounts.ts";
import type { ActionFacts, CreditFacts, DecisionDraft, TakenShares } from "../model/context.ts";
import { usableUntil } from "../model/life.ts";
import { partOf, requireParts } from "../model/parts.ts";
import { type PaymentResult, paymentResultFor } from "../model/payment.ts";
import type { OutsideAccount } from "../model/posting.ts";
import { spendable } from "../model/posting.ts";
import type { ActionBody, ActionRecord } from "../model/records.ts";
import { become } from "../model/transitions.ts";
import { gather, newBucketFor } from "../rules/facts.ts";
import {
  amountRules,
  bucketDetail,
  bucketNotFound,
  bucketNotStarted,
  bucketTerminated,
  expiryDetail,
  isExpired,
  limitExceeded,
  partRule,
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
import { bucketOf, postMovement, putChange, setEnd } from "./draft.ts";
import { forfeit } from "./forfeit.ts";
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
    /** The parent in the request, if no such top-up exists. */
    readonly unknownParent: string | undefined;
    /** The party account of the parent in the request, if it is not the bucket's. */
    readonly foreignAccount: string | undefined;
  };

/** The id of a payment that may be used once; other payment methods are used again and again. */
export const transactionId = ({ paymentMethod }: ActionBody): string | undefined =>
  paymentMethod?.["@type"] === "PaymentTransaction" ? paymentMethod.id : undefined;

function unknownParent({ body, view, policy }: ActionFacts): string | undefined {
  const id = body.balanceTopup?.id;
  if (typeof id !== "string" || policy.references === "record") return undefined;
  return view.action(id)?.kind === "topup" ? undefined : id;
}

function foreignAccount({ body, view, policy, bucket }: ActionFacts): string | undefined {
  const own = bucket.details.partyAccount?.id;
  const id = body.balanceTopup?.id;
  if (typeof id !== "string" || own === undefined || policy.references === "record") return;
  const parent = view.action(id)?.details.partyAccount?.id;
  return parent === own ? undefined : parent;
}

/**
 * The deductions: a fee, then a tax, then what pays back a credit. From an emergency credit nothing
 * is deducted.
 */
function takenFrom(facts: ActionFacts): TakenShares {
  const { context, bucket, amount } = facts;
  const { topupFees, topupTaxes } = context.parts ?? {};
  const recover = bucket.owed ? partOf(context, "emergencyCredit").recover : undefined;
  const takers = [
    ["fee", topupFees],
    ["tax", topupTaxes],
    ["credit", recover],
  ] as const;
  const taken: (readonly [OutsideAccount, number])[] = [];
  let left = amount.steps;
  for (const [to, take] of takers) {
    const steps = take?.(facts, left) ?? 0;
    if (steps !== 0) taken.push([to, steps]);
    left -= steps;
  }
  return taken;
}

const topupParts = ["topupFees", "topupTaxes", "emergencyCredit"] as const;

const gatherTopup: ActionHandler<TopupFacts>["gather"] = (view, body, context, delayed) => {
  requireParts(context, topupParts);
  const asked = gather(view, body, context, { open: newBucketFor, delayed });
  const paid: VoucherFacts & Omit<CreditFacts, "taken"> = withVoucher(asked);
  const facts = context.parts?.emergencyCredit?.gather(paid) ?? paid;
  const { bucket, voucher, credit, amount } = facts;
  const used = transactionId(body);
  const earlier = used === undefined || delayed ? undefined : view.paymentUse(used);
  const isFree = earlier === undefined || view.action(earlier)?.status === "failed";
  const taken = credit ? [] : takenFrom(facts);
  return {
    ...facts,
    taken,
    arriving: taken.reduce((left, [, steps]) => left - steps, amount.steps),
    endsAt: credit ? bucket.endsAt : endAfterTopup(facts, bucket, voucher),
    payment:
      delayed || credit
        ? "approved"
        : (context.paymentResult ?? paymentResultFor(body.paymentMethod?.id)),
    duplicateOf: isFree ? undefined : earlier,
    unknownParent: unknownParent(facts),
    foreignAccount: foreignAccount(facts),
  };
};

const recurring: readonly unknown[] = [undefined, "weekly", "fortnightly", "monthly"];

function whyNotAuto({ isAutoTopup, ...body }: ActionBody): string | undefined {
  if (isAutoTopup !== true) return undefined;
  if (voucherCodeOf(body) !== undefined) return "a voucher can be used only once";
  if (body.amount?.amount === 0) return "the amount must be greater than 0";
  if (transactionId(body) !== undefined) return "a payment transaction can be used only once";
  if (!recurring.includes(body.recurringPeriod)) {
    return `recurringPeriod must be one of ${recurring.slice(1).join(", ")}`;
  }
  const periods = body.numberOfPeriods ?? 1;
  return Number.isInteger(periods) && periods > 0
    ? undefined
    : "numberOfPeriods must be an integer of 1 or more";
}

/** A 400: an auto-top-up that could not recur. */
export const autoTopupInvalid: RefusalRule<{ readonly body: ActionBody }> = {
  code: "autoTopupInvalid",
  path: "isAutoTopup",
  when: ({ body }) => whyNotAuto(body) !== undefined,
  detail: ({ body }) => ({ reason: whyNotAuto(body) }),
};

/** Whether 0 means the worth of a voucher or a credit, or moves the bucket's end. */
const mayBeZero = (facts: TopupFacts): boolean =>
  !!facts.credit ||
  voucherCodeOf(facts.body) !== undefined ||
  (requestedEnd(facts) !== undefined && facts.endsAt !== facts.bucket.endsAt);

/** Why a top-up is refused, in order of precedence. */
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
  {
    code: "parentTopupNotFound",
    when: (facts) => facts.unknownParent !== undefined,
    detail: (facts) => ({ topup: facts.unknownParent }),
  },
  {
    code: "partyAccountMismatch",
    when: (facts) => facts.foreignAccount !== undefined,
    detail: ({ bucket, foreignAccount: partyAccount }) => ({ bucket: bucket.id, partyAccount }),
  },
  ...referenceRules,
  usageTypeMismatch,
  voucherUsageTypeMismatch,
  unitMismatch,
  {
    code: "amountNotPositive",
    when: (facts) => facts.requested.steps < (mayBeZero(facts) ? 0 : 1),
    detail: ({ body }) => ({ amount: body.amount }),
  },
  {
    code: "bucketSuspended",
    when: ({ bucket, policy }) => bucket.suspended && policy.topupSuspended === "refuse",
    detail: bucketDetail,
  },
  ...voucherRules,
  partRule("emergencyCreditUnavailable"),
  bucketNotStarted,
  bucketTerminated,
  {
    code: "bucketExpired",
    when: ({ endsAt, now, policy }) => isExpired(usableUntil(endsAt, policy), now),
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

/** Ends the suspension of a bucket. */
function lift(draft: DecisionDraft, id: string): void {
  const bucket = bucketOf(draft, id);
  if (!bucket?.suspended) return;
  putChange(draft, { table: "bucket", id, record: { ...bucket, suspended: false } });
}

function perform(draft: DecisionDraft, facts: TopupFacts, action: ActionRecord): ActionRecord {
  const { bucket, voucher, amount, endsAt, now, arriving, taken, policy } = facts;
  const { dimension, units } = bucket;
  // A value that the policy forfeits is lost before the bucket is active again.
  forfeit(draft, bucket.id);
  const from = facts.credit ? "credit" : voucher ? "voucher" : "payment";
  const movement = { from, dimension, actionId: action.id } as const;
  postMovement(draft, { ...movement, to: spendable(bucket.id), steps: arriving });
  for (const [to, steps] of taken) postMovement(draft, { ...movement, to, steps });
  draft.context.parts?.emergencyCredit?.settle(draft, facts);
  setEnd(draft, bucket.id, endsAt);
  if (policy.topupSuspended === "lift" && amount.steps > 0) lift(draft, bucket.id);
  useVoucher(draft, facts, action.id);
  const isWhole = arriving === amount.steps;
  const creditedAmount = isWhole ? undefined : quantityOf(arriving, units, policy);
  const source = from === "payment" ? {} : ({ source: from } as const);
  return {
    ...become(action, "completed", now),
    ...source,
    ...(creditedAmount && { creditedAmount }),
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
    const used = transactionId(body);
    if (used !== undefined) putChange(draft, { table: "paymentUse", id: used, record: id });
  },
  perform,
};
