import { normalizeNumber } from "@tmf654/contract";
import { exceedsCeiling, quantityOf } from "../model/amounts.ts";
import type { DecisionDraft } from "../model/context.ts";
import { spendableAccount } from "../model/posting.ts";
import type { ActionRecord, BucketRecord, OtherBucket } from "../model/records.ts";
import { changeStatus } from "../model/transitions.ts";
import { missingBucket } from "../rules/facts.ts";
import {
  amountNotPositive,
  amountRules,
  bucketDetail,
  bucketExpired,
  bucketNotFound,
  bucketNotStarted,
  bucketSuspended,
  expiryDetail,
  findForeignId,
  isBeforeStart,
  isPastGrace,
  limitExceeded,
  logicalResourceMismatch,
  moduleRule,
  partyAccountMismatch,
  productMismatch,
  type RefusalRule,
  shortfallDetail,
  unitMismatch,
  usageTypeMismatch,
} from "../rules/rule.ts";
import { postMovement } from "./draft.ts";
import type { ActionHandler } from "./submit.ts";
import { gatherTransfer, type TransferFacts } from "./transfer-facts.ts";

/** The steps that can leave a bucket by transfer: an emergency credit stays. */
const transferableSteps = ({ remaining, owed = 0 }: BucketRecord): number =>
  owed > 0 ? Math.max(0, remaining - owed) : remaining;

function isUncollectable(facts: TransferFacts): boolean {
  const { costAmount, bucket, amount, receiverFee, costBucket } = facts;
  if (costAmount.steps <= 0) return costAmount.steps < 0;
  if (costAmount.unit?.dimension === bucket.dimension) return receiverFee > amount.steps;
  return costBucket === undefined;
}

const costNotCollectable: RefusalRule<TransferFacts> = {
  code: "costNotCollectable",
  when: isUncollectable,
  detail: ({ cost, body }) => ({
    cost: { amount: cost?.value ?? 0, units: cost?.unit ?? "?" },
    payer: body.costOwner ?? "originator",
  }),
};

/** The refusal of a receiver's reference that its bucket does not have. */
function receiverReference(
  name: "logicalResource" | "product",
  receiverMember: "receiverLogicalResource" | "receiverProduct",
  normalize?: (id: string) => string,
): RefusalRule<TransferFacts> {
  const findForeign = ({ body, receiver }: TransferFacts): string | undefined =>
    findForeignId(body[receiverMember], receiver.details[name], normalize);
  return {
    code: `${name}Mismatch`,
    side: "receiver",
    when: (facts) => facts.policy.references === "check" && findForeign(facts) !== undefined,
    detail: (facts) => ({ bucket: facts.receiver.id, [name]: findForeign(facts) }),
  };
}

const receiverRules: readonly RefusalRule<TransferFacts>[] = /*@__PURE__*/ (() => [
  {
    code: "receiverBucketSuspended",
    side: "receiver",
    when: ({ receiver }) => receiver.suspended,
    detail: ({ receiver }) => bucketDetail({ bucket: receiver }),
  },
  {
    code: "receiverBucketNotStarted",
    side: "receiver",
    when: ({ receiver, now }) => isBeforeStart(receiver, now),
    detail: ({ receiver }) => ({ bucket: receiver.id, at: receiver.startsAt }),
  },
  {
    code: "receiverBucketExpired",
    side: "receiver",
    when: ({ receiver, now, policy }) => isPastGrace(receiver, now, policy),
    detail: ({ receiver }) => expiryDetail({ bucket: receiver }),
  },
])();

const balanceRules: readonly RefusalRule<TransferFacts>[] = /*@__PURE__*/ (() => [
  limitExceeded("transfer"),
  moduleRule("limitExceeded"),
  {
    code: "balanceCeilingExceeded",
    side: "receiver",
    when: ({ receiver, credit, policy }) => exceedsCeiling(receiver, credit, policy),
    detail: ({ receiver }) => bucketDetail({ bucket: receiver }),
  },
  {
    code: "insufficientBalance",
    when: (facts) => facts.amount.steps + facts.originatorFee > transferableSteps(facts.bucket),
    detail: (facts) => {
      const neededSteps = facts.amount.steps + facts.originatorFee;
      return shortfallDetail(facts, neededSteps, transferableSteps(facts.bucket));
    },
  },
  {
    ...costNotCollectable,
    side: "receiver",
    when: (facts) => facts.body.costOwner === "receiver" && isUncollectable(facts),
  },
  costNotCollectable,
])();

