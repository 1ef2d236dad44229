import { spendable } from "../model/posting.ts";
import type { ActionRecord } from "../model/records.ts";
import { become } from "../model/transitions.ts";
import { type ActionFacts, gather, newBucketFor } from "../rules/facts.ts";
import {
  amountRules,
  balanceCeilingExceeded,
  bucketExpired,
  bucketNotFound,
  bucketSuspended,
  limitExceeded,
  partyAccountMismatch,
  type RefusalRule,
  shortfallDetail,
  unitMismatch,
  usageTypeMismatch,
} from "../rules/rule.ts";
import { type DecisionDraft, postMovement } from "./draft.ts";
import type { ActionHandler } from "./submit.ts";

/** Why an adjustment is refused, in order of precedence. */
export const adjustRules: readonly RefusalRule<ActionFacts>[] = /*@__PURE__*/ (() => [
  ...amountRules,
  bucketNotFound,
  partyAccountMismatch,
  usageTypeMismatch,
  unitMismatch,
  { code: "amountZero", when: ({ amount }) => amount.steps === 0 },
  bucketSuspended,
  bucketExpired,
  limitExceeded("adjust"),
  balanceCeilingExceeded,
  {
    code: "insufficientBalance",
    when: ({ amount, bucket }) => bucket.remaining + amount.steps < 0,
    detail: (facts) => shortfallDetail(facts, -facts.amount.steps),
  },
])();

function perform(draft: DecisionDraft, facts: ActionFacts, action: ActionRecord): ActionRecord {
  const { bucket, amount, now } = facts;
  const own = spendable(bucket.id);
  const isCredit = amount.steps > 0;
  postMovement(draft, {
    from: isCredit ? "adjustment" : own,
    to: isCredit ? own : "adjustment",
    dimension: bucket.dimension,
    steps: Math.abs(amount.steps),
    actionId: action.id,
  });
  return become(action, "completed", now);
}

/** A signed correction by the operator. Expiry is not touched. */
export const adjust: ActionHandler<ActionFacts> = {
  kind: "adjust",
  gather: (view, body, context, delayed) =>
    gather(view, body, context, { open: newBucketFor, delayed }),
  rules: adjustRules,
  perform,
};
