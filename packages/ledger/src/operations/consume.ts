import type { Quantity } from "@tmf654/contract";
import { parseAmount, quantityOf } from "../model/amounts.ts";
import type { ActionFacts, DecisionDraft } from "../model/context.ts";
import type { Decision } from "../model/decision.ts";
import { heldAccount, spendableAccount } from "../model/posting.ts";
import type { ActionRecord } from "../model/records.ts";
import { changeStatus } from "../model/transitions.ts";
import { lendingOf, missingBucket } from "../rules/facts.ts";
import {
  bucketExpired,
  bucketNotFound,
  bucketSuspended,
  firstRefusal,
  limitExceeded,
  type RefusalRule,
  shortfallDetail,
  unitMismatch,
} from "../rules/rule.ts";
import { bucketOf, postMovement, putAction, toAccepted, toRefused } from "./draft.ts";
import { forfeitsBalance } from "./forfeit.ts";

/** The facts that the rules of consuming read. */
type ConsumeFacts = ActionFacts & {
  readonly heldSteps: number;
  /** The part of the amount above the reservation, which is a new debit. */
  readonly extraSteps: number;
};

const limitToExtraSteps = (rule: RefusalRule<ActionFacts>): RefusalRule<ConsumeFacts> => ({
  ...rule,
  when: (facts) => facts.extraSteps > 0 && rule.when(facts),
});

const extraRules: readonly RefusalRule<ConsumeFacts>[] = /*@__PURE__*/ (() => [
  bucketNotFound,
  unitMismatch,
  limitToExtraSteps(bucketSuspended),
  limitToExtraSteps(bucketExpired),
])();

const insufficientBalance = (
  lending: (facts: ConsumeFacts) => number,
): RefusalRule<ConsumeFacts> => ({
  code: "insufficientBalance",
  when: (facts) => facts.extraSteps > Math.max(0, facts.bucket.remaining + lending(facts)),
  detail: (facts) => shortfallDetail(facts, facts.extraSteps),
});

/** The reasons to refuse to consume a reservation, in order of precedence. */
export const consumeRules: readonly RefusalRule<ConsumeFacts>[] = /*@__PURE__*/ (() => [
  ...extraRules,
  insufficientBalance(lendingOf),
])();

/** The reasons to refuse a new size of a reservation, in order of precedence. */
export const resizeRules: readonly RefusalRule<ConsumeFacts>[] = /*@__PURE__*/ (() => [
  ...extraRules,
  limitExceeded("reserve"),
  insufficientBalance(() => 0),
])();

/**
 * Returns held steps to the spendable value, or to `expiry` if the policy forfeits the value of an
 * expired bucket.
 */
function releaseSteps(draft: DecisionDraft, action: ActionRecord, steps: number): void {
  const bucket = bucketOf(draft, action.bucketId);
  if (bucket === undefined) return;
  const { id, dimension } = bucket;
  const receivingAccount = forfeitsBalance(draft, id) ? "expiry" : spendableAccount(id);
  postMovement(draft, {
    from: heldAccount(id),
    to: receivingAccount,
    dimension,
    steps,
    actionId: action.id,
  });
}

function factsOf(draft: DecisionDraft, action: ActionRecord, quantity: Quantity | undefined) {
  const { view, context } = draft;
  const { now, policy } = context;
  const bucket = view.bucket(action.bucketId) ?? missingBucket;
  const amount = parseAmount(quantity ?? action.amount, bucket, policy);
  const consumedAmount = quantity === undefined ? { ...amount, steps: action.steps } : amount;
  const extraSteps = Math.max(0, consumedAmount.steps - action.steps);
  const body = { amount: quantity ?? action.amount };
  const baseFacts = {
    view,
    context,
    now,
    policy,
    body,
    bucket,
    requested: consumedAmount,
    amount: consumedAmount,
  };
  return { ...baseFacts, delayed: action, refused: undefined, heldSteps: action.steps, extraSteps };
}

/**
 * Consumes an open reservation: all of it, a part (the rest is released), or more (the part above
 * the reservation is a new debit). `action` includes the edits of the same PATCH.
 */
export function consumeReservation(
  draft: DecisionDraft,
  action: ActionRecord,
  quantity: Quantity | undefined,
): Decision<ActionRecord> {
  const facts = factsOf(draft, action, quantity);
  const refusal = firstRefusal(consumeRules, facts);
  if (refusal !== undefined) return toRefused(refusal);
  // After this line nothing may fail.
  const { heldSteps, extraSteps, bucket, amount, policy, now } = facts;
  const { id, dimension } = bucket;
  const stepsFromHeld = amount.steps - extraSteps;
  const actionId = action.id;
  postMovement(draft, {
    from: heldAccount(id),
    to: "usage",
    dimension,
    steps: stepsFromHeld,
    actionId,
  });
  postMovement(draft, {
    from: spendableAccount(id),
    to: "usage",
    dimension,
    steps: extraSteps,
    actionId,
  });
  draft.context.modules?.overdraft?.settle(draft, id);
  releaseSteps(draft, action, heldSteps - stepsFromHeld);
  const units = action.amount.units ?? bucket.units;
  const completedAction = {
    ...changeStatus(action, "completed", now),
    steps: amount.steps,
    amount: quantity ? { units, ...quantity } : action.amount,
    reservedAmount: action.amount,
    releasedAmount: quantityOf(heldSteps - stepsFromHeld, units, policy),
  };
  return toAccepted(draft, putAction(draft, completedAction));
}

/**
 * Gives an open reservation another size, as a re-authorization does: more is held, or a part is
 * released. `action` includes the edits of the same PATCH.
 */
export function resizeReservation(
  draft: DecisionDraft,
  action: ActionRecord,
  quantity: Quantity | undefined,
): Decision<ActionRecord> {
  const facts = factsOf(draft, action, quantity);
  const refusal = firstRefusal(resizeRules, facts);
  if (refusal !== undefined) return toRefused(refusal);
  // After this line nothing may fail.
  const { heldSteps, extraSteps: extra, bucket, amount } = facts;
  const { id, dimension } = bucket;
  const actionId = action.id;
  postMovement(draft, {
    from: spendableAccount(id),
    to: heldAccount(id),
    dimension,
    steps: extra,
    actionId,
  });
  releaseSteps(draft, action, heldSteps + extra - amount.steps);
  const resizedAction = {
    ...action,
    steps: amount.steps,
    amount: { ...action.amount, ...quantity },
  };
  return toAccepted(draft, putAction(draft, resizedAction));
}

/** Releases the amount that an open action holds, cancels the action and sends the Cancel event. */
export function cancelReservation(draft: DecisionDraft, action: ActionRecord): ActionRecord {
  if (action.kind === "reserve") releaseSteps(draft, action, action.steps);
  const cancelledAction = putAction(draft, changeStatus(action, "cancelled", draft.context.now));
  draft.events.push({ type: "Cancel", action: cancelledAction });
  return cancelledAction;
}
