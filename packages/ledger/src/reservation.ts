import type { Quantity } from "@tmf654/contract";
import { quantityOf, readAmount } from "./amounts.ts";
import type { Decision } from "./decision.ts";
import { accepted, bucketIn, type Draft, move, putAction, refused } from "./draft.ts";
import { type Facts, noBucket } from "./facts.ts";
import { forfeitsBalance } from "./forfeit.ts";
import { held, spendable } from "./posting.ts";
import type { ActionRecord } from "./records.ts";
import {
  bucketExpired,
  bucketNotFound,
  bucketSuspended,
  firstRefusal,
  lack,
  type Rule,
  unitMismatch,
} from "./rules.ts";
import { become } from "./transitions.ts";

/** What the rules of consuming look at. */
type ConsumeFacts = Facts & {
  readonly hold: number;
  /** What is asked for above the hold: a new debit. */
  readonly above: number;
};

const whenAbove = (rule: Rule<Facts>): Rule<ConsumeFacts> => ({
  ...rule,
  when: (facts) => facts.above > 0 && rule.when(facts),
});

/** Why consuming a reservation is refused, in order of precedence. */
export const consumeRules: readonly Rule<ConsumeFacts>[] = /*@__PURE__*/ (() => [
  bucketNotFound,
  unitMismatch,
  whenAbove(bucketSuspended),
  whenAbove(bucketExpired),
  {
    code: "insufficientBalance",
    when: ({ above, bucket }) => above > bucket.remaining,
    detail: (facts) => lack(facts, facts.above),
  },
])();

/** Gives held steps back: to what can be spent, or to `expiry` when an expired bucket forfeits. */
const release = (draft: Draft, action: ActionRecord, steps: number): void => {
  const bucket = bucketIn(draft, action.bucketId);
  if (bucket === undefined) return;
  const { id, dimension } = bucket;
  const to = forfeitsBalance(draft, id) ? "expiry" : spendable(id);
  move(draft, { from: held(id), to, dimension, steps, actionId: action.id });
};

const factsOf = (draft: Draft, action: ActionRecord, quantity: Quantity | undefined) => {
  const { view, context } = draft;
  const { now, policy } = context;
  const bucket = view.bucket(action.bucketId) ?? noBucket;
  const amount = readAmount(quantity ?? action.amount, bucket, policy);
  const own = quantity === undefined ? { ...amount, steps: action.steps } : amount;
  const above = Math.max(0, own.steps - action.steps);
  const body = { amount: quantity ?? action.amount };
  const base = { view, context, now, policy, body, bucket, asked: own, amount: own };
  return { ...base, resumed: action, hold: action.steps, above };
};

/**
 * Consumes an open reservation: all of it, a part (the rest is released), or more (the part above
 * the hold is a new debit). `action` carries the edits that came with it.
 */
export const consume = (
  draft: Draft,
  action: ActionRecord,
  quantity: Quantity | undefined,
): Decision<ActionRecord> => {
  const facts = factsOf(draft, action, quantity);
  const refusal = firstRefusal(consumeRules, facts);
  if (refusal !== undefined) return refused(refusal);
  // After this line nothing may fail.
  const { hold, above, bucket, amount, policy, now } = facts;
  const { id, dimension } = bucket;
  const fromHold = amount.steps - above;
  const actionId = action.id;
  move(draft, { from: held(id), to: "usage", dimension, steps: fromHold, actionId });
  move(draft, { from: spendable(id), to: "usage", dimension, steps: above, actionId });
  release(draft, action, hold - fromHold);
  const units = action.amount.units ?? bucket.units;
  const completed = {
    ...become(action, "completed", now),
    steps: amount.steps,
    amount: quantity ? { units, ...quantity } : action.amount,
    reservedAmount: action.amount,
    releasedAmount: quantityOf(hold - fromHold, units, policy),
  };
  return accepted(draft, putAction(draft, completed));
};

/** Undoes what an open action holds, and cancels it, telling so. */
export const cancel = (draft: Draft, action: ActionRecord): ActionRecord => {
  if (action.kind === "reserve") release(draft, action, action.steps);
  const cancelled = putAction(draft, become(action, "cancelled", draft.context.now));
  draft.events.push({ type: "Cancel", action: cancelled });
  return cancelled;
};
