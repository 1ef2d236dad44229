import type { RecurringPeriodType } from "@tmf654/contract";
import type { Context, Decision } from "./decision.ts";
import { accepted, type Draft, newDraft, putAction, refused } from "./draft.ts";
import type { ActionBody, ActionRecord, LedgerView } from "./records.ts";
import type { Refusal } from "./refusals.ts";
import { firstRefusal } from "./rules.ts";
import { enter, failing, isFlat, received, withoutNulls } from "./submit.ts";
import { addPeriod, type Period } from "./time.ts";
import { type TopupFacts, topup } from "./top-up.ts";
import { become } from "./transitions.ts";

/** One period of each word, and how it is multiplied. */
const periods: Readonly<Record<RecurringPeriodType, (count: number) => Period>> = {
  weekly: (count) => ({ days: 7 * count }),
  fortnightly: (count) => ({ days: 14 * count }),
  monthly: (count) => ({ months: count }),
};

/** An execution's request: the parent's, without what makes it recur. */
const executionBody = (parent: ActionBody, parentId: string): ActionBody => {
  const { isAutoTopup: _, recurringPeriod: __, numberOfPeriods: ___, ...body } = parent;
  return {
    ...body,
    balanceTopup: { id: parentId, role: "parent", "@referredType": "TopupBalance" },
  };
};

/** The parent after an execution: due again, or completed after the last. */
export const advance = (parent: ActionRecord, context: Context): ActionRecord => {
  const { auto, details } = parent;
  if (auto === undefined) return parent;
  if (auto.executed >= (details.numberOfPeriods ?? Infinity)) {
    return become(parent, "completed", context.now);
  }
  const period = periods[details.recurringPeriod ?? "monthly"](auto.sinceAnchor);
  return { ...parent, dueAt: addPeriod(auto.anchorAt, period, context.policy.utcOffsetMinutes) };
};

/** The parent after an edit. Another period counts from the last execution; the rest goes on. */
export const reschedule = (
  before: ActionRecord,
  after: ActionRecord,
  context: Context,
): ActionRecord => {
  const { auto, details } = before;
  if (auto === undefined || details.recurringPeriod === after.details.recurringPeriod) {
    return advance(after, context);
  }
  const past = periods[details.recurringPeriod ?? "monthly"](auto.sinceAnchor - 1);
  const anchorAt = addPeriod(auto.anchorAt, past, context.policy.utcOffsetMinutes);
  return advance({ ...after, auto: { ...auto, anchorAt, sinceAnchor: 1 } }, context);
};

const factsOf = (view: LedgerView, body: ActionBody, context: Context): TopupFacts =>
  topup.gather(view, body, context);

const execute = (draft: Draft, parent: ActionRecord, index: number): Refusal | undefined => {
  const { view, context } = draft;
  const facts = factsOf(view, executionBody(parent.details, parent.id), context);
  const refusal = firstRefusal(topup.rules, facts);
  const id = context.nextId("topup");
  const child = { ...received(topup, facts, id), parent: { id: parent.id, index } };
  if (refusal !== undefined) failing(draft, child, refusal);
  else enter(topup, draft, facts, child);
  return refusal;
};

/** Decides the POST of an auto-top-up: the parent, and its first execution at once. */
export const submitAuto = (
  view: LedgerView,
  body: ActionBody,
  context: Context,
): Decision<ActionRecord> => {
  const facts = factsOf(view, withoutNulls(body), context);
  const refusal = firstRefusal(topup.rules, facts);
  const draft = newDraft(view, context);
  if (refusal !== undefined && isFlat(facts, refusal)) {
    return refused<ActionRecord>(refusal, draft);
  }
  const parent = received(topup, facts, context.nextId("topup"));
  if (refusal !== undefined) {
    execute(draft, parent, 1);
    return failing(draft, parent, refusal);
  }
  // After this line nothing may fail.
  const auto = { anchorAt: context.now, sinceAnchor: 1, executed: 1 };
  const entered = putAction(draft, advance({ ...parent, auto }, context));
  draft.notices.push({ event: "Create", action: entered });
  execute(draft, parent, 1);
  return accepted(draft, entered);
};

/** The next execution of an auto-top-up. A refused one fails by itself and stops nothing. */
export const renew = (draft: Draft, parent: ActionRecord): Decision<ActionRecord> => {
  const { anchorAt, sinceAnchor, executed } = parent.auto ?? {
    anchorAt: draft.context.now,
    sinceAnchor: 0,
    executed: 0,
  };
  const auto = { anchorAt, sinceAnchor: sinceAnchor + 1, executed: executed + 1 };
  const advanced = putAction(draft, advance({ ...parent, auto }, draft.context));
  execute(draft, parent, auto.executed);
  return accepted(draft, advanced);
};

/** The parent of a first execution that was refused later fails with it. */
export const failParent = (draft: Draft, child: ActionRecord, refusal: Refusal): void => {
  if (child.parent?.index !== 1) return;
  const parent = draft.view.action(child.parent.id);
  if (parent?.status === "created") failing(draft, parent, refusal);
};
