import { findUnit } from "@tmf654/quantity";
import { quantityOf } from "../model/amounts.ts";
import type { ActionFacts, DecisionDraft } from "../model/context.ts";
import { heldAccount, spendableAccount } from "../model/posting.ts";
import type { ActionRecord } from "../model/records.ts";
import { gatherFacts } from "../rules/facts.ts";
import {
  amountNotPositive,
  amountRules,
  balanceDetail,
  bucketExpired,
  bucketNotFound,
  bucketNotStarted,
  bucketSuspended,
  limitExceeded,
  type RefusalRule,
  referenceRules,
  unitMismatch,
  usageTypeMismatch,
} from "../rules/rule.ts";
import {
  dateTimeInvalid,
  requestedEnd,
  validForNotStarted,
  validForPassed,
} from "../rules/validity.ts";
import { postMovement } from "./draft.ts";
import type { ActionHandler } from "./submit.ts";

const isWholeBalance = ({ body }: Pick<ActionFacts, "body">): boolean =>
  (body.amount ?? null) === null;

/** The reasons to refuse a reservation, in order of precedence. */
export const reserveRules: readonly RefusalRule<ActionFacts>[] = /*@__PURE__*/ (() => [
  ...amountRules,
  dateTimeInvalid,
  bucketNotFound,
  ...referenceRules,
  usageTypeMismatch,
  unitMismatch,
  // An empty bucket is an insufficient balance, not a wrong amount.
  { ...amountNotPositive, when: (facts) => !isWholeBalance(facts) && facts.amount.steps <= 0 },
  bucketSuspended,
  bucketNotStarted,
  bucketExpired,
  validForPassed,
  validForNotStarted,
  limitExceeded("reserve"),
  {
    code: "insufficientBalance",
    when: ({ amount, bucket }) => amount.steps > bucket.remaining || amount.steps <= 0,
    detail: (facts) => ({
      needed: facts.body.amount ?? "more than 0",
      ...balanceDetail(facts),
    }),
  },
])();

const gatherReserve: ActionHandler<ActionFacts>["gather"] = (view, body, context) => {
  const facts = gatherFacts(view, body, context);
  if (!isWholeBalance(facts)) return facts;
  const { remaining, units } = facts.bucket;
  // In a bucket with a debt, nothing remains.
  const wholeAmount = {
    steps: Math.max(0, remaining),
    unit: findUnit(units, context.policy),
    error: undefined,
  };
  return { ...facts, requested: wholeAmount, amount: wholeAmount };
};

function perform(draft: DecisionDraft, facts: ActionFacts, action: ActionRecord): ActionRecord {
  const { bucket, amount, now, policy } = facts;
  const { id, dimension } = bucket;
  postMovement(draft, {
    from: spendableAccount(id),
    to: heldAccount(id),
    dimension,
    steps: amount.steps,
    actionId: action.id,
  });
  const { holdingTimeMs } = policy;
  const dueAt = requestedEnd(facts) ?? (holdingTimeMs && now + holdingTimeMs);
  return dueAt === undefined ? action : { ...action, dueAt };
}

/** Moves an amount from the spendable value to the held value, until it is consumed or released. */
export const reserveHandler: ActionHandler<ActionFacts> = {
  kind: "reserve",
  gather: gatherReserve,
  rules: reserveRules,
  amount: ({ body, amount, bucket, policy }) =>
    isWholeBalance({ body }) && bucket.units !== ""
      ? quantityOf(amount.steps, bucket.units, policy)
      : undefined,
  perform,
};
