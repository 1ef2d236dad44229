import { normalizeNumber } from "@tmf654/contract";
import { exceedsCeiling, quantityOf, stepsIn } from "../model/amounts.ts";
import type { ActionFacts, DecisionContext } from "../model/context.ts";
import type { ActionKind } from "../model/kind.ts";
import { terminationTime, usabilityEnd } from "../model/life.ts";
import type { Policy } from "../model/policy.ts";
import type { BucketRecord } from "../model/records.ts";
import { type Refusal, type RefusalCode, type RefusalDetail, refusal } from "../model/refusals.ts";
import { missingBucket } from "./facts.ts";

/**
 * One reason to refuse: its condition, and the facts for its message. Tables of rules are made in a
 * call that is marked pure, because a bundler keeps other unused spreads and calls.
 */
export interface RefusalRule<F> {
  readonly code: RefusalCode;
  readonly when: (facts: F) => boolean;
  readonly side?: "receiver";
  readonly path?: string | ((facts: F) => string);
  readonly detail?: (facts: F) => RefusalDetail;
  readonly duplicateOf?: (facts: F) => string | undefined;
}

/** The first rule that applies, as a refusal. The order of the table decides. */
export function firstRefusal<F extends { readonly context: DecisionContext }>(
  rules: readonly RefusalRule<F>[],
  facts: F,
): Refusal | undefined {
  facts.context.onRules?.(rules, facts);
  for (const rule of rules) {
    if (!rule.when(facts)) continue;
    const { code, side, path } = rule;
    return refusal(code, {
      side,
      path: typeof path === "function" ? path(facts) : path,
      detail: rule.detail?.(facts),
      duplicateOf: rule.duplicateOf?.(facts),
    });
  }
  return undefined;
}

/** A rule whose condition a policy module checks. The module adds the details to the facts. */
export const moduleRule = (code: RefusalCode): RefusalRule<ActionFacts> => ({
  code,
  when: ({ refused }) => refused?.[code] !== undefined,
  detail: ({ refused }) => refused?.[code] ?? {},
});

export const isExpired = (endsAt: number | undefined, now: number): boolean =>
  endsAt !== undefined && endsAt <= now;

/** Whether the bucket is valid from a later instant on. */
export const isBeforeStart = ({ startsAt }: BucketRecord, now: number): boolean =>
  startsAt !== undefined && startsAt > now;

/** Whether the value of a bucket can be spent now. */
export const isUsable = (bucket: BucketRecord, now: number, policy: Policy): boolean =>
  !bucket.suspended && !isBeforeStart(bucket, now) && !isPastGrace(bucket, now, policy);

/** Whether the validity of a bucket and the policy's days of grace are over. */
export const isPastGrace = ({ endsAt }: BucketRecord, now: number, policy: Policy): boolean =>
  isExpired(usabilityEnd(endsAt, policy), now);

/** The refusal after the end of the policy's lifecycle, when nothing can revive a bucket. */
export const bucketTerminated: RefusalRule<ActionFacts> = {
  code: "bucketTerminated",
  when: ({ bucket, now, policy }) => isExpired(terminationTime(bucket.endsAt, policy), now),
  detail: ({ bucket, policy }) => ({
    bucket: bucket.id,
    at: terminationTime(bucket.endsAt, policy),
  }),
};

/** The bucket and the amount that is available in it, for messages. */
export const balanceDetail = (
  { bucket, policy }: ActionFacts,
  available = bucket.remaining,
): RefusalDetail => ({
  bucket: bucket.id,
  available: quantityOf(available, bucket.units, policy),
});

/** The name of the bucket, which is enough for many messages. */
export const bucketDetail = ({ bucket }: Pick<ActionFacts, "bucket">): RefusalDetail => ({
  bucket: bucket.id,
});

/** The needed and the available amount, for messages. */
export const shortfallDetail = (
  facts: ActionFacts,
  neededSteps: number,
  availableSteps?: number,
): RefusalDetail => ({
  needed: quantityOf(neededSteps, facts.bucket.units, facts.policy),
  ...balanceDetail(facts, availableSteps),
});

export const amountRules: readonly RefusalRule<ActionFacts>[] = [
  {
    code: "quantityIncomplete",
    path: "amount",
    when: ({ requested }) => requested.error === "quantityIncomplete",
  },
  {
    code: "amountInexact",
    path: "amount",
    when: ({ requested }) => requested.error === "amountInexact",
    detail: ({ body }) => ({ amount: body.amount?.amount, units: body.amount?.units }),
  },
];

export const bucketNotFound: RefusalRule<ActionFacts> = {
  code: "bucketNotFound",
  when: ({ bucket }) => bucket === missingBucket,
  detail: ({ body }) => ({ bucket: body.bucket?.id }),
};

const idOf = (reference: unknown): unknown => (reference as { id?: unknown } | null)?.id;

/** The ids of references. A lenient profile accepts any value there. */
const idsOf = (references: unknown): string[] =>
  [references]
    .flat()
    .map(idOf)
    .filter((id) => typeof id === "string");

