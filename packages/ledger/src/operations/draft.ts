import type { DecisionContext, DecisionDraft } from "../model/context.ts";
import type { Decision, RecordChange } from "../model/decision.ts";
import { validityEndFrom } from "../model/life.ts";
import type { Account, Posting } from "../model/posting.ts";
import type { ActionRecord, BucketRecord, LedgerView } from "../model/records.ts";
import type { Refusal } from "../model/refusals.ts";

type DraftLists = Omit<DecisionDraft, "view" | "context">;

const createLists = (): DraftLists => ({ changes: [], postings: [], events: [], signals: [] });

export const createDraft = (view: LedgerView, context: DecisionContext): DecisionDraft => ({
  view,
  context,
  changes: [],
  postings: [],
  events: [],
  signals: [],
});

/** Adds a change, which replaces an earlier change of the same record. */
export function putChange({ changes }: DecisionDraft, change: RecordChange): void {
  let at = 0;
  for (const { table, id } of changes) {
    if (table === change.table && id === change.id) break;
    at += 1;
  }
  changes[at] = change;
}

/** Puts an action into the draft and returns the action. */
export function putAction(draft: DecisionDraft, record: ActionRecord): ActionRecord {
  putChange(draft, { table: "action", id: record.id, record });
  return record;
}

/** Returns a bucket with the changes of the draft so far. */
export function bucketOf(draft: DecisionDraft, id: string): BucketRecord | undefined {
  for (const change of draft.changes) {
    if (change.table === "bucket" && change.id === id) return change.record;
  }
  return draft.view.bucket(id);
}

/** Changes members of a bucket. */
export function updateBucket(
  draft: DecisionDraft,
  id: string,
  values: Partial<BucketRecord>,
): void {
  const bucket = bucketOf(draft, id);
  if (bucket) putChange(draft, { table: "bucket", id, record: { ...bucket, ...values } });
}

const toDecision = <R extends ActionRecord | BucketRecord>(
  outcome: Decision["outcome"],
  refusal: Refusal | undefined,
  result: R | undefined,
  { changes, postings, events, signals } = createLists(),
): Decision<R> => ({ outcome, refusal, result, changes, postings, events, signals });

/** Returns the decision of an accepted draft. */
export function toAccepted<R extends ActionRecord | BucketRecord>(
  draft: DecisionDraft,
  result: R | undefined,
): Decision<R> {
  return toDecision("accepted", undefined, result, draft);
}

/** Returns the decision of a repeated command, which changes nothing. */
export const toUnchanged = <R extends ActionRecord | BucketRecord>(
  result: R | undefined,
): Decision<R> => toDecision("unchanged", undefined, result);

/** Returns the decision of a refusal. Only the changes that record the refusal are kept. */
export const toRefused = <R extends ActionRecord | BucketRecord>(
  refusal: Refusal,
  draft?: DecisionDraft,
  result?: R,
): Decision<R> => toDecision("refused", refusal, result, draft);

/**
 * The accounts that receive value when a bucket is used. A transfer to another bucket is a use too.
 */
const usageAccounts: readonly Account[] = ["usage", "fee", "conversion"];

/** Returns the bucket after its first use. Its validity begins with this use. */
function startFirstUse(bucket: BucketRecord, { now, policy }: DecisionContext): BucketRecord {
  const { firstUse, ...startedBucket } = bucket;
  return firstUse ? { ...startedBucket, endsAt: validityEndFrom(now, firstUse, policy) } : bucket;
}

function addToAccount(
  draft: DecisionDraft,
  account: Account,
  steps: number,
  otherAccount: Account,
): void {
  if (typeof account === "string") return;
  const { bucketId: id, part } = account;
  const bucket = bucketOf(draft, id);
  if (bucket === undefined) return;
  const isHeld = part === "held";
  const isSpent = typeof otherAccount === "object" || usageAccounts.includes(otherAccount);
  const isUse = bucket.firstUse && !isHeld && steps < 0 && isSpent;
  const usedBucket = isUse ? startFirstUse(bucket, draft.context) : bucket;
  // `remaining` and `reserved` are both set each time. A computed member name would take half as
  // long as the rest of a decision.
  const record = {
    ...usedBucket,
    remaining: usedBucket.remaining + (isHeld ? 0 : steps),
    reserved: usedBucket.reserved + (isHeld ? steps : 0),
  };
  putChange(draft, { table: "bucket", id, record });
}

/**
 * Posts a movement and applies it to the draft's buckets: the only place a balance changes. A
 * negative movement goes in the opposite direction.
 */
export function postMovement(draft: DecisionDraft, posting: Posting): void {
  const { from, to, steps } = posting;
  if (steps === 0) return;
  if (steps < 0) {
    postMovement(draft, { ...posting, from: to, to: from, steps: -steps });
    return;
  }
  draft.postings.push(posting);
  addToAccount(draft, from, -steps, to);
  addToAccount(draft, to, steps, from);
}
