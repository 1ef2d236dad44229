import type { DecisionContext, DecisionDraft } from "../model/context.ts";
import type { Decision } from "../model/decision.ts";
import type { ActionBody, ActionRecord, AutoTopup, LedgerView } from "../model/records.ts";
import type { Refusal } from "../model/refusals.ts";
import { addPeriod, type CalendarPeriod } from "../model/time.ts";
import { changeStatus } from "../model/transitions.ts";
import { gatherFacts } from "../rules/facts.ts";
import { bucketNotFound, firstRefusal, isExpired } from "../rules/rule.ts";
import { requestedEnd, requestedStart } from "../rules/validity.ts";
import { createDraft, putAction, toAccepted, toRefused } from "./draft.ts";
import {
  createAction,
  failAction,
  isUnrecorded,
  openBucketIfNew,
  startAction,
  withoutNulls,
} from "./submit.ts";
import { topup } from "./top-up.ts";

/** The calendar period of `count` periods of an auto-top-up. */
function periodOf({ recurringPeriod }: ActionBody, count: number): CalendarPeriod {
  if (recurringPeriod === "weekly") return { days: 7 * count };
  return recurringPeriod === "fortnightly" ? { days: 14 * count } : { months: count };
}

/** The request of an execution: the parent's request without its schedule. */
function executionBody(parent: ActionBody, parentId: string): ActionBody {
  const { isAutoTopup, recurringPeriod, numberOfPeriods, validFor, ...body } = parent;
  return {
    ...body,
    balanceTopup: { id: parentId, role: "parent", "@referredType": "TopupBalance" },
  };
}

/** The instant at which an auto-top-up ends by its `validFor`. */
const periodEnd = (details: ActionBody): number | undefined => requestedEnd({ body: details });

/**
 * The parent after an execution: due again, or completed after the last execution. An auto-top-up
 * without `recurringPeriod` is due when the balance is low.
 */
export function scheduleNext(parent: ActionRecord, context: DecisionContext): ActionRecord {
  const { auto, details } = parent;
  if (auto === undefined) return parent;
  const { now, policy } = context;
  const end = periodEnd(details);
  const isByTime = details.recurringPeriod !== undefined;
  const period = periodOf(details, auto.sinceAnchor);
  const nextDueAt = isByTime ? addPeriod(auto.anchorAt, period, policy.utcOffsetMinutes) : now;
  if (isExpired(end, nextDueAt) || auto.executed >= (details.numberOfPeriods ?? Infinity)) {
    // The last execution is still open. If it is the first, its refusal fails the parent.
    if (auto.open !== undefined) return { ...parent, dueAt: undefined };
    return changeStatus(parent, "completed", now);
  }
  return { ...parent, dueAt: isByTime ? nextDueAt : end };
}

/** The parent after an edit. A new period counts from the last execution; nothing else changes. */
export function reschedule(
  parentBefore: ActionRecord,
  editedParent: ActionRecord,
  context: DecisionContext,
): ActionRecord {
  const { auto, details } = parentBefore;
  const isSame = details.recurringPeriod === editedParent.details.recurringPeriod;
  if (auto === undefined || isSame || auto.sinceAnchor === 0) {
    const nextSchedule = scheduleNext(editedParent, context);
    const isWaiting = details.recurringPeriod === undefined && nextSchedule.status === "created";
    return isWaiting ? { ...nextSchedule, dueAt: parentBefore.dueAt } : nextSchedule;
  }
  const pastPeriod = periodOf(details, auto.sinceAnchor - 1);
  const anchorAt = addPeriod(auto.anchorAt, pastPeriod, context.policy.utcOffsetMinutes);
  return scheduleNext({ ...editedParent, auto: { ...auto, anchorAt, sinceAnchor: 1 } }, context);
}

/**
 * Executes an auto-top-up once. If the first execution is refused, the parent is refused for the
 * same reason.
 */
function execute(
  draft: DecisionDraft,
  parent: ActionRecord,
  index: number,
  givenRefusal?: Refusal,
): ActionRecord {
  const { view, context } = draft;
  const facts = topup.gather(view, executionBody(parent.details, parent.id), context);
  // The parent may be new and not recorded yet.
  const topupFacts = { ...facts, refused: { ...facts.refused, parentTopupNotFound: undefined } };
  const refusal = givenRefusal ?? firstRefusal(topup.rules, topupFacts);
  const id = context.nextId("topup");
  const execution = { ...createAction(topup, facts, id), parent: { id: parent.id, index } };
  if (refusal === undefined) return startAction(topup, draft, facts, execution);
  return failAction(draft, execution, refusal);
}