/** The first id of a request that the bucket does not have, if the bucket has ids. */
export function findForeignId(
  namedReferences: unknown,
  ownReferences: unknown,
  normalize = (id: string): string => id,
): string | undefined {
  if (namedReferences === undefined || ownReferences === undefined) return undefined;
  // Most requests name the bucket's only reference, and comparing lists would cost more than a
  // rule.
  if (idOf(namedReferences) && idOf(namedReferences) === idOf(ownReferences)) return undefined;
  const ownIds = idsOf(ownReferences).map(normalize);
  return ownIds.length > 0
    ? idsOf(namedReferences).find((id) => !ownIds.includes(normalize(id)))
    : undefined;
}

type ReferenceName = "partyAccount" | "logicalResource" | "product";

/** The refusal of a reference that the bucket does not have. */
function referenceRule(
  name: ReferenceName,
  normalize?: (id: string) => string,
): RefusalRule<ActionFacts> {
  const findForeign = ({ body, bucket }: ActionFacts): string | undefined =>
    findForeignId(body[name], bucket.details[name], normalize);
  return {
    code: `${name}Mismatch`,
    when: (facts) => facts.policy.references === "check" && findForeign(facts) !== undefined,
    detail: (facts) => ({ bucket: facts.bucket.id, [name]: findForeign(facts) }),
  };
}

export const partyAccountMismatch = /*@__PURE__*/ referenceRule("partyAccount");
export const logicalResourceMismatch = /*@__PURE__*/ referenceRule(
  "logicalResource",
  normalizeNumber,
);
export const productMismatch = /*@__PURE__*/ referenceRule("product");

/** The rules that require that the references of a request belong to its bucket. */
export const referenceRules: readonly RefusalRule<ActionFacts>[] = [
  partyAccountMismatch,
  logicalResourceMismatch,
  productMismatch,
];

export const usageTypeMismatch: RefusalRule<ActionFacts> = {
  code: "usageTypeMismatch",
  when: ({ body, bucket }) => body.usageType !== undefined && body.usageType !== bucket.usageType,
  detail: ({ body, bucket }) => ({ usageType: body.usageType, actual: bucket.usageType }),
};

export const unitMismatch: RefusalRule<ActionFacts> = {
  code: "unitMismatch",
  when: ({ requested, bucket }) => requested.unit?.dimension !== bucket.dimension,
  detail: ({ body, bucket }) => ({ units: body.amount?.units ?? "?", actual: bucket.units }),
};

export const amountNotPositive: RefusalRule<ActionFacts> = {
  code: "amountNotPositive",
  when: ({ requested }) => requested.steps <= 0,
  detail: ({ body }) => ({ amount: body.amount }),
};

export const bucketSuspended: RefusalRule<ActionFacts> = {
  code: "bucketSuspended",
  when: ({ bucket }) => bucket.suspended,
  detail: bucketDetail,
};

export const bucketNotStarted: RefusalRule<ActionFacts> = {
  code: "bucketNotStarted",
  when: ({ bucket, now }) => isBeforeStart(bucket, now),
  detail: ({ bucket }) => ({ bucket: bucket.id, at: bucket.startsAt }),
};

export const expiryDetail = ({ bucket }: Pick<ActionFacts, "bucket">): RefusalDetail => ({
  bucket: bucket.id,
  at: bucket.endsAt,
});

export const bucketExpired: RefusalRule<ActionFacts> = {
  code: "bucketExpired",
  when: ({ bucket, now, policy }) => isPastGrace(bucket, now, policy),
  detail: expiryDetail,
};

/**
 * Bounds on one action by its size. An action that only changes the end of a validity has no size.
 */
function exceededLimit(kind: ActionKind, { policy, bucket, amount }: ActionFacts) {
  const limits = policy.limits[kind]?.[bucket.usageType];
  const absoluteSteps = Math.abs(amount.steps);
  if (limits === undefined || absoluteSteps === 0) return undefined;
  const minimum = stepsIn(limits.minimum, bucket.dimension, policy);
  const maximum = stepsIn(limits.maximum, bucket.dimension, policy);
  if (minimum !== undefined && absoluteSteps < minimum)
    return { limit: "at least", bound: limits.minimum };
  if (maximum !== undefined && absoluteSteps > maximum)
    return { limit: "at most", bound: limits.maximum };
  return undefined;
}

export const limitExceeded = (kind: ActionKind): RefusalRule<ActionFacts> => ({
  code: "limitExceeded",
  when: (facts) => exceededLimit(kind, facts) !== undefined,
  detail: (facts) => ({ action: kind, ...exceededLimit(kind, facts), per: "" }),
});

export const balanceCeilingExceeded: RefusalRule<ActionFacts> = {
  code: "balanceCeilingExceeded",
  when: ({ bucket, amount, policy }) => exceedsCeiling(bucket, amount.steps, policy),
  detail: bucketDetail,
};
