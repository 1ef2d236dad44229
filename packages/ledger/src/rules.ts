import { exceedsCeiling, quantityOf, stepsIn } from "./amounts.ts";
import { type Facts, noBucket } from "./facts.ts";
import type { ActionKind, BucketRecord } from "./records.ts";
import { type Refusal, type RefusalCode, type RefusalDetail, refusal } from "./refusals.ts";

/**
 * One reason to refuse: when it applies, and the facts its sentence needs. Tables of rules are made
 * in a call that is marked pure: a bundler keeps spreads and calls otherwise, used or not.
 */
export type Rule<F> = {
  readonly code: RefusalCode;
  readonly when: (facts: F) => boolean;
  readonly side?: "receiver";
  readonly path?: string | ((facts: F) => string);
  readonly detail?: (facts: F) => RefusalDetail;
  readonly duplicateOf?: (facts: F) => string | undefined;
};

/** The first rule that applies, as a refusal: the order of the table is the contract. */
export const firstRefusal = <F>(rules: readonly Rule<F>[], facts: F): Refusal | undefined => {
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
};

export const isExpired = (endsAt: number | undefined, now: number): boolean =>
  endsAt !== undefined && endsAt <= now;

/** The names of the bucket and its amounts, for sentences. */
export const inBucket = (bucket: BucketRecord, facts: Facts): RefusalDetail => ({
  bucket: bucket.id,
  available: quantityOf(bucket.remaining, bucket.units, facts.policy),
});

/** The bucket's name is all that many a sentence needs. */
export const named = ({ bucket }: Pick<Facts, "bucket">): RefusalDetail => ({ bucket: bucket.id });

/** How far the balance is from what is needed, in steps. */
export const lack = (facts: Facts, needed: number): RefusalDetail => ({
  needed: quantityOf(needed, facts.bucket.units, facts.policy),
  ...inBucket(facts.bucket, facts),
});

export const malformed: readonly Rule<Facts>[] = [
  {
    code: "quantityIncomplete",
    path: "amount",
    when: ({ asked }) => asked.error === "quantityIncomplete",
  },
  {
    code: "amountInexact",
    path: "amount",
    when: ({ asked }) => asked.error === "amountInexact",
    detail: ({ body }) => ({ amount: body.amount?.amount, units: body.amount?.units }),
  },
];

export const bucketNotFound: Rule<Facts> = {
  code: "bucketNotFound",
  when: ({ bucket }) => bucket === noBucket,
  detail: ({ body }) => ({ bucket: body.bucket?.id ?? "?" }),
};

export const partyAccountMismatch: Rule<Facts> = {
  code: "partyAccountMismatch",
  when: ({ body, bucket }) => {
    const asked = body.partyAccount?.id;
    const own = bucket.details.partyAccount?.id;
    return asked !== undefined && own !== undefined && asked !== own;
  },
  detail: ({ body, bucket }) => ({ bucket: bucket.id, partyAccount: body.partyAccount?.id }),
};

export const usageTypeMismatch: Rule<Facts> = {
  code: "usageTypeMismatch",
  when: ({ body, bucket }) => body.usageType !== undefined && body.usageType !== bucket.usageType,
  detail: ({ body, bucket }) => ({ usageType: body.usageType, actual: bucket.usageType }),
};

export const unitMismatch: Rule<Facts> = {
  code: "unitMismatch",
  when: ({ asked, bucket }) => asked.unit?.dimension !== bucket.dimension,
  detail: ({ body, bucket }) => ({ units: body.amount?.units ?? "?", actual: bucket.units }),
};

export const amountNotPositive: Rule<Facts> = {
  code: "amountNotPositive",
  when: ({ asked }) => asked.steps <= 0,
  detail: ({ body }) => ({ amount: body.amount }),
};

export const bucketSuspended: Rule<Facts> = {
  code: "bucketSuspended",
  when: ({ bucket }) => bucket.suspended,
  detail: named,
};

export const expiryOf = ({ bucket }: Pick<Facts, "bucket">): RefusalDetail => ({
  bucket: bucket.id,
  at: bucket.endsAt,
});

export const bucketExpired: Rule<Facts> = {
  code: "bucketExpired",
  when: ({ bucket, now }) => isExpired(bucket.endsAt, now),
  detail: expiryOf,
};

/** Bounds on one action; a debit is measured by its size. */
const brokenLimit = (kind: ActionKind, { policy, bucket, amount }: Facts) => {
  const limits = policy.limits[kind]?.[bucket.usageType];
  if (limits === undefined) return undefined;
  const size = Math.abs(amount.steps);
  const minimum = stepsIn(limits.minimum, bucket.dimension, policy);
  const maximum = stepsIn(limits.maximum, bucket.dimension, policy);
  if (minimum !== undefined && size < minimum) return { limit: "at least", bound: limits.minimum };
  if (maximum !== undefined && size > maximum) return { limit: "at most", bound: limits.maximum };
  return undefined;
};

export const limitExceeded = (kind: ActionKind): Rule<Facts> => ({
  code: "limitExceeded",
  when: (facts) => brokenLimit(kind, facts) !== undefined,
  detail: (facts) => ({ action: kind, ...brokenLimit(kind, facts), per: "" }),
});

export const balanceCeilingExceeded: Rule<Facts> = {
  code: "balanceCeilingExceeded",
  when: ({ bucket, amount, policy }) => exceedsCeiling(bucket, amount.steps, policy),
  detail: named,
};
