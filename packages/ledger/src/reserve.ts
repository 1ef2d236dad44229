import { findUnit } from "@tmf654/quantity";
import { quantityOf } from "./amounts.ts";
import { type Draft, move } from "./draft.ts";
import { type Facts, gather } from "./facts.ts";
import { held, spendable } from "./posting.ts";
import type { ActionRecord } from "./records.ts";
import {
  amountNotPositive,
  bucketExpired,
  bucketNotFound,
  bucketSuspended,
  inBucket,
  limitExceeded,
  malformed,
  partyAccountMismatch,
  type Rule,
  unitMismatch,
  usageTypeMismatch,
} from "./rules.ts";
import type { Operation } from "./submit.ts";
import { dateTimeInvalid, requestedEnd } from "./validity.ts";

const isOfAll = ({ body }: Pick<Facts, "body">): boolean => (body.amount ?? null) === null;

/** Why a reservation is refused, in order of precedence. */
export const reserveRules: readonly Rule<Facts>[] = /*@__PURE__*/ (() => [
  ...malformed,
  dateTimeInvalid,
  bucketNotFound,
  partyAccountMismatch,
  usageTypeMismatch,
  unitMismatch,
  // Nothing left to reserve is a lack of balance, not a wrong amount.
  { ...amountNotPositive, when: (facts) => !isOfAll(facts) && facts.amount.steps <= 0 },
  bucketSuspended,
  bucketExpired,
  limitExceeded("reserve"),
  {
    code: "insufficientBalance",
    when: ({ amount, bucket }) => amount.steps > bucket.remaining || amount.steps <= 0,
    detail: (facts) => ({
      needed: facts.body.amount ?? "more than 0",
      ...inBucket(facts.bucket, facts),
    }),
  },
])();

const gatherReserve: Operation<Facts>["gather"] = (view, body, context) => {
  const facts = gather(view, body, context);
  if (!isOfAll(facts)) return facts;
  const { remaining: steps, units } = facts.bucket;
  const all = { steps, unit: findUnit(units, context.policy), error: undefined };
  return { ...facts, asked: all, amount: all };
};

const perform = (draft: Draft, facts: Facts, action: ActionRecord): ActionRecord => {
  const { bucket, amount, now, policy } = facts;
  const { id, dimension } = bucket;
  move(draft, {
    from: spendable(id),
    to: held(id),
    dimension,
    steps: amount.steps,
    actionId: action.id,
  });
  const { holdingTimeMs } = policy;
  const dueAt = requestedEnd(facts) ?? (holdingTimeMs && now + holdingTimeMs);
  return dueAt === undefined ? action : { ...action, dueAt };
};

/** Moves an amount from what can be spent to what is held, until it is consumed or released. */
export const reserve: Operation<Facts> = {
  kind: "reserve",
  gather: gatherReserve,
  rules: reserveRules,
  amount: ({ body, amount, bucket, policy }) =>
    isOfAll({ body }) && bucket.units !== ""
      ? quantityOf(amount.steps, bucket.units, policy)
      : undefined,
  perform,
};
