import type { DecisionContext, DecisionDraft } from "../model/context.ts";
import type { Decision, RecordChange } from "../model/decision.ts";
import type { ActionRecord, BucketRecord, LedgerView } from "../model/records.ts";

/** Whether a changed bucket has auto-top-ups that wait for a low balance. */
function hasWaiting(changes: readonly RecordChange[]): boolean {
  for (const change of changes) {
    if (change.table === "bucket" && change.record?.autoTopups) return true;
  }
  return false;
}

/**
 * A decision with the consequences of its changes: a bonus, auto-top-ups that a low balance makes
 * due, and the signals that a policy enables.
 */
export function withConsequences<R extends ActionRecord | BucketRecord>(
  view: LedgerView,
  decision: Decision<R>,
  context: DecisionContext,
): Decision<R> {
  const { modules, policy } = context;
  const isEnabled = policy.signals.length + policy.topupBonuses.length > 0;
  if (!isEnabled && !hasWaiting(decision.changes)) return decision;
  const draft: DecisionDraft = {
    view,
    context,
    changes: [...decision.changes],
    postings: [...decision.postings],
    events: [...decision.events],
    signals: [...decision.signals],
  };
  for (const change of decision.changes) {
    modules?.topupsWhenLow?.handleChange(draft, change);
    modules?.signals?.handleChange(draft, change);
    modules?.topupBonuses?.(draft, change);
  }
  const { changes, postings, events, signals: allSignals } = draft;
  return { ...decision, changes, postings, events, signals: allSignals };
}
