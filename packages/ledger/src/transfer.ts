import type { Money } from "@tmf654/contract";
import { exceedsCeiling, type ReadAmount, readAmount, stepsIn } from "./amounts.ts";
import { type Draft, move, put } from "./draft.ts";
import { type Facts, gather, noBucket } from "./facts.ts";
import { spendable } from "./posting.ts";
import type { ActionRecord, BucketRecord } from "./records.ts";
import {
  amountNotPositive,
  bucketExpired,
  bucketNotFound,
  bucketSuspended,
  expiryOf,
  isExpired,
  lack,
  limitExceeded,
  malformed,
  named,
  partyAccountMismatch,
  type Rule,
  unitMismatch,
  usageTypeMismatch,
} from "./rules.ts";
import type { Operation } from "./submit.ts";
import { dayOf } from "./time.ts";
import { become } from "./transitions.ts";

/** What the rules of a transfer look at. */
export type TransferFacts = Facts & {
  readonly receiver: BucketRecord;
  readonly cost: Money | undefined;
  readonly costRead: ReadAmount;
  /** What the cost adds to the originator's need, and takes from the receiver's credit. */
  readonly originatorFee: number;
  readonly receiverFee: number;
  /** Whose other bucket pays a cost in another unit; undefined when none can. */
  readonly purse: BucketRecord | undefined;
};

const free: ReadAmount = { steps: 0, unit: undefined, error: undefined };

/** The payer's active monetary bucket that can pay, soonest expiry first, then by id. */
const findPurse = (
  { view, now }: Facts,
  payer: BucketRecord,
  { steps, unit }: ReadAmount,
): BucketRecord | undefined => {
  const account = payer.details.partyAccount?.id;
  let best: BucketRecord | undefined;
  for (const bucket of account === undefined ? [] : view.bucketsOf(account)) {
    const fits = bucket.usageType === "monetary" && bucket.dimension === unit?.dimension;
    const isActive = !bucket.suspended && !isExpired(bucket.endsAt, now);
    if (!fits || !isActive || bucket.remaining < steps) continue;
    if (best === undefined || isSooner(bucket, best)) best = bucket;
  }
  return best;
};

const isSooner = (a: BucketRecord, b: BucketRecord): boolean => {
  const gap = (a.endsAt ?? Number.MAX_VALUE) - (b.endsAt ?? Number.MAX_VALUE);
  return gap === 0 ? a.id < b.id : gap < 0;
};

const gatherTransfer: Operation<TransferFacts>["gather"] = (view, body, context, resumed) => {
  const facts = gather(view, body, context, { resumed });
  const { bucket, policy } = facts;
  const receiver = view.bucket(body.receiverBucket?.id ?? "") ?? noBucket;
  const tariff = policy.tariffs.find(({ usageType }) => usageType === bucket.usageType);
  const cost = tariff?.cost ?? body.transferCost;
  const costRead = cost
    ? readAmount({ amount: cost.value, units: cost.unit }, undefined, policy)
    : free;
  const isReceiver = body.costOwner === "receiver";
  const isInside = costRead.unit?.dimension === bucket.dimension;
  return {
    ...facts,
    receiver,
    cost,
    costRead,
    originatorFee: isInside && !isReceiver ? costRead.steps : 0,
    receiverFee: isInside && isReceiver ? costRead.steps : 0,
    purse:
      isInside || costRead.steps <= 0
        ? undefined
        : findPurse(facts, isReceiver ? receiver : bucket, costRead),
  };
};

const spentToday = ({ view, bucket, now }: Facts): number =>
  view.transferredOn(bucket.id, dayOf(now));

const perDay = ({ policy, bucket }: Facts): number | undefined =>
  stepsIn(policy.limits.transfer?.[bucket.usageType]?.perDay, bucket.dimension, policy);

const isUncollectable = (facts: TransferFacts): boolean => {
  const { costRead, bucket, amount, receiverFee, purse } = facts;
  if (costRead.steps <= 0) return costRead.steps < 0;
  if (costRead.unit?.dimension === bucket.dimension) return receiverFee > amount.steps;
  return purse === undefined;
};

const costNotCollectable: Rule<TransferFacts> = {
  code: "costNotCollectable",
  when: isUncollectable,
  detail: ({ cost, body }) => ({
    cost: { amount: cost?.value ?? 0, units: cost?.unit ?? "?" },
    payer: body.costOwner ?? "originator",
  }),
};

const receiving: readonly Rule<TransferFacts>[] = /*@__PURE__*/ (() => [
  {
    code: "receiverBucketSuspended",
    side: "receiver",
    when: ({ receiver }) => receiver.suspended,
    detail: ({ receiver }) => named({ bucket: receiver }),
  },
  {
    code: "receiverBucketExpired",
    side: "receiver",
    when: ({ receiver, now }) => isExpired(receiver.endsAt, now),
    detail: ({ receiver }) => expiryOf({ bucket: receiver }),
  },
])();

