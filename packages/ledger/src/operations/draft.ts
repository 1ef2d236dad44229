import { overdraftOf } from "../model/amounts.ts";
import type { DecisionContext, DecisionDraft } from "../model/context.ts";
import type { Decision, RecordChange } from "../model/decision.ts";
import { validUntil } from "../model/life.ts";
import type { Account, Posting } from "../model/posting.ts";
import type { ActionRecord, BucketRecord, LedgerView } from "../model/records.ts";
import type { Refusal } from "../model/refusals.ts";
import { addPeriod } from "../model/time.ts";

export const newDraft = (view: LedgerView, context: DecisionContext): DecisionDraft => ({
  view,
  context,
  changes: [],
  postings: [],
  events: [],
  signals: [],
});

/** Adds a change, in place of an earlier one of the same record. */
export function putChange({ changes }: DecisionDraft, change: RecordChange): void {
  const at = changes.findIndex(({ table, id }) => table === change.table && id === change.id);
  changes[at < 0 ? changes.length : at] = change;
}

/** An action as the draft has it so far. */
export function putAction(draft: DecisionDraft, record: ActionRecord): ActionRecord {
  putChange(draft, { table: "action", id: record.id, record });
  return record;
}

/** A bucket as the draft has it so far. */
export function bucketOf(draft: DecisionDraft, id: string): BucketRecord | undefined {
  for (const change of draft.changes) {
    if (change.table === "bucket" && change.id === id) return change.record;
  }
  return draft.view.bucket(id);
}

/** Gives a bucket another end. */
export function setEnd(draft: DecisionDraft, id: string, endsAt: number | undefined): void {
  const bucket = bucketOf(draft, id);
  if (bucket === undefined || bucket.endsAt === endsAt) return;
  putChange(draft, { table: "bucket", id, record: { ...bucket, endsAt } });
}

const noChanges = { changes: [], postings: [], events: [], signals: [] } as const;

const toDecision = <R extends ActionRecord | BucketRecord>(
  outcome: Decision["outcome"],
  refusal: Refusal | undefined,
  result: R | undefined,
  {
    changes,
    postings,
    events,
    signals,
  }: Pick<Decision, "changes" | "postings" | "events" | "signals"> = noChanges,
): Decision<R> => ({ outcome, refusal, result, changes, postings, events, signals });

/** Returns the decision of an accepted draft. */
export function accept<R extends ActionRecord | BucketRecord>(
  draft: DecisionDraft,
  result: R | undefined,
): Decision<R> {
  return toDecision("accepted", undefined, result, draft);
}

/** Returns the decision of a repeated command, which changes nothing. */
export const replay = <R extends ActionRecord | BucketRecord>(result: R | undefined): Decision<R> =>
  toDecision("replayed", undefined, result);

/** Returns the decision of a refusal. Only the changes that record the refusal are kept. */
export const refuse = <R extends ActionRecord | BucketRecord>(
  refusal: Refusal,
  draft?: DecisionDraft,
  result?: R,
): Decision<R> => toDecision("refused", refusal, result, draft);

/** Accounts to which value goes without a use of the bucket: by correction, or by loss. */
const unused: readonly Account[] = [
  "opening",
  "payment",
  "voucher",
  "bonus",
  "credit",
  "adjustment",
  "expiry",
];

/** The bucket after its first use: its validity begins. */
function withFirstUse(bucket: BucketRecord, { now, policy }: DecisionContext): BucketRecord {
  const { firstUse, ...rest } = bucket;
  return firstUse
    ? { ...rest, endsAt: validUntil(addPeriod(now, firstUse, policy.utcOffsetMinutes), policy) }
    : bucket;
}

function addToAccount(draft: DecisionDraft, side: Account, steps: number, other: Account): void {
  if (typeof side === "string") return;
  const { bucketId: id, part } = side;
  const bucket = bucketOf(draft, id);
  if (bucket === undefined) return;
  const isHeld = part === "held";
  const isUse = bucket.firstUse && !isHeld && steps < 0 && !unused.includes(other);
  const own = isUse ? withFirstUse(bucket, draft.context) : bucket;
  const remaining = own.remaining + (isHeld ? 0 : steps);
  const record = {
    ...own,
    remaining,
    reserved: own.reserved + (isHeld ? steps : 0),
    // Only usage may go below zero, up to the policy's limit.
    ...(remaining < 0 && { overdraft: overdraftOf(own, draft.context.policy) }),
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
