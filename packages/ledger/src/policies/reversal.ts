import { quantityOf, stepsIn } from "../model/amounts.ts";
import type { ActionFacts, PolicyParts } from "../model/context.ts";
import type { ActionRecord } from "../model/records.ts";
import { putAction } from "../operations/draft.ts";

/** The steps that a top-up credited for good: an emergency credit is paid back by top-ups. */
function creditOf({ steps, creditedAmount, source }: ActionRecord, facts: ActionFacts): number {
  if (source === "credit") return 0;
  if (creditedAmount === undefined) return steps;
  return stepsIn(creditedAmount, facts.bucket.dimension, facts.policy) ?? 0;
}

/** The top-up of the bucket that the request names. */
function reversedTopup({ view, bucket }: ActionFacts, id: string): ActionRecord | undefined {
  const found = view.action(id);
  return found?.kind === "topup" && found.bucketId === bucket.id ? found : undefined;
}

/** Why a top-up has nothing to reverse. */
function irreversible(topup: ActionRecord | undefined): string | undefined {
  if (topup?.auto) return "it is an auto-top-up; reverse its executions";
  if (topup === undefined || topup.status === "completed") return undefined;
  return `its status is ${topup.status}`;
}

/** The refusals that apply, with their facts. */
function refusalsOf(facts: ActionFacts, id: string, topup: ActionRecord | undefined) {
  const { steps } = facts.amount;
  const reason = irreversible(topup);
  const most = topup ? creditOf(topup, facts) : 0;
  const isOutOfRange = steps >= 0 || -steps > most;
  return {
    ...(!topup && { parentTopupNotFound: { topup: id } }),
    ...(reason && { topupNotReversible: { topup: id, reason } }),
    ...(topup?.reversedBy !== undefined && {
      topupReversed: { topup: id, action: topup.reversedBy },
    }),
    ...(isOutOfRange && {
      reversalOutOfRange: { topup: id, most: quantityOf(most, facts.bucket.units, facts.policy) },
    }),
  };
}

/** Reverses a top-up by an adjustment that names it, and links the two. */
export const reversals: NonNullable<PolicyParts["reversals"]> = {
  gather: (facts) => {
    const { id, role } = facts.body.balanceTopup ?? {};
    if (typeof id !== "string" || role !== "reversed") return facts;
    const topup = reversedTopup(facts, id);
    const refused = refusalsOf(facts, id, topup);
    // The value goes back to the account that it came from.
    return {
      ...facts,
      refused,
      ...(topup && { reversal: { topup, source: topup.source ?? "payment" } }),
    };
  },
  settle: (draft, { reversal }, action) => {
    if (reversal === undefined) return action;
    putAction(draft, { ...reversal.topup, reversedBy: action.id });
    return { ...action, parent: { id: reversal.topup.id, index: 1 } };
  },
};
