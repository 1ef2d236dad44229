import { quantityOf, stepsIn } from "../model/amounts.ts";
import type { ActionFacts, DecisionDraft, PolicyModules } from "../model/context.ts";
import { spendableAccount } from "../model/posting.ts";
import type { ActionBody, ActionRecord } from "../model/records.ts";
import { bucketOf, putAction } from "../operations/draft.ts";
import { forfeitBalance } from "../operations/forfeit.ts";
import { makeAction } from "./make-action.ts";

/** The steps that a top-up credited. */
function reversibleSteps({ steps, creditedAmount }: ActionRecord, facts: ActionFacts): number {
  if (creditedAmount === undefined) return steps;
  return stepsIn(creditedAmount, facts.bucket.dimension, facts.policy) ?? 0;
}

/** The top-up of the bucket that the request names. */
function findReversedTopup({ view, bucket }: ActionFacts, id: string): ActionRecord | undefined {
  const foundAction = view.action(id);
  return foundAction?.kind === "topup" && foundAction.bucketId === bucket.id
    ? foundAction
    : undefined;
}

/** The reasons why a top-up cannot be reversed. */
function irreversibleReason(topup: ActionRecord | undefined): string | undefined {
  if (topup?.auto) return "it is an auto-top-up; reverse its executions";
  if (topup?.source === "credit") return "it is an emergency credit, which top-ups pay back";
  if (topup === undefined || topup.status === "completed") return undefined;
  return `its status is ${topup.status}`;
}

/** The refusals that apply, with their facts. */
function refusalsOf(facts: ActionFacts, id: string, topup: ActionRecord | undefined) {
  const { steps } = facts.amount;
  const reason = irreversibleReason(topup);
  const maximumSteps = topup ? reversibleSteps(topup, facts) : 0;
  const isOutOfRange = steps >= 0 || -steps > maximumSteps;
  return {
    ...(!topup && { parentTopupNotFound: { topup: id } }),
    ...(reason && { topupNotReversible: { topup: id, reason } }),
    ...(topup?.reversedBy !== undefined && {
      topupReversed: { topup: id, action: topup.reversedBy },
    }),
    ...(isOutOfRange && {
      reversalOutOfRange: {
        topup: id,
        most: quantityOf(maximumSteps, facts.bucket.units, facts.policy),
      },
    }),
  };
}

/** Takes back the rest of a bonus with a separate adjustment. */
function takeBonus(draft: DecisionDraft, id: string, reason: string | undefined): void {
  const bonusAction = draft.view.action(id);
  if (bonusAction === undefined || bonusAction.reversedBy !== undefined) return;
  // The value was forfeited already.
  forfeitBalance(draft, bonusAction.bucketId);
  const bucket = bucketOf(draft, bonusAction.bucketId);
  const steps = Math.min(bonusAction.steps, bucket?.remaining ?? 0);
  if (bucket === undefined || steps <= 0) return;
  const { dimension, usageType, units } = bucket;
  const body: ActionBody = {
    description: "Bonus",
    ...(reason !== undefined && { reason }),
    bucket: { id: bucket.id },
    usageType,
    amount: quantityOf(-steps, units, draft.context.policy),
    balanceTopup: { id, role: "reversed", "@referredType": "TopupBalance" },
  };
  const movement = { from: spendableAccount(bucket.id), to: "bonus", dimension, steps } as const;
  const outcome = { steps: -steps, parent: { id, index: 1 } };
  const reversal = makeAction(draft, "adjust", body, movement, outcome);
  putAction(draft, { ...bonusAction, reversedBy: reversal.id });
}

/** Reverses a top-up by an adjustment that names it, and links the two. */
export const reversals: NonNullable<PolicyModules["reversals"]> = {
  gather: (facts) => {
    const { id, role } = facts.body.balanceTopup ?? {};
    if (typeof id !== "string" || role !== "reversed") return facts;
    const topup = findReversedTopup(facts, id);
    const refused = refusalsOf(facts, id, topup);
    // The value goes back to the account that it came from.
    return {
      ...facts,
      refused,
      ...(topup && { reversal: { topup, source: topup.source ?? "payment" } }),
    };
  },
  settle: (draft, { reversal, body }, action) => {
    if (reversal === undefined) return action;
    const { topup } = reversal;
    putAction(draft, { ...topup, reversedBy: action.id });
    if (topup.bonus !== undefined) takeBonus(draft, topup.bonus, body.reason);
    return { ...action, parent: { id: topup.id, index: 1 } };
  },
};
