import { findUnit } from "@tmf654/quantity";
import { MAX_STEPS, parseAmount } from "../model/amounts.ts";
import type { BucketCommand } from "../model/command.ts";
import type { ActionFacts, DecisionContext, DecisionDraft } from "../model/context.ts";
import type { Decision } from "../model/decision.ts";
import { roundValidityEnd } from "../model/life.ts";
import type { Policy } from "../model/policy.ts";
import { requireModule } from "../model/policy-modules.ts";
import { spendableAccount } from "../model/posting.ts";
import type { BucketBody, BucketRecord, BucketTerms, LedgerView } from "../model/records.ts";
import { parseInstant } from "../model/time.ts";
import { defaultUnit, gatherFacts, isCountedIn, lendingOf, missingBucket } from "../rules/facts.ts";
import {
  amountNotPositive,
  amountRules,
  balanceDetail,
  bucketDetail,
  bucketExpired,
  bucketNotFound,
  bucketNotStarted,
  bucketSuspended,
  firstRefusal,
  type RefusalRule,
  unitMismatch,
} from "../rules/rule.ts";
import { dateTimeInvalid, invalidDatePath } from "../rules/validity.ts";
import {
  bucketOf,
  createDraft,
  postMovement,
  putAction,
  putChange,
  toAccepted,
  toRefused,
  toUnchanged,
  updateBucket,
} from "./draft.ts";
import { forfeitBalance } from "./forfeit.ts";

type OpenFacts = ActionFacts & { readonly opened: BucketRecord; readonly isTaken: boolean };

/** The end of a new bucket; undefined for none, and for an invalid date-time. */
function initialEnd(end: string | undefined, policy: Policy): number | undefined {
  const instant = end === undefined ? undefined : parseInstant(end);
  return instant === undefined ? undefined : roundValidityEnd(instant, policy);
}

/**
 * A bucket as the operator describes it, without a balance. A posting from the `opening` account
 * adds the balance.
 */
function createBucketRecord(
  body: BucketBody,
  id: string,
  { now, policy }: DecisionContext,
): BucketRecord {
  const { usageType = "other", remainingValue, status, validFor, confirmationDate } = body;
  const defaultUnits = defaultUnit(policy, usageType);
  const units = remainingValue?.units ?? defaultUnits;
  const unit = defaultUnits && typeof units === "string" ? findUnit(units, policy) : undefined;
  const start = validFor?.startDateTime;
  const end = validFor?.endDateTime;
  return {
    ...missingBucket,
    id,
    usageType,
    dimension: unit?.dimension ?? "count",
    units: unit?.symbol ?? "",
    suspended: status === "suspended",
    ...(start !== undefined && { startsAt: parseInstant(start) }),
    endsAt: initialEnd(end, policy),
    confirmedAt: (confirmationDate && parseInstant(confirmationDate)) || now,
    details: body,
  };
}

/** The reasons to refuse to open a bucket, in order of precedence. */
export const openRules: readonly RefusalRule<OpenFacts>[] = /*@__PURE__*/ (() => [
  ...amountRules,
  {
    code: "dateTimeInvalid",
    path: ({ opened }) => invalidDatePath({ body: opened.details }),
    when: ({ opened }) => dateTimeInvalid.when({ body: opened.details }),
    detail: ({ opened }) => dateTimeInvalid.detail?.({ body: opened.details }) ?? {},
  },
  {
    code: "bucketExists",
    when: ({ isTaken }) => isTaken,
    detail: ({ opened }) => ({ bucket: opened.id }),
  },
  {
    code: "usageTypeMismatch",
    when: ({ opened }) => opened.units === "" || !isCountedIn(opened.usageType, opened.dimension),
    detail: ({ opened }) => ({
      usageType: opened.usageType,
      actual: opened.units || "no known unit",
    }),
  },
  { ...amountNotPositive, when: ({ requested }) => requested.steps < 0 },
  {
    code: "balanceCeilingExceeded",
    when: ({ requested }) => requested.steps > MAX_STEPS,
    detail: ({ opened }) => ({ bucket: opened.id }),
  },
])();

/**
 * Opens a bucket. `remainingValue` is its opening balance; `reservedValue` is ignored, because
 * there is no reservation.
 */
