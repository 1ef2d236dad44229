import type { DecisionContext, DecisionDraft } from "../model/context.ts";
import type { Decision } from "../model/decision.ts";
import type { ActionRecord, BucketRecord, LedgerView } from "../model/records.ts";

/**
 * A decision with the consequences of its changes: a bonus, auto-top-ups that a low balance makes
 * due, and the signals that a policy enables.
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
    parts?.topupsWhenLow?.handleChange(draft, change);
    parts?.signals?.handleChange(draft, change);
    parts?.topupBonuses?.(draft, change);
  }
  const { changes, postings, events, signals: all } = draft;
  return { ...decision, changes, postings, events, signals: all };
}
