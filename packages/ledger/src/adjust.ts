import { type Draft, move } from "./draft.ts";
import { bucketFor, type Facts, gather } from "./facts.ts";
import { spendable } from "./posting.ts";
import type { ActionRecord } from "./records.ts";
import {
  balanceCeilingExceeded,
  bucketExpired,
  bucketNotFound,
  bucketSuspended,
  lack,
  limitExceeded,
  malformed,
  partyAccountMismatch,
  type Rule,
  unitMismatch,
  usageTypeMismatch,
} from "./rules.ts";
import type { Operation } from "./submit.ts";
import { become } from "./transitions.ts";

/** Why an adjustment is refused, in order of precedence. */
export const adjustRules: readonly Rule<Facts>[] = /*@__PURE__*/ (() => [
  ...malformed,
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
    detail: (facts) => lack(facts, -facts.amount.steps),
  },
])();

const perform = (draft: Draft, facts: Facts, action: ActionRecord): ActionRecord => {
  const { bucket, amount, now } = facts;
  const own = spendable(bucket.id);
  const isCredit = amount.steps > 0;
  move(draft, {
    from: isCredit ? "adjustment" : own,
    to: isCredit ? own : "adjustment",
    dimension: bucket.dimension,
    steps: Math.abs(amount.steps),
    actionId: action.id,
  });
  return become(action, "completed", now);
};

/** A signed correction by the operator. Expiry is not touched. */
export const adjust: Operation<Facts> = {
  kind: "adjust",
  gather: (view, body, context, resumed) =>
    gather(view, body, context, { open: bucketFor, resumed }),
  rules: adjustRules,
  perform,
};
