import { parseAmount, quantityOf } from "../model/amounts.ts";
import type { UseCommand } from "../model/command.ts";
import type {
  ActionFacts,
  DecisionContext,
  DecisionDraft,
  PolicyModules,
} from "../model/context.ts";
import type { Decision } from "../model/decision.ts";
import { spendingOrder } from "../model/order.ts";
import { spendableAccount } from "../model/posting.ts";
import type { ActionRecord, BucketRecord, LedgerView } from "../model/records.ts";
import { createDraft, toAccepted, toRefused } from "../operations/draft.ts";
import { gatherFacts, lendingOf } from "../rules/facts.ts";
import {
  amountNotPositive,
  amountRules,
  bucketExpired,
  bucketNotFound,
  bucketNotStarted,
  bucketSuspended,
  firstRefusal,
  isUsable,
  type RefusalRule,
  unitMismatch,
  usageTypeMismatch,
} from "../rules/rule.ts";
import { makeAction } from "./make-action.ts";

/** The facts that the rules of usage read. `bucket` is the first bucket that pays or could pay. */
type UsageFacts = ActionFacts & {
  /** The buckets that can pay, in the order of spending. */
  readonly payers: readonly BucketRecord[];
  /** The bucket that may go below zero: the last one with an overdraft. */
  readonly lender: BucketRecord | undefined;
  readonly available: number;
};

/** The reasons to refuse usage, in order of precedence. The buckets pay all of it or nothing. */
export const usageRules: readonly RefusalRule<UsageFacts>[] = /*@__PURE__*/ (() => [
  ...amountRules,
  bucketNotFound,
  usageTypeMismatch,
  unitMismatch,
  amountNotPositive,
  bucketSuspended,
  bucketNotStarted,
  bucketExpired,
  {
    code: "insufficientBalance",
    when: ({ amount, available }) => amount.steps > available,
    detail: ({ body, available, bucket, policy }) => ({
      needed: body.amount,
      available: quantityOf(available, bucket.units, policy),
    }),
  },
])();

const sumOfRemaining = (buckets: readonly BucketRecord[]): number =>
  buckets.reduce((sum, { remaining }) => sum + Math.max(0, remaining), 0);

function gatherUsage(
  view: LedgerView,
  { bucketIds, amount, usageType }: UseCommand,
  context: DecisionContext,
): UsageFacts {
  const { now, policy } = context;
  const { unit } = parseAmount(amount, undefined, policy);
  const knownBuckets = [...new Set(bucketIds)].flatMap((id) => view.bucket(id) ?? []);
  const fittingBuckets = knownBuckets
    .filter((bucket) => bucket.dimension === unit?.dimension)
    .filter((bucket) => usageType === undefined || bucket.usageType === usageType)
    .sort(spendingOrder);
  const payers = fittingBuckets.filter((bucket) => isUsable(bucket, now, policy));
  // A refusal names the first bucket, also if it does not exist.
  const id = (payers[0] ?? fittingBuckets[0] ?? knownBuckets[0])?.id ?? bucketIds[0];
  const useBody = {
    amount,
    ...(id !== undefined && { bucket: { id } }),
    ...(usageType && { usageType }),
  };
  const facts = gatherFacts(view, useBody, context);
  const lendableBy = (candidate: BucketRecord): number =>
    Math.min(0, candidate.remaining) + lendingOf({ ...facts, bucket: candidate });
  const lender = payers.filter((each) => lendableBy(each) > 0).at(-1);
  const available = sumOfRemaining(payers) + (lender ? lendableBy(lender) : 0);
  return { ...facts, payers, lender, available };
}

/** Records one bucket's part as a reservation that is consumed at once. */
function payFromBucket(
  draft: DecisionDraft,
  { id, usageType, units, dimension }: BucketRecord,
  steps: number,
  { description, logicalResource }: UseCommand,
): ActionRecord {
  const { policy } = draft.context;
  const amount = quantityOf(steps, units, policy);
  const body = {
    ...(description !== undefined && { description }),
    ...(logicalResource && { logicalResource }),
    bucket: { id },
    usageType,
    amount,
  };
  const movement = { from: spendableAccount(id), to: "usage", dimension, steps } as const;
  const releasedAmount = quantityOf(0, units, policy);
  const completedAction = makeAction(draft, "reserve", body, movement, {
    steps,
    reservedAmount: amount,
    releasedAmount,
  });
  draft.context.modules?.overdraft?.settle(draft, id);
  return completedAction;
}

/** Decides usage. The result is the first bucket's part. */
function decideUse(
  view: LedgerView,
  command: UseCommand,
  context: DecisionContext,
): Decision<ActionRecord> {
  const facts = gatherUsage(view, command, context);
  const refusal = firstRefusal(usageRules, facts);
  if (refusal !== undefined) return toRefused(refusal);
  // After this line nothing may fail.
  const draft = createDraft(view, context);
  const parts: ActionRecord[] = [];
  const { payers, lender, amount } = facts;
  let remainingSteps = amount.steps;
  for (const [index, bucket] of payers.entries()) {
    // The lender also pays what the buckets after it cannot pay.
    const uncovered =
      bucket === lender ? remainingSteps - sumOfRemaining(payers.slice(index + 1)) : 0;
    const steps = Math.max(uncovered, Math.min(remainingSteps, bucket.remaining));
    if (steps <= 0) continue;
    parts.push(payFromBucket(draft, bucket, steps, command));
    remainingSteps -= steps;
  }
  return toAccepted(draft, parts[0]);
}

/** Decides usage that several buckets pay, as an online charging system does. */
export const usage: NonNullable<PolicyModules["usage"]> = decideUse;
