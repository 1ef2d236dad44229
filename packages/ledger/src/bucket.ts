import { findUnit } from "@tmf654/quantity";
import { MOST_STEPS, readAmount } from "./amounts.ts";
import type { BucketCommand } from "./command.ts";
import type { Decision, DecisionContext } from "./decision.ts";
import { accepted, bucketIn, type Draft, move, newDraft, put, refused, replayed } from "./draft.ts";
import { defaultUnit, type Facts, gather, isMeasuredIn, noBucket } from "./facts.ts";
import { forfeit } from "./forfeit.ts";
import { spendable } from "./posting.ts";
import type { BucketBody, BucketRecord, LedgerView } from "./records.ts";
import {
  amountNotPositive,
  bucketExpired,
  bucketNotFound,
  bucketSuspended,
  firstRefusal,
  inBucket,
  malformed,
  named,
  type Rule,
  unitMismatch,
} from "./rules.ts";
import { parseInstant } from "./time.ts";

type OpenFacts = Facts & { readonly opened: BucketRecord; readonly isTaken: boolean };

/** A bucket as the operator describes it. What it holds comes later, from the `opening` account. */
const described = (
  body: BucketBody,
  id: string,
  { now, policy }: DecisionContext,
): BucketRecord => {
  const { usageType = "other", remainingValue, status, validFor, confirmationDate } = body;
  const own = defaultUnit(policy, usageType);
  const units = remainingValue?.units ?? own;
  const unit = own && typeof units === "string" ? findUnit(units, policy) : undefined;
  const end = validFor?.endDateTime;
  return {
    ...noBucket,
    id,
    usageType,
    dimension: unit?.dimension ?? "count",
    units: unit?.symbol ?? "",
    suspended: status === "suspended",
    endsAt: end === undefined ? undefined : parseInstant(end),
    confirmedAt: (confirmationDate && parseInstant(confirmationDate)) || now,
    details: body,
  };
};

/** Why a bucket is not opened, in order of precedence. */
export const openRules: readonly Rule<OpenFacts>[] = /*@__PURE__*/ (() => [
  ...malformed,
  {
    code: "dateTimeInvalid",
    path: "validFor.endDateTime",
    when: ({ opened }) => {
      const end = opened.details.validFor?.endDateTime;
      return end !== undefined && parseInstant(end) === undefined;
    },
    detail: ({ opened }) => ({ text: opened.details.validFor?.endDateTime }),
  },
  {
    code: "bucketExists",
    when: ({ isTaken }) => isTaken,
    detail: ({ opened }) => ({ bucket: opened.id }),
  },
  {
    code: "usageTypeMismatch",
    when: ({ opened }) => opened.units === "" || !isMeasuredIn(opened.usageType, opened.dimension),
    detail: ({ opened }) => ({
      usageType: opened.usageType,
      actual: opened.units || "no known unit",
    }),
  },
  { ...amountNotPositive, when: ({ asked }) => asked.steps < 0 },
  {
    code: "balanceCeilingExceeded",
    when: ({ asked }) => asked.steps > MOST_STEPS,
    detail: ({ opened }) => ({ bucket: opened.id }),
  },
])();

/** Opens a bucket. `remainingValue` is its opening balance; `reservedValue` is ignored: no hold. */
const open = (
  view: LedgerView,
  body: BucketBody,
  context: DecisionContext,
): Decision<BucketRecord> => {
  const id = body.id ?? context.nextId("bucket");
  const opened = described(body, id, context);
  const amount = { amount: 0, units: opened.units, ...body.remainingValue };
  const asked = readAmount(amount, opened, context.policy);
  const facts = { ...gather(view, { amount }, context), asked, amount: asked, opened };
  const refusal = firstRefusal(openRules, { ...facts, isTaken: view.bucket(id) !== undefined });
  if (refusal !== undefined) return refused(refusal);
  // After this line nothing may fail.
  const draft = newDraft(view, context);
  put(draft, { table: "bucket", id, record: opened });
  const { dimension } = opened;
  const { steps } = asked;
  move(draft, { from: "opening", to: spendable(id), dimension, steps, actionId: undefined });
  return accepted(draft, bucketIn(draft, id));
};

/** Why spending is refused, in order of precedence. */
export const spendRules: readonly Rule<Facts>[] = /*@__PURE__*/ (() => [
  ...malformed,
  bucketNotFound,
  unitMismatch,
  amountNotPositive,
  bucketSuspended,
  bucketExpired,
  {
    code: "insufficientBalance",
    when: ({ amount, bucket }) => amount.steps > bucket.remaining,
    detail: (facts) => ({ needed: facts.body.amount, ...inBucket(facts.bucket, facts) }),
  },
])();

/** Why a bucket is not closed, in order of precedence. */
export const closeRules: readonly Rule<Facts>[] = /*@__PURE__*/ (() => [
  bucketNotFound,
  {
    code: "bucketInUse",
    when: ({ bucket }) => bucket.reserved > 0,
    detail: named,
  },
])();

const change = (draft: Draft, bucket: BucketRecord, with_: Partial<BucketRecord>): void =>
  put(draft, { table: "bucket", id: bucket.id, record: { ...bucket, ...with_ } });

const give = (draft: Draft, bucket: BucketRecord, to: "usage" | "opening", steps: number): void =>
  move(draft, {
    from: spendable(bucket.id),
    to,
    dimension: bucket.dimension,
    steps,
    actionId: undefined,
  });

type Effect = {
  readonly rules: readonly Rule<Facts>[];
  readonly perform: (draft: Draft, facts: Facts) => void;
};

const effects: Readonly<Record<Exclude<BucketCommand["type"], "open">, Effect>> = {
  spend: {
    rules: spendRules,
    perform: (draft, { bucket, amount }) => give(draft, bucket, "usage", amount.steps),
  },
  close: {
    rules: closeRules,
    perform: (draft, { bucket }) => {
      give(draft, bucket, "opening", bucket.remaining);
      put(draft, { table: "bucket", id: bucket.id, record: undefined });
    },
  },
  suspend: {
    rules: [bucketNotFound],
    perform: (draft, { bucket }) => {
      if (!bucket.suspended) change(draft, bucket, { suspended: true });
    },
  },
  resume: {
    rules: [bucketNotFound],
    perform: (draft, { bucket }) => {
      if (bucket.suspended) change(draft, bucket, { suspended: false });
    },
  },
  expire: {
    rules: [bucketNotFound],
    perform: (draft, { bucket, now }) => {
      if (bucket.endsAt === undefined || bucket.endsAt > now) {
        change(draft, bucket, { endsAt: now });
      }
      forfeit(draft, bucket.id);
    },
  },
  forfeit: { rules: [bucketNotFound], perform: (draft, { bucket }) => forfeit(draft, bucket.id) },
};

/** Decides what the operator, or time, does to a bucket. */
export const decideBucket = (
  view: LedgerView,
  command: BucketCommand,
  context: DecisionContext,
): Decision<BucketRecord> => {
  if (command.type === "open") return open(view, command.body, context);
  const { rules, perform } = effects[command.type];
  const amount = command.type === "spend" ? { amount: command.amount } : {};
  const facts = gather(view, { bucket: { id: command.bucketId }, ...amount }, context);
  const refusal = firstRefusal(rules, facts);
  if (refusal !== undefined) return refused(refusal);
  // After this line nothing may fail.
  const draft = newDraft(view, context);
  perform(draft, facts);
  const { id } = facts.bucket;
  return draft.changes.length === 0 ? replayed(facts.bucket) : accepted(draft, bucketIn(draft, id));
};
