import type { Decision, DecisionContext } from "../model/decision.ts";
import type { ActionRecord, BucketRecord, LedgerView } from "../model/records.ts";
import { isLow } from "../rules/low.ts";
import { isUsable } from "../rules/rule.ts";
import { giveBonus } from "./bonus.ts";
import { type DecisionDraft, putAction } from "./draft.ts";

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

/** Signals a balance that has become low. */
function signalLow(draft: DecisionDraft, bucket: BucketRecord): void {
  const { now, policy } = draft.context;
  const before = draft.view.bucket(bucket.id);
  const wasLow = before === undefined || isLow(before, policy);
  if (wasLow || !isLow(bucket, policy) || !isUsable(bucket, now, policy)) return;
  draft.signals.push({ type: "LowBalance", bucket });
}

/** Signals an action that was open and has completed. */
function signalCompleted(draft: DecisionDraft, action: ActionRecord): void {
  const wasOpen = draft.view.action(action.id)?.status === "created";
  if (wasOpen && action.status === "completed") draft.events.push({ type: "Completed", action });
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
  const { signals } = context.policy;
  const hasWaiting = decision.changes.some(
    ({ table, record }) => table === "bucket" && record?.autoTopups,
  );
  const { topupBonuses } = context.policy;
  if (signals.length + topupBonuses.length === 0 && !hasWaiting) return decision;
  const draft: DecisionDraft = {
    view,
    context,
    changes: [...decision.changes],
    postings: [...decision.postings],
    events: [...decision.events],
    signals: [...decision.signals],
  };
  for (const { table, record } of decision.changes) {
    if (table === "bucket" && record?.autoTopups) makeAutoTopupsDue(draft, record);
    if (table === "bucket" && record && signals.includes("lowBalance")) signalLow(draft, record);
    if (table === "action" && signals.includes("completed")) signalCompleted(draft, record);
    if (table === "action" && topupBonuses.length > 0) giveBonus(draft, record);
  }
  const { changes, postings, events, signals: all } = draft;
  return { ...decision, changes, postings, events, signals: all };
}
