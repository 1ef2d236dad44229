import { accountBuckets } from "../model/account.ts";
import { stepsIn } from "../model/amounts.ts";
import type { ActionFacts, DecisionDraft, PolicyModules } from "../model/context.ts";
import type { EmergencyCredit } from "../model/policy.ts";
import type { ActionBody } from "../model/records.ts";
import { bucketOf, updateBucket } from "../operations/draft.ts";
import { voucherCodeOf } from "../operations/voucher.ts";

/** Whether a request asks for emergency credit: its payment method says so, and no voucher pays. */
function asksForCredit(body: ActionBody): boolean {
  const { "@type": type, "@referredType": referredType } = body.paymentMethod ?? {};
  const isNamed = type === "EmergencyCredit" || referredType === "EmergencyCredit";
  return isNamed && voucherCodeOf(body) === undefined;
}

/**
 * The policy's credit for the bucket, and its amount in steps; undefined when the policy gives no
 * credit.
 */
function findCreditOffer({ policy, bucket }: ActionFacts) {
  // No top-up of the main balance would pay back the credit of a bonus bucket.
  if (bucket.transferable === false) return undefined;
  const offer: EmergencyCredit | undefined = policy.emergencyCredit[bucket.usageType];
  const steps = stepsIn(offer?.amount, bucket.dimension, policy);
  return offer && steps !== undefined ? { ...offer, steps } : undefined;
}

function refusalReason(facts: ActionFacts, steps: number): string | undefined {
  const { bucket, policy, view } = facts;
  const offer = findCreditOffer(facts);
  if (offer === undefined) return "not in the policy";
  if (accountBuckets(bucket, view).some(({ owed }) => owed)) return "an earlier credit is owed";
  const threshold = stepsIn(offer.below, bucket.dimension, policy);
  if (threshold !== undefined && bucket.remaining >= threshold) return "the balance is not low";
  return steps > offer.steps ? "the amount is too high" : undefined;
}

/** The facts of a top-up that asks for credit. An amount of 0 takes all that the policy gives. */
function gatherCredit<F extends ActionFacts>(facts: F) {
  if (!asksForCredit(facts.body)) return facts;
  const { bucket, policy, requested } = facts;
  const offer = findCreditOffer(facts);
  const steps = offer && requested.steps === 0 ? offer.steps : facts.amount.steps;
  const reason = refusalReason(facts, steps);
  const fee = stepsIn(offer?.fee, bucket.dimension, policy) ?? 0;
  return {
    ...facts,
    amount: { ...facts.amount, steps },
    credit: { amount: offer?.amount, debt: steps + fee },
    ...(reason && { refused: { emergencyCreditUnavailable: { bucket: bucket.id, reason } } }),
  };
}

/** Changes what a bucket owes. */
function changeDebt(draft: DecisionDraft, bucketId: string, steps: number): void {
  const bucket = bucketOf(draft, bucketId);
  if (bucket === undefined || steps === 0) return;
  updateBucket(draft, bucketId, { owed: (bucket.owed ?? 0) + steps });
}

/** Credit for a subscriber whose balance is low, by `policy.emergencyCredit`. */
export const emergencyCredit: NonNullable<PolicyModules["emergencyCredit"]> = {
  gather: gatherCredit,
  recover: ({ bucket }, remainingSteps) => Math.min(bucket.owed ?? 0, remainingSteps),
  // A credit increases the debt, and a repayment reduces it.
  settle: (draft, { bucket, credit, taken }) => {
    const recoveredSteps = taken.find(([to]) => to === "credit")?.[1] ?? 0;
    changeDebt(draft, bucket.id, credit?.debt ?? -recoveredSteps);
  },
};
