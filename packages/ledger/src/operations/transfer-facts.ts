import type { Money } from "@tmf654/contract";
import { accountBuckets } from "../model/account.ts";
import { type ParsedAmount, parseAmount } from "../model/amounts.ts";
import type { ActionFacts, PolicyModules } from "../model/context.ts";
import { spendingOrder } from "../model/order.ts";
import { requireModule, requireModules } from "../model/policy-modules.ts";
import type { BucketRecord } from "../model/records.ts";
import { gatherFacts, missingBucket } from "../rules/facts.ts";
import { isUsable } from "../rules/rule.ts";
import type { ActionHandler } from "./submit.ts";

/** The facts that the rules of a transfer read. */
export type TransferFacts = ActionFacts & {
  readonly receiver: BucketRecord;
  readonly cost: Money | undefined;
  readonly costAmount: ParsedAmount;
  /** The parts of the cost: paid by the originator, and deducted from the receiver's credit. */
  readonly originatorFee: number;
  readonly receiverFee: number;
  /**
   * The transferred value in the receiver's steps, by a rate of the policy between two kinds of
   * value.
   */
  readonly worth: number | undefined;
  /** The receiver's credit, in steps of its own dimension. */
  readonly credit: number;
  /** The module for the limit of a day, if the policy has one. */
  readonly dailyLimits?: PolicyModules["dailyLimits"];
  /** The payer's bucket for a cost in another unit; undefined when no bucket can pay. */
  readonly costBucket: BucketRecord | undefined;
};

const noCost: ParsedAmount = { steps: 0, unit: undefined, error: undefined };

/** Returns the first active bucket of the payer that can pay, in spending order. */
function findCostBucket(
  { view, now, policy }: ActionFacts,
  payer: BucketRecord,
  { steps, unit }: ParsedAmount,
): BucketRecord | undefined {
  const canPay = (bucket: BucketRecord): boolean =>
    bucket.dimension === unit?.dimension &&
    bucket.remaining >= steps &&
    isUsable(bucket, now, policy);
  return accountBuckets(payer, view).filter(canPay).sort(spendingOrder)[0];
}

/** Gathers the facts that the rules of a transfer read. */
export const gatherTransfer: ActionHandler<TransferFacts>["gather"] = (
  view,
  body,
  context,
  delayed,
) => {
  requireModules(context, ["conversions"]);
  const facts = gatherFacts(view, body, context, { delayed });
  const { bucket, policy } = facts;
  const receiver = view.bucket(body.receiverBucket?.id ?? "") ?? missingBucket;
  const tariff = policy.tariffs.find(({ usageType }) => usageType === bucket.usageType);
  const cost = tariff?.cost ?? body.transferCost;
  const costAmount = cost
    ? parseAmount({ amount: cost.value, units: cost.unit }, undefined, policy)
    : noCost;
  const isPaidByReceiver = body.costOwner === "receiver";
  const isSameDimension = costAmount.unit?.dimension === bucket.dimension;
  const receiverFee = isSameDimension && isPaidByReceiver ? costAmount.steps : 0;
  const receivedSteps = facts.amount.steps - receiverFee;
  const dailyLimit = policy.limits.transfer?.[bucket.usageType]?.perDay;
  const dailyLimits = dailyLimit && requireModule(context, "dailyLimits");
  const worth = context.modules?.conversions?.(receivedSteps, bucket, receiver, policy);
  return {
    ...facts,
    ...(dailyLimits && { dailyLimits, refused: dailyLimits.refusals(facts) }),
    receiver,
    cost,
    costAmount,
    originatorFee: isSameDimension && !isPaidByReceiver ? costAmount.steps : 0,
    receiverFee,
    worth,
    credit: worth ?? receivedSteps,
    costBucket:
      isSameDimension || costAmount.steps <= 0
        ? undefined
        : findCostBucket(facts, isPaidByReceiver ? receiver : bucket, costAmount),
  };
};