const means: readonly Rule<TransferFacts>[] = /*@__PURE__*/ (() => [
  limitExceeded("transfer"),
  {
    code: "limitExceeded",
    when: (facts) => spentToday(facts) + facts.amount.steps > (perDay(facts) ?? Infinity),
    detail: ({ policy, bucket }) => ({
      action: "transfer",
      limit: "at most",
      per: " per day",
      bound: policy.limits.transfer?.[bucket.usageType]?.perDay,
    }),
  },
  {
    code: "balanceCeilingExceeded",
    side: "receiver",
    when: ({ receiver, amount, receiverFee, policy }) =>
      exceedsCeiling(receiver, amount.steps - receiverFee, policy),
    detail: ({ receiver }) => named({ bucket: receiver }),
  },
  {
    code: "insufficientBalance",
    when: ({ bucket, amount, originatorFee }) => amount.steps + originatorFee > bucket.remaining,
    detail: (facts) => lack(facts, facts.amount.steps + facts.originatorFee),
  },
  {
    ...costNotCollectable,
    side: "receiver",
    when: (facts) => facts.body.costOwner === "receiver" && isUncollectable(facts),
  },
  costNotCollectable,
])();

/** Why a transfer is refused, in order of precedence. */
export const transferRules: readonly Rule<TransferFacts>[] = /*@__PURE__*/ (() => [
  ...malformed,
  {
    code: "quantityIncomplete",
    path: "transferCost",
    when: ({ costRead }) => costRead.error === "quantityIncomplete",
  },
  {
    code: "amountInexact",
    path: "transferCost",
    when: ({ costRead }) => costRead.error === "amountInexact",
    detail: ({ cost }) => ({ amount: cost?.value, units: cost?.unit }),
  },
  bucketNotFound,
  {
    code: "receiverBucketNotFound",
    side: "receiver",
    when: ({ receiver }) => receiver === noBucket,
    detail: ({ body }) => ({ bucket: body.receiverBucket?.id ?? "?" }),
  },
  {
    code: "sameBucket",
    when: ({ bucket, receiver }) => bucket.id === receiver.id,
    detail: named,
  },
  partyAccountMismatch,
  usageTypeMismatch,
  {
    code: "usageTypeMismatch",
    side: "receiver",
    when: ({ body, bucket, receiver }) =>
      receiver.usageType !== (body.receiverBucketUsageType ?? bucket.usageType) ||
      receiver.usageType !== bucket.usageType,
    detail: ({ body, bucket, receiver }) => ({
      usageType:
        receiver.usageType === bucket.usageType ? body.receiverBucketUsageType : bucket.usageType,
      actual: receiver.usageType,
    }),
  },
  unitMismatch,
  {
    code: "unitMismatch",
    side: "receiver",
    when: ({ bucket, receiver }) => bucket.dimension !== receiver.dimension,
    detail: ({ body, receiver }) => ({ units: body.amount?.units ?? "?", actual: receiver.units }),
  },
  amountNotPositive,
  bucketSuspended,
  bucketExpired,
  ...receiving,
  ...means,
])();

const chargeCost = (draft: Draft, facts: TransferFacts, actionId: string): void => {
  const { costRead, purse, bucket, originatorFee, receiverFee } = facts;
  const payer = originatorFee + receiverFee > 0 ? bucket : purse;
  if (payer === undefined) return;
  const { id, dimension } = payer;
  move(draft, { from: spendable(id), to: "fee", dimension, steps: costRead.steps, actionId });
};

const perform = (draft: Draft, facts: TransferFacts, action: ActionRecord): ActionRecord => {
  const { bucket, receiver, amount, receiverFee, cost, now } = facts;
  move(draft, {
    from: spendable(bucket.id),
    to: spendable(receiver.id),
    dimension: bucket.dimension,
    // The receiver's cost is kept back: it never passes through the receiver's bucket.
    steps: amount.steps - receiverFee,
    actionId: action.id,
  });
  chargeCost(draft, facts, action.id);
  if (perDay(facts) !== undefined) {
    const record = spentToday(facts) + amount.steps;
    put(draft, { table: "transferDay", id: bucket.id, day: dayOf(now), record });
  }
  return { ...become(action, "completed", now), ...(cost && { transferCost: cost }) };
};

/** One atomic movement between two buckets, and its cost. */
export const transfer: Operation<TransferFacts> = {
  kind: "transfer",
  gather: gatherTransfer,
  rules: transferRules,
  perform,
};