/** Executes once more and records the changed parent. */
function executeNext(
  draft: DecisionDraft,
  parent: ActionRecord,
  autoTopup: AutoTopup,
): ActionRecord {
  putAction(draft, parent);
  const { id, status, refusal } = execute(draft, parent, autoTopup.executed);
  if (refusal !== undefined && autoTopup.executed === 1) {
    return failAction(draft, { ...parent, auto: autoTopup }, refusal);
  }
  const openId = status === "created" ? id : undefined;
  return putAction(
    draft,
    scheduleNext({ ...parent, auto: { ...autoTopup, open: openId } }, draft.context),
  );
}

/** The module for an auto-top-up without a period. */
const lowBalanceModule = ({ context }: DecisionDraft, { details }: ActionRecord) =>
  details.recurringPeriod === undefined ? context.modules?.topupsWhenLow : undefined;

/** Whether the auto-top-up has no period and the balance is not low. */
const isWaitingForLowBalance = (draft: DecisionDraft, parent: ActionRecord): boolean =>
  lowBalanceModule(draft, parent)?.isWaiting(draft, parent) === true;

/** A parent without an execution: due at its start, or when the balance is low. */
function scheduleFirst(
  start: number,
  parent: ActionRecord,
  context: DecisionContext,
): ActionRecord {
  const scheduledParent = scheduleNext(parent, context);
  return start > context.now ? { ...scheduledParent, dueAt: start } : scheduledParent;
}

/**
 * Decides the POST of an auto-top-up: the parent, and its first execution at once. An auto-top-up
 * without a period waits for a low balance.
 */
export function submitAuto(
  view: LedgerView,
  body: ActionBody,
  context: DecisionContext,
): Decision<ActionRecord> {
  const facts = topup.gather(view, withoutNulls(body), context);
  const refusal = firstRefusal(topup.rules, facts);
  const draft = createDraft(view, context);
  if (refusal !== undefined && isUnrecorded(facts, refusal)) {
    return toRefused<ActionRecord>(refusal, draft);
  }
  const parent = createAction(topup, facts, context.nextId("topup"));
  const start = Math.max(requestedStart(facts) ?? 0, context.now);
  const isLater =
    start > context.now || (refusal === undefined && isWaitingForLowBalance(draft, parent));
  if (refusal !== undefined) {
    if (!isLater) execute(draft, parent, 1, refusal);
    return toRefused(refusal, draft, failAction(draft, parent, refusal));
  }
  // After this line nothing may fail.
  const count = isLater ? 0 : 1;
  const auto = { anchorAt: start, sinceAnchor: count, executed: count, open: undefined };
  openBucketIfNew(draft, facts.bucket);
  const enteredParent = isLater
    ? putAction(draft, scheduleFirst(start, { ...parent, auto }, context))
    : executeNext(draft, parent, auto);
  lowBalanceModule(draft, enteredParent)?.link(draft, enteredParent);
  // The event of the parent is sent before the event of its execution.
  draft.events.unshift({ type: "Create", action: enteredParent });
  return toAccepted(draft, enteredParent);
}

/** The refusal of an auto-top-up whose bucket was closed: it ends. */
function findClosedBucket(
  { view, context }: DecisionDraft,
  { bucketId }: ActionRecord,
): Refusal | undefined {
  return firstRefusal([bucketNotFound], gatherFacts(view, { bucket: { id: bucketId } }, context));
}

/** The next execution of an auto-top-up. A refused execution fails and does not stop the parent. */
export function executeDue(
  draft: DecisionDraft,
  parent: ActionRecord,
  { sinceAnchor, executed, ...auto }: AutoTopup,
): Decision<ActionRecord> {
  const { context } = draft;
  const refusal = findClosedBucket(draft, parent);
  if (refusal !== undefined) return toRefused(refusal, draft, failAction(draft, parent, refusal));
  const isOver = isExpired(periodEnd(parent.details), context.now);
  // The balance may be high enough now, so the execution is not due.
  if (
    isWaitingForLowBalance(draft, parent) ||
    (isOver && parent.details.recurringPeriod === undefined)
  ) {
    return toAccepted(draft, putAction(draft, scheduleNext(parent, context)));
  }
  const counts = { sinceAnchor: sinceAnchor + 1, executed: executed + 1 };
  return toAccepted(draft, executeNext(draft, parent, { ...auto, ...counts }));
}

/**
 * Ends the parent when an open execution ends. A refused first execution fails the parent, and the
 * last execution completes it. Other actions have no parent.
 */
export function settleParent(draft: DecisionDraft, execution: ActionRecord): void {
  const parent = execution.parent && draft.view.action(execution.parent.id);
  if (parent?.status !== "created" || parent.auto === undefined) return;
  if (execution.refusal !== undefined && execution.parent?.index === 1) {
    failAction(draft, parent, execution.refusal);
  } else if (parent.auto.open === execution.id) {
    const auto = { ...parent.auto, open: undefined };
    putAction(draft, scheduleNext({ ...parent, auto }, draft.context));
  }
}