/** The rules that require one kind of value in the amount and both buckets, or a rate. */
const matchRules: readonly RefusalRule<TransferFacts>[] = /*@__PURE__*/ (() => [
  usageTypeMismatch,
  {
    code: "usageTypeMismatch",
    side: "receiver",
    when: ({ body, bucket, receiver, worth }) =>
      receiver.usageType !== (body.receiverBucketUsageType ?? bucket.usageType) ||
      (receiver.usageType !== bucket.usageType && worth === undefined),
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
    when: ({ bucket, receiver, worth }) =>
      bucket.dimension !== receiver.dimension && worth === undefined,
    detail: ({ body, receiver }) => ({ units: body.amount?.units ?? "?", actual: receiver.units }),
  },
  amountNotPositive,
  {
    // The credit is less than the smallest step of the receiver's unit.
    code: "amountNotPositive",
    side: "receiver",
    when: ({ credit, worth, amount, receiverFee }) =>
      worth !== undefined && credit === 0 && amount.steps > receiverFee,
    detail: ({ credit, receiver, policy }) => ({
      amount: quantityOf(credit, receiver.units, policy),
    }),
  },
])();

/** The reasons to refuse a transfer, in order of precedence. */
export const transferRules: readonly RefusalRule<TransferFacts>[] = /*@__PURE__*/ (() => [
  ...amountRules,
  {
    code: "quantityIncomplete",
    path: "transferCost",
    when: ({ costAmount }) => costAmount.error === "quantityIncomplete",
  },
  {
    code: "amountInexact",
    path: "transferCost",
    when: ({ costAmount }) => costAmount.error === "amountInexact",
    detail: ({ cost }) => ({ amount: cost?.value, units: cost?.unit }),
  },
  bucketNotFound,
  {
    code: "receiverBucketNotFound",
    side: "receiver",
    when: ({ receiver }) => receiver === missingBucket,
    detail: ({ body }) => ({ bucket: body.receiverBucket?.id }),
  },
  {
    code: "sameBucket",
    when: ({ bucket, receiver }) => bucket.id === receiver.id,
    detail: bucketDetail,
  },
  partyAccountMismatch,
  logicalResourceMismatch,
  receiverReference("logicalResource", "receiverLogicalResource", normalizeNumber),
  productMismatch,
  receiverReference("product", "receiverProduct"),
  ...matchRules,
  {
    code: "bucketNotTransferable",
    when: ({ bucket }) => bucket.transferable === false,
    detail: bucketDetail,
  },
  bucketSuspended,
  bucketNotStarted,
  bucketExpired,
  ...receiverRules,
  ...balanceRules,
])();

function chargeCost(draft: DecisionDraft, facts: TransferFacts, actionId: string): void {
  const { costAmount, costBucket, bucket, originatorFee, receiverFee } = facts;
  const payer = originatorFee + receiverFee > 0 ? bucket : costBucket;
  if (payer === undefined) return;
  const { id, dimension } = payer;
  postMovement(draft, {
    from: spendableAccount(id),
    to: "fee",
    dimension,
    steps: costAmount.steps,
    actionId,
  });
}

function toOtherBucket({ id, details }: BucketRecord): OtherBucket {
  const { partyAccount, logicalResource, product, relatedParty } = details;
  return { id, partyAccount, logicalResource, product, relatedParty };
}

function perform(draft: DecisionDraft, facts: TransferFacts, action: ActionRecord): ActionRecord {
  const { bucket, receiver, amount, receiverFee, cost, costBucket } = facts;
  const { now, worth, credit, policy } = facts;
  // The receiver's cost is deducted first, so it never enters the receiver's bucket.
  const [from, to] = [spendableAccount(bucket.id), spendableAccount(receiver.id)];
  const { dimension } = bucket;
  const movement = { from, to, dimension, steps: amount.steps - receiverFee, actionId: action.id };
  postMovement(draft, worth === undefined ? movement : { ...movement, to: "conversion" });
  if (worth !== undefined) {
    const convertedMovement = { dimension: receiver.dimension, steps: credit };
    postMovement(draft, { ...movement, ...convertedMovement, from: "conversion" });
  }
  chargeCost(draft, facts, action.id);
  facts.dailyLimits?.settle(draft, facts);
  return {
    ...changeStatus(action, "completed", now),
    ...(cost && { transferCost: cost }),
    ...((worth !== undefined || receiverFee > 0) && {
      creditedAmount: quantityOf(credit, receiver.units, policy),
    }),
    others: [receiver, ...(costBucket ? [costBucket] : [])].map(toOtherBucket),
  };
}

/** Transfers value between two buckets in one atomic step, and charges the cost. */
export const transferHandler: ActionHandler<TransferFacts> = {
  kind: "transfer",
  gather: gatherTransfer,
  rules: transferRules,
  perform,
};