function openBucket(
  view: LedgerView,
  { body, terms }: { readonly body: BucketBody; readonly terms?: BucketTerms },
  context: DecisionContext,
): Decision<BucketRecord> {
  const id = body.id ?? context.nextId("bucket");
  const openedBucket = { ...createBucketRecord(body, id, context), ...terms };
  const amount = { amount: 0, units: openedBucket.units, ...body.remainingValue };
  const requested = parseAmount(amount, openedBucket, context.policy);
  const facts = {
    ...gatherFacts(view, { amount }, context),
    requested,
    amount: requested,
    opened: openedBucket,
  };
  const refusal = firstRefusal(openRules, { ...facts, isTaken: view.bucket(id) !== undefined });
  if (refusal !== undefined) return toRefused(refusal);
  // After this line nothing may fail.
  const draft = createDraft(view, context);
  putChange(draft, { table: "bucket", id, record: openedBucket });
  const { dimension } = openedBucket;
  const { steps } = requested;
  postMovement(draft, {
    from: "opening",
    to: spendableAccount(id),
    dimension,
    steps,
    actionId: undefined,
  });
  return toAccepted(draft, bucketOf(draft, id));
}

/** The reasons to refuse spending, in order of precedence. */
export const spendRules: readonly RefusalRule<ActionFacts>[] = /*@__PURE__*/ (() => [
  ...amountRules,
  bucketNotFound,
  unitMismatch,
  amountNotPositive,
  bucketSuspended,
  bucketNotStarted,
  bucketExpired,
  {
    code: "insufficientBalance",
    when: (facts) => facts.amount.steps > facts.bucket.remaining + lendingOf(facts),
    detail: (facts) => ({ needed: facts.body.amount, ...balanceDetail(facts) }),
  },
])();

/** The reasons to refuse to close a bucket, in order of precedence. */
export const closeRules: readonly RefusalRule<ActionFacts>[] = /*@__PURE__*/ (() => [
  bucketNotFound,
  {
    code: "bucketInUse",
    when: ({ bucket }) => bucket.reserved > 0,
    detail: bucketDetail,
  },
])();

const withdrawSteps = (
  draft: DecisionDraft,
  bucket: BucketRecord,
  receivingAccount: "usage" | "opening",
  steps: number,
): void =>
  postMovement(draft, {
    from: spendableAccount(bucket.id),
    to: receivingAccount,
    dimension: bucket.dimension,
    steps,
    actionId: undefined,
  });

interface BucketHandler {
  readonly rules: readonly RefusalRule<ActionFacts>[];
  readonly perform: (draft: DecisionDraft, facts: ActionFacts) => void;
}

const handlers: Readonly<Record<Exclude<BucketCommand["type"], "open">, BucketHandler>> = {
  spend: {
    rules: spendRules,
    perform: (draft, { bucket, amount, context }) => {
      withdrawSteps(draft, bucket, "usage", amount.steps);
      context.modules?.overdraft?.settle(draft, bucket.id);
    },
  },
  close: {
    rules: closeRules,
    perform: (draft, { bucket }) => {
      withdrawSteps(draft, bucket, "opening", bucket.remaining);
      // No later debit can make these auto-top-ups due, so they end now.
      for (const id of bucket.autoTopups ?? []) {
        const parent = draft.view.action(id);
        if (parent?.status !== "created") continue;
        putAction(draft, { ...parent, dueAt: draft.context.now });
      }
      putChange(draft, { table: "bucket", id: bucket.id, record: undefined });
    },
  },
  suspend: {
    rules: [bucketNotFound],
    perform: (draft, { bucket }) => {
      if (!bucket.suspended) updateBucket(draft, bucket.id, { suspended: true });
    },
  },
  resume: {
    rules: [bucketNotFound],
    perform: (draft, { bucket }) => {
      if (bucket.suspended) updateBucket(draft, bucket.id, { suspended: false });
    },
  },
  expire: {
    rules: [bucketNotFound],
    perform: (draft, { bucket, now }) => {
      if (bucket.endsAt === undefined || bucket.endsAt > now) {
        updateBucket(draft, bucket.id, { endsAt: now });
      }
      forfeitBalance(draft, bucket.id);
    },
  },
  warn: {
    rules: [bucketNotFound],
    perform: (draft, { bucket, context }) =>
      requireModule(context, "signals").signalExpiringSoon(draft, bucket),
  },
  forfeit: {
    rules: [bucketNotFound],
    perform: (draft, { bucket }) => forfeitBalance(draft, bucket.id),
  },
};

/** Decides a command on a bucket, from the operator or due by time. */
export function decideBucket(
  view: LedgerView,
  command: BucketCommand,
  context: DecisionContext,
): Decision<BucketRecord> {
  if (command.type === "open") return openBucket(view, command, context);
  const { rules, perform } = handlers[command.type];
  const amount = command.type === "spend" ? { amount: command.amount } : {};
  const facts = gatherFacts(view, { bucket: { id: command.bucketId }, ...amount }, context);
  const refusal = firstRefusal(rules, facts);
  if (refusal !== undefined) return toRefused(refusal);
  // After this line nothing may fail.
  const draft = createDraft(view, context);
  perform(draft, facts);
  const { id } = facts.bucket;
  return draft.changes.length === 0
    ? toUnchanged(facts.bucket)
    : toAccepted(draft, bucketOf(draft, id));
}
