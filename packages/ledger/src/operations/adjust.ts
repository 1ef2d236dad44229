import type { ActionFacts, DecisionDraft, ReversalFacts } from "../model/context.ts";
import { forfeitTime, usabilityEnd } from "../model/life.ts";
import { spendableAccount } from "../model/posting.ts";
import type { ActionRecord } from "../model/records.ts";
import { changeStatus } from "../model/transitions.ts";
import { gatherFacts, newBucketFor } from "../rules/facts.ts";
import {
  amountRules,
  balanceCeilingExceeded,
  bucketExpired,
  bucketNotFound,
  bucketNotStarted,
  bucketSuspended,
  bucketTerminated,
  isExpired,
  limitExceeded,
  moduleRule,
  type RefusalRule,
  referenceRules,
  shortfallDetail,
  unitMismatch,
  usageTypeMismatch,
} from "../rules/rule.ts";
import {
  dateTimeInvalid,
  endAfterAdjustment,
  validForNotStarted,
  validForPassed,
} from "../rules/validity.ts";
import { postMovement, updateBucket } from "./draft.ts";
import { forfeitBalance } from "./forfeit.ts";
import type { ActionHandler } from "./submit.ts";

/** The steps that a debit can take: none from a bucket that revives after it forfeited its value. */
const availableSteps = ({ bucket, policy, now }: ActionFacts): number =>
  isExpired(forfeitTime(bucket.endsAt, policy), now)
    ? Math.min(0, bucket.remaining)
    : bucket.remaining;

/**
 * A rule that does not stop a reversal: an operator suspends a line first, and then takes value
 * back.
 */
const unlessReversal = (rule: RefusalRule<ActionFacts>): RefusalRule<ReversalFacts> => ({
  ...rule,
  when: (facts) => facts.reversal === undefined && rule.when(facts),
});

/** The reasons to refuse an adjustment, in order of precedence. */
export const adjustRules: readonly RefusalRule<ReversalFacts>[] = /*@__PURE__*/ (() => [
  ...amountRules,
  dateTimeInvalid,
  bucketNotFound,
  moduleRule("parentTopupNotFound"),
  moduleRule("topupNotReversible"),
  moduleRule("topupReversed"),
  ...referenceRules,
  usageTypeMismatch,
  unitMismatch,
  // An adjustment without an amount must change the end of the bucket's validity.
  unlessReversal({
    code: "amountZero",
    when: (facts) => facts.amount.steps === 0 && endAfterAdjustment(facts) === facts.bucket.endsAt,
  }),
  moduleRule("reversalOutOfRange"),
  unlessReversal(bucketSuspended),
  bucketNotStarted,
  bucketTerminated,
  unlessReversal({
    ...bucketExpired,
    when: (facts) => isExpired(usabilityEnd(endAfterAdjustment(facts), facts.policy), facts.now),
  }),
  validForPassed,
  validForNotStarted,
  limitExceeded("adjust"),
  balanceCeilingExceeded,
  {
    code: "insufficientBalance",
    when: (facts) => facts.amount.steps < 0 && availableSteps(facts) + facts.amount.steps < 0,
    detail: (facts) => shortfallDetail(facts, -facts.amount.steps),
  },
])();

function perform(draft: DecisionDraft, facts: ReversalFacts, action: ActionRecord): ActionRecord {
  const { bucket, amount, now } = facts;
  const bucketAccount = spendableAccount(bucket.id);
  const endsAt = endAfterAdjustment(facts);
  // The value is forfeited before the bucket becomes active again.
  forfeitBalance(draft, bucket.id);
  postMovement(draft, {
    from: facts.reversal?.source ?? "adjustment",
    to: bucketAccount,
    dimension: bucket.dimension,
    steps: amount.steps,
    actionId: action.id,
  });
  if (endsAt !== bucket.endsAt) updateBucket(draft, bucket.id, { endsAt });
  const completedAction = changeStatus(action, "completed", now);
  return facts.context.modules?.reversals?.settle(draft, facts, completedAction) ?? completedAction;
}

/** Adds the facts of a reversal. Without this module no top-up can be reversed. */
function gatherReversal(facts: ActionFacts): ReversalFacts {
  const { reversals } = facts.context.modules ?? {};
  if (reversals) return reversals.gather(facts);
  const { id, role } = facts.body.balanceTopup ?? {};
  return role === "reversed"
    ? { ...facts, refused: { parentTopupNotFound: { topup: id } } }
    : facts;
}

/**
 * A signed correction by the operator, which may change the end of the validity too. With a
 * `balanceTopup` whose role is `reversed`, it reverses that top-up.
 */
export const adjustHandler: ActionHandler<ReversalFacts> = {
  kind: "adjust",
  gather: (view, body, context, delayed) =>
    gatherReversal(
      gatherFacts(view, body, context, {
        // A top-up of a closed bucket cannot be reversed in a new one.
        open: body.balanceTopup?.role === "reversed" ? undefined : newBucketFor,
        delayed,
      }),
    ),
  rules: adjustRules,
  perform,
};
