import type { DecisionContext, DecisionDraft } from "../model/context.ts";
import type { Decision } from "../model/decision.ts";
import type { ActionRecord, BucketRecord, LedgerView } from "../model/records.ts";
import { isLow } from "../rules/low.ts";
import { isUsable } from "../rules/rule.ts";
import { putAction } from "./draft.ts";

/** Makes the auto-top-ups of a bucket due that wait for a low balance, after a debit left one. */
function makeAutoTopupsDue(draft: DecisionDraft, bucket: BucketRecord): void {
  const { view, context } = draft;
  const { now, policy } = context;
  const isDebit = bucket.remaining < (view.bucket(bucket.id)?.remaining ?? 0);
  if (!isDebit || !isUsable(bucket, now, policy) || !isLow(bucket, policy)) return;
  for (const id of bucket.autoTopups ?? []) {
    const parent = view.action(id);
    const { auto } = parent ?? {};
    if (parent?.status !== "created" || !auto || auto.open || auto.anchorAt > now) continue;
    putAction(draft, { ...parent, dueAt: now });
  }
}

/**
 * A decision with the consequences of its changes: a bonus, auto-top-ups that a low balance makes
 * due, and the signals that policy switches on.
 */
export function withConsequences<R extends ActionRecord | BucketRecord>(
  view: LedgerView,
  decision: Decision<R>,
  context: DecisionContext,
): Decision<R> {
  const { parts, policy } = context;
  const hasWaiting = decision.changes.some(
    ({ table, record }) => table === "bucket" && record?.autoTopups,
  );
  if (policy.signals.length + policy.topupBonuses.length === 0 && !hasWaiting) return decision;
  const draft: DecisionDraft = {
    view,
    context,
    changes: [...decision.changes],
    postings: [...decision.postings],
    events: [...decision.events],
    signals: [...decision.signals],
  };
  for (const change of decision.changes) {
    const { table, record } = change;
    if (table === "bucket" && record?.autoTopups) makeAutoTopupsDue(draft, record);
    parts?.signals?.follow(draft, change);
    parts?.topupBonuses?.(draft, change);
  }
  const { changes, postings, events, signals: all } = draft;
  return { ...decision, changes, postings, events, signals: all };
}
