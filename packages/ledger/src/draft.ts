import type { ActionEvent, Decision, DecisionContext, RecordChange } from "./decision.ts";
import type { Account, Posting } from "./posting.ts";
import type { ActionRecord, BucketRecord, LedgerView } from "./records.ts";
import type { Refusal } from "./refusals.ts";

/** A decision while it is being made. */
export type Draft = {
  readonly view: LedgerView;
  readonly context: DecisionContext;
  readonly changes: RecordChange[];
  readonly postings: Posting[];
  readonly events: ActionEvent[];
};

export const newDraft = (view: LedgerView, context: DecisionContext): Draft => ({
  view,
  context,
  changes: [],
  postings: [],
  events: [],
});

/** Adds a change, in place of an earlier one of the same record. */
export const put = ({ changes }: Draft, change: RecordChange): void => {
  const at = changes.findIndex(({ table, id }) => table === change.table && id === change.id);
  changes[at < 0 ? changes.length : at] = change;
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

const nothing = { changes: [], postings: [], events: [] } as const;

const close = <R extends ActionRecord | BucketRecord>(
  outcome: Decision["outcome"],
  refusal: Refusal | undefined,
  result: R | undefined,
  { changes, postings, events }: Pick<Decision, "changes" | "postings" | "events"> = nothing,
): Decision<R> => ({ outcome, refusal, result, changes, postings, events });

/** Closes a draft that stands. */
export const accepted = <R extends ActionRecord | BucketRecord>(
  draft: Draft,
  result: R | undefined,
): Decision<R> => close("accepted", undefined, result, draft);

/** Nothing changes because it is already so. */
export const replayed = <R extends ActionRecord | BucketRecord>(
  result: R | undefined,
): Decision<R> => close("replayed", undefined, result);

/** It may not be. Nothing changes but what a draft records of the refusal itself. */
export const refused = <R extends ActionRecord | BucketRecord>(
  refusal: Refusal,
  draft?: Draft,
  result?: R,
): Decision<R> => close("refused", refusal, result, draft);

const shift = (draft: Draft, bucketId: string, spendable: number, held: number): void => {
  const bucket = bucketIn(draft, bucketId);
  if (bucket === undefined) return;
  const record = {
    ...bucket,
    remaining: bucket.remaining + spendable,
    reserved: bucket.reserved + held,
  };
  put(draft, { table: "bucket", id: bucketId, record });
};

const shiftSide = (draft: Draft, side: Account, steps: number): void => {
  if (typeof side === "string") return;
  const isHeld = side.part === "held";
  shift(draft, side.bucketId, isHeld ? 0 : steps, isHeld ? steps : 0);
};

/** Posts a movement and applies it to the draft's buckets: the only place a balance changes. */
export const move = (draft: Draft, posting: Posting): void => {
  const { from, to, steps } = posting;
  if (steps === 0) return;
  draft.postings.push(posting);
  shiftSide(draft, from, -steps);
  shiftSide(draft, to, steps);
};
