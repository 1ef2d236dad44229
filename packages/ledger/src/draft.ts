import type { Change, Context, Decision, Notice } from "./decision.ts";
import type { Account, Posting } from "./posting.ts";
import type { ActionRecord, BucketRecord, LedgerView } from "./records.ts";
import type { Refusal } from "./refusals.ts";

/** A decision while it is being made. */
export type Draft = {
  readonly view: LedgerView;
  readonly context: Context;
  readonly changes: Change[];
  readonly postings: Posting[];
  readonly notices: Notice[];
};

export const newDraft = (view: LedgerView, context: Context): Draft => ({
  view,
  context,
  changes: [],
  postings: [],
  notices: [],
});

/** Adds a change, in place of an earlier one of the same record. */
export const put = (draft: Draft, change: Change): void => {
  const { changes } = draft;
  const at = changes.findIndex(({ table, id }) => table === change.table && id === change.id);
  if (at < 0) changes.push(change);
  else changes[at] = change;
};

/** An action as the draft has it so far. */
export const putAction = (draft: Draft, record: ActionRecord): ActionRecord => {
  put(draft, { table: "action", id: record.id, record });
  return record;
};

/** A bucket as the draft has it so far. */
export const bucketIn = (draft: Draft, id: string): BucketRecord | undefined => {
  for (const change of draft.changes) {
    if (change.table === "bucket" && change.id === id) return change.record;
  }
  return draft.view.bucket(id);
};

/** Closes a draft that stands. */
export const accepted = <R extends ActionRecord | BucketRecord>(
  { changes, postings, notices }: Draft,
  result: R | undefined,
): Decision<R> => ({
  outcome: "accepted",
  refusal: undefined,
  result,
  changes,
  postings,
  notices,
});

const nothing = { changes: [], postings: [], notices: [] } as const;

/** Nothing changes because it is already so. */
export const replayed = <R extends ActionRecord | BucketRecord>(
  result: R | undefined,
): Decision<R> => ({ outcome: "replayed", refusal: undefined, result, ...nothing });

/** Nothing changes because it may not. */
export const refusedFlat = <R extends ActionRecord | BucketRecord>(
  refusal: Refusal,
): Decision<R> => ({ outcome: "refused", refusal, result: undefined, ...nothing });

const shift = (draft: Draft, account: Account, steps: number): void => {
  if (typeof account === "string") return;
  const bucket = bucketIn(draft, account.bucketId);
  if (bucket === undefined) return;
  const record =
    account.part === "held"
      ? { ...bucket, reserved: bucket.reserved + steps }
      : { ...bucket, remaining: bucket.remaining + steps };
  put(draft, { table: "bucket", id: record.id, record });
};

/** Posts a movement and applies it to the draft's buckets: the only place where a balance changes. */
export const move = (draft: Draft, { from, to, dimension, steps, actionId }: Posting): void => {
  if (steps === 0) return;
  draft.postings.push({ from, to, dimension, steps, actionId });
  shift(draft, from, -steps);
  shift(draft, to, steps);
};
