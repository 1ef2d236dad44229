import type { Command, DueCommand } from "../model/command.ts";
import type { DecisionContext } from "../model/context.ts";
import type { Decision } from "../model/decision.ts";
import { forfeitTime } from "../model/life.ts";
import type { Policy } from "../model/policy.ts";
import type { ActionRecord, BucketRecord, LedgerView } from "../model/records.ts";
import { adjustHandler } from "./adjust.ts";
import { executeDue, settleParent } from "./auto-top-up.ts";
import { cancelReservation } from "./consume.ts";
import { createDraft, toAccepted, toUnchanged } from "./draft.ts";
import { completeDelayed } from "./submit.ts";
import { topup } from "./top-up.ts";
import { transferHandler } from "./transfer.ts";

/** Due work: its instant, and the command that runs it. */
export interface ScheduledCommand {
  /** The instant at which the work is due, in epoch milliseconds. */
  readonly at: number;
  readonly command: Command;
}

/** The next due work of a record. A store can keep an index of these instants. */
export function nextDue(
  record: ActionRecord | BucketRecord,
  policy: Policy,
): ScheduledCommand | undefined {
  if ("kind" in record) {
    const { dueAt: at, id, status } = record;
    const isOpen = at !== undefined && status === "created";
    return isOpen ? { at, command: { type: "due", actionId: id } } : undefined;
  }
  const { endsAt, remaining, warnedFor, id: bucketId } = record;
  const forfeitAt = remaining > 0 ? forfeitTime(endsAt, policy) : undefined;
  const isWarned = !policy.signals.includes("expiringSoon") || warnedFor === endsAt;
  if (endsAt !== undefined && !isWarned) {
    // The signal that a bucket expires soon comes before the loss of its value.
    return { at: endsAt - policy.expiringSoonMs, command: { type: "warn", bucketId } };
  }
  return forfeitAt === undefined
    ? undefined
    : { at: forfeitAt, command: { type: "forfeit", bucketId } };
}

/** Runs the due work of an action. Does nothing before its instant or at a second call. */
export function decideDue(
  view: LedgerView,
  { actionId }: DueCommand,
  context: DecisionContext,
): Decision<ActionRecord> {
  const action = view.action(actionId);
  const at = action?.dueAt;
  if (action?.status !== "created" || at === undefined || at > context.now) {
    return toUnchanged(action);
  }
  const draft = createDraft(view, context);
  if (action.kind === "reserve") return toAccepted(draft, cancelReservation(draft, action));
  if (action.kind === "adjust") return completeDelayed(adjustHandler, draft, action);
  if (action.kind === "transfer") return completeDelayed(transferHandler, draft, action);
  if (action.auto !== undefined) return executeDue(draft, action, action.auto);
  const decision = completeDelayed(topup, draft, action);
  if (decision.result !== undefined) settleParent(draft, decision.result);
  return decision;
}
