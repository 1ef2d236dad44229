import { quantityOf, stepsIn } from "../model/amounts.ts";
import type { OutsideAccount } from "../model/posting.ts";
import type { ActionRecord } from "../model/records.ts";
import type { ActionFacts } from "../rules/facts.ts";
import type { RefusalRule } from "../rules/rule.ts";
import { type DecisionDraft, putAction } from "./draft.ts";

/** The top-up that an adjustment takes back. */
export interface Reversal {
  readonly id: string;
  /** Undefined when there is no such completed top-up of the bucket. */
  readonly topup: ActionRecord | undefined;
  /** The steps that it credited. */
  readonly most: number;
}

/** The facts that the rules of a reversal read. */
export type ReversalFacts = ActionFacts & {
  readonly reversal: Reversal | undefined;
};

/** The steps that a top-up credited for good: an emergency credit is paid back by top-ups. */
function creditOf({ steps, creditedAmount, source }: ActionRecord, facts: ActionFacts): number {
  if (source === "credit") return 0;
  if (creditedAmount === undefined) return steps;
  return stepsIn(creditedAmount, facts.bucket.dimension, facts.policy) ?? 0;
}

/** Adds the top-up that the request names as reversed. */
export function withReversal(facts: ActionFacts): ReversalFacts {
  const { id, role } = facts.body.balanceTopup ?? {};
  if (typeof id !== "string" || role !== "reversed") return { ...facts, reversal: undefined };
  const found = facts.view.action(id);
  const isDone = found?.kind === "topup" && found.status === "completed" && !found.auto;
  const topup = isDone && found.bucketId === facts.bucket.id ? found : undefined;
  return { ...facts, reversal: { id, topup, most: topup ? creditOf(topup, facts) : 0 } };
}

/** Rules about the top-up that is taken back. */
export const reversedTopupRules: readonly RefusalRule<ReversalFacts>[] = [
  {
    code: "parentTopupNotFound",
    when: ({ reversal }) => reversal !== undefined && reversal.topup === undefined,
    detail: ({ reversal }) => ({ topup: reversal?.id }),
  },
  {
    code: "topupReversed",
    when: ({ reversal }) => reversal?.topup?.reversedBy !== undefined,
    detail: ({ reversal }) => ({ topup: reversal?.id, action: reversal?.topup?.reversedBy }),
  },
];

export const reversalOutOfRange: RefusalRule<ReversalFacts> = {
  code: "reversalOutOfRange",
  when: ({ reversal, amount }) =>
    reversal !== undefined && (amount.steps >= 0 || -amount.steps > reversal.most),
  detail: ({ reversal, bucket, policy }) => ({
    topup: reversal?.id,
    most: quantityOf(reversal?.most ?? 0, bucket.units, policy),
  }),
};

/** The account that the value came from, and goes back to. */
export const sourceOf = ({ topup }: Reversal): OutsideAccount => topup?.source ?? "payment";

/** Links the top-up and the adjustment that took it back. */
export function settleReversal(
  draft: DecisionDraft,
  { reversal }: ReversalFacts,
  action: ActionRecord,
): ActionRecord {
  if (reversal?.topup === undefined) return action;
  putAction(draft, { ...reversal.topup, reversedBy: action.id });
  return { ...action, parent: { id: reversal.id, index: 1 } };
}
