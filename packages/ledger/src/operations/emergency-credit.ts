import { stepsIn } from "../model/amounts.ts";
import type { EmergencyCredit } from "../model/policy.ts";
import type { ActionBody } from "../model/records.ts";
import type { ActionFacts } from "../rules/facts.ts";
import type { RefusalRule } from "../rules/rule.ts";
import { bucketOf, type DecisionDraft, putChange } from "./draft.ts";
import { voucherCodeOf } from "./voucher.ts";

/** The facts that the rule about emergency credit reads. */
export type CreditFacts = ActionFacts & {
  /** Whether the top-up asks for emergency credit. */
  readonly isEmergency: boolean;
};

/** Whether a request asks for emergency credit: its payment method says so, and no voucher pays. */
export function asksForCredit(body: ActionBody): boolean {
  const { "@type": type, "@referredType": referredType } = body.paymentMethod ?? {};
  const isNamed = type === "EmergencyCredit" || referredType === "EmergencyCredit";
  return isNamed && voucherCodeOf(body) === undefined;
}

/** The policy's credit for the bucket, and its amount in steps; undefined when it gives none. */
function offerTo({ policy, bucket }: ActionFacts) {
  const offer: EmergencyCredit | undefined = policy.emergencyCredit[bucket.usageType];
  const steps = stepsIn(offer?.amount, bucket.dimension, policy);
  return offer && steps !== undefined ? { ...offer, steps } : undefined;
}

/** The facts with the credit's amount: 0 takes all that policy gives. */
export function withCredit<F extends ActionFacts>(facts: F): F & CreditFacts {
  const isEmergency = asksForCredit(facts.body);
  const offer = isEmergency ? offerTo(facts) : undefined;
  const takesAll = offer !== undefined && facts.requested.steps === 0;
  const amount = takesAll ? { ...facts.amount, steps: offer.steps } : facts.amount;
  return { ...facts, amount, isEmergency };
}

function creditRefusalReason(facts: CreditFacts): string | undefined {
  const { bucket, policy, amount } = facts;
  if (!facts.isEmergency) return undefined;
  const offer = offerTo(facts);
  if (offer === undefined) return "the policy gives none";
  if (bucket.owed) return "an earlier one is not paid back";
  const below = stepsIn(offer.below, bucket.dimension, policy);
  if (below !== undefined && bucket.remaining >= below) return "the balance is not low";
  return amount.steps > offer.steps ? "the policy allows less" : undefined;
}

export const emergencyCreditUnavailable: RefusalRule<CreditFacts> = {
  code: "emergencyCreditUnavailable",
  when: (facts) => creditRefusalReason(facts) !== undefined,
  detail: (facts) => ({ bucket: facts.bucket.id, reason: creditRefusalReason(facts) }),
};

/** The amount that is recorded for a credit that leaves the amount to the policy. */
export const creditAmount = (facts: CreditFacts) =>
  facts.isEmergency ? offerTo(facts)?.amount : undefined;

/** Changes what a bucket owes. */
function changeDebt(draft: DecisionDraft, bucketId: string, steps: number): void {
  const bucket = bucketOf(draft, bucketId);
  if (bucket === undefined || steps === 0) return;
  const owed = (bucket.owed ?? 0) + steps;
  putChange(draft, { table: "bucket", id: bucketId, record: { ...bucket, owed } });
}

/** Records what a top-up leaves owed: more by an emergency credit, less by what it pays back. */
export function settleCredit(draft: DecisionDraft, facts: CreditFacts, recovered: number): void {
  const { bucket, policy, amount, isEmergency } = facts;
  const fee = isEmergency ? stepsIn(offerTo(facts)?.fee, bucket.dimension, policy) : 0;
  changeDebt(draft, bucket.id, isEmergency ? amount.steps + (fee ?? 0) : -recovered);
}
