import type { ActionStatusType, Quantity } from "@tmf654/contract";
import { type ParsedAmount, parseAmount } from "../model/amounts.ts";
import type { DeleteCommand, PatchCommand } from "../model/command.ts";
import type { ActionFacts, DecisionContext, DecisionDraft } from "../model/context.ts";
import type { Decision } from "../model/decision.ts";
import type { ActionKind } from "../model/kind.ts";
import type { ActionBody, ActionRecord, LedgerView } from "../model/records.ts";
import { refusal } from "../model/refusals.ts";
import { canChangeStatus, requestableStatuses } from "../model/transitions.ts";
import { gatherFacts } from "../rules/facts.ts";
import {
  amountNotPositive,
  amountRules,
  bucketNotFound,
  firstRefusal,
  type RefusalRule,
  unitMismatch,
} from "../rules/rule.ts";
import {
  dateTimeInvalid,
  requestedEnd,
  validForNotStarted,
  validForPassed,
} from "../rules/validity.ts";
import { reschedule, settleParent } from "./auto-top-up.ts";
import { cancelReservation, consumeReservation, resizeReservation } from "./consume.ts";
import { createDraft, putAction, toAccepted, toRefused, toUnchanged } from "./draft.ts";
import { editsOf, withEdits } from "./edit.ts";
import { autoTopupInvalid } from "./top-up.ts";

/** The facts that the rules of a patch read. `body` is the action's request with the patch applied. */
type PatchFacts = ActionFacts & {
  readonly action: ActionRecord;
  readonly edits: ReadonlyMap<string, unknown>;
  /** The requested status, if it differs from the current one. */
  readonly nextStatus: ActionStatusType | undefined;
  readonly hasStatus: boolean;
  readonly hasAmount: boolean;
};

/** Attributes of the update schema that can be edited on a finished action and on an open one. */
const patchableAttributes: Readonly<
  Record<ActionKind, readonly [final: string[], open: string[]]>
> = {
  topup: [
    ["description", "reason"],
    ["channel", "requestor", "relatedParty"],
  ],
  adjust: [
    ["description", "reason"],
    ["channel", "requestor", "relatedParty"],
  ],
  reserve: [
    ["description", "reason"],
    ["channel", "requestor", "relatedParty", "validFor"],
  ],
  transfer: [["reason"], ["channel", "requestor"]],
};

const patchableAutoAttributes = ["paymentMethod", "numberOfPeriods", "recurringPeriod", "amount"];

/** Whether an auto-top-up is ended by `isAutoTopup: false`, which cancels it. */
const isAutoTopupEnd = ({ action, nextStatus, edits }: PatchFacts): boolean =>
  !!action.auto && nextStatus === "cancelled" && edits.get("isAutoTopup") === false;

const hasPeriod = ({ action, body }: PatchFacts): boolean =>
  action.details.recurringPeriod !== undefined && body.recurringPeriod !== undefined;

function isPatchable(facts: PatchFacts, attribute: string): boolean {
  const { action, nextStatus } = facts;
  const [finalAttributes, open] = patchableAttributes[action.kind];
  if (finalAttributes.includes(attribute)) return true;
  if (attribute === "amount" && action.kind === "reserve") {
    // Another amount for a final reservation has its own refusal.
    return action.status !== "created" || nextStatus !== "cancelled";
  }
  if (attribute === "isAutoTopup") return isAutoTopupEnd(facts);
  // An auto-top-up waits either for its time or for a low balance, and an edit cannot change this.
  if (attribute === "recurringPeriod" && !hasPeriod(facts)) return false;
  if (action.status !== "created") return false;
  return open.includes(attribute) || (!!action.auto && patchableAutoAttributes.includes(attribute));
}

const forbiddenAttributes = (facts: PatchFacts): string[] =>
  [...facts.edits.keys()].filter((attribute) => !isPatchable(facts, attribute));

/** A rule of a POST that applies to some patches. */
const limitRuleTo =
  (isApplicable: (facts: PatchFacts) => boolean) =>
  (rule: RefusalRule<ActionFacts>): RefusalRule<PatchFacts> => ({
    ...(rule as RefusalRule<PatchFacts>),
    when: (facts) => isApplicable(facts) && rule.when(facts),
  });
const whenAmountGiven = /*@__PURE__*/ limitRuleTo(({ hasAmount }) => hasAmount);
const whenAutoAmountChanges = /*@__PURE__*/ limitRuleTo(
  ({ edits, action }) => edits.has("amount") && !!action.auto,
);
const whenPeriodChanges = /*@__PURE__*/ limitRuleTo(({ edits }) => edits.has("validFor"));

const isClosed = ({ action, nextStatus, edits }: PatchFacts): boolean =>
  (nextStatus !== undefined && !canChangeStatus(action.status, nextStatus)) ||
  (action.kind === "reserve" && action.status !== "created" && edits.has("amount"));

/** The reasons to refuse a patch, in order of precedence. Consuming has further rules. */
export const patchRules: readonly RefusalRule<PatchFacts>[] = /*@__PURE__*/ (() => [
  ...amountRules.map(whenAmountGiven),
  {
    ...(dateTimeInvalid as RefusalRule<PatchFacts>),
    when: (facts) => facts.edits.size > 0 && dateTimeInvalid.when(facts),
  },
  { ...autoTopupInvalid, when: (facts) => !!facts.action.auto && autoTopupInvalid.when(facts) },
  {
    code: "statusNotRequestable",
    path: "status",
    when: ({ action, nextStatus, hasStatus }) =>
      (hasStatus && action.kind === "transfer") ||
      // `created` for a final action is a change of a closed action.
      (nextStatus !== undefined &&
        nextStatus !== "created" &&
        !requestableStatuses[action.kind].includes(nextStatus)),
    detail: ({ action, nextStatus }) => ({
      action: action.kind,
      status: nextStatus ?? action.status,
      remedy: action.kind === "transfer" ? "; use DELETE to cancel an open transfer" : "",
    }),
  },
  {
    code: "attributeNotPatchable",
    when: (facts) => forbiddenAttributes(facts).length > 0,
    path: (facts) => forbiddenAttributes(facts)[0] ?? "",
    detail: (facts) => ({
      attributes: forbiddenAttributes(facts).join(", "),
      action: facts.action.kind,
      status: facts.action.status,
    }),
  },
  {
    code: "consumeNotPositive",
    path: "amount",
    when: ({ edits, action, requested }) =>
      edits.has("amount") && action.kind === "reserve" && requested.steps <= 0,
  },
  {
    code: "reservationClosed",
    when: (facts) => facts.action.kind === "reserve" && isClosed(facts),
    detail: ({ action }) => ({ action: action.id, status: action.status }),
  },
  {
    code: "actionClosed",
    when: isClosed,
    detail: ({ action }) => ({ action: action.id, status: action.status }),
  },
  whenAutoAmountChanges(bucketNotFound),
  whenAutoAmountChanges(unitMismatch),
  whenAutoAmountChanges(amountNotPositive),
  whenPeriodChanges(validForPassed),
  whenPeriodChanges(validForNotStarted),
])();

const isSameAmount = (requested: ParsedAmount, actionAmount: ParsedAmount): boolean =>
  requested.unit?.dimension === actionAmount.unit?.dimension &&
  requested.error === undefined &&
  requested.unit !== undefined &&
  requested.steps === actionAmount.steps;

function patchFacts(
  view: LedgerView,
  action: ActionRecord,
  patch: PatchCommand["body"],
  context: DecisionContext,
): PatchFacts {
  const edits = new Map(editsOf(action, patch));
  const askedStatus = patch.status as ActionStatusType | undefined;
  const isEnding = !!action.auto && patch.isAutoTopup === false;
  const sentAmount = patch.amount as Quantity | undefined;
  const body: ActionBody = withEdits(action.details, edits);
  const requestBody = {
    ...body,
    bucket: { id: action.bucketId },
    amount: sentAmount ?? action.amount,
  };
  const facts = gatherFacts(view, requestBody, context);
  const actionAmount = parseAmount(action.amount, facts.bucket, context.policy);
  if (isSameAmount(facts.requested, actionAmount)) edits.delete("amount");
  if (isEnding && action.status === "cancelled") edits.delete("isAutoTopup");
  const requestedStatus =
    isEnding && (askedStatus ?? action.status) === action.status ? "cancelled" : askedStatus;
  const nextStatus = requestedStatus === action.status ? undefined : requestedStatus;
  return {
    ...facts,
    body,
    action,
    edits,
    nextStatus,
    hasStatus: askedStatus !== undefined,
    hasAmount: (sentAmount ?? null) !== null,
  };
}

/** The action after the edits, with its new expiry or next execution. */
function applyEdits(facts: PatchFacts): ActionRecord {
  const { action, edits, context, policy, requested, nextStatus, now } = facts;
  const details = withEdits(action.details, edits);
  const editedAction = { ...action, details };
  if (action.status !== "created") return editedAction;
  if (action.kind === "reserve" && (edits.has("validFor") || edits.has("amount"))) {
    const { holdingTimeMs } = policy;
    // Another amount is a new authorization, which is held as long as the first one.
    const heldFrom = edits.has("amount") ? now : action.requestedAt;
    const heldUntil = holdingTimeMs && heldFrom + holdingTimeMs;
    return { ...editedAction, dueAt: requestedEnd({ body: details }) ?? heldUntil };
  }
  if (action.auto === undefined || nextStatus !== undefined) return editedAction;
  const amount = details.amount ?? action.amount;
  const steps = edits.has("amount") ? requested.steps : action.steps;
  return reschedule(action, { ...editedAction, amount, steps }, context);
}

function cancelAction(draft: DecisionDraft, action: ActionRecord): ActionRecord {
  const cancelledAction = cancelReservation(draft, action);
  settleParent(draft, cancelledAction);
  return cancelledAction;
}

function applyStatus(
  draft: DecisionDraft,
  facts: PatchFacts,
  editedAction: ActionRecord,
): Decision<ActionRecord> {
  const { nextStatus, edits, body } = facts;
  if (nextStatus === "cancelled") return toAccepted(draft, cancelAction(draft, editedAction));
  const amount = edits.has("amount") ? body.amount : undefined;
  if (nextStatus === "completed") return consumeReservation(draft, editedAction, amount);
  if (editedAction.kind === "reserve" && amount)
    return resizeReservation(draft, editedAction, amount);
  return toAccepted(draft, putAction(draft, editedAction));
}

function findAction(
  view: LedgerView,
  { kind, id }: PatchCommand | DeleteCommand,
): ActionRecord | undefined {
  const action = view.action(id);
  return action?.kind === kind && action.deleted !== true ? action : undefined;
}

const refuseNotFound = ({ kind, id }: PatchCommand | DeleteCommand): Decision<ActionRecord> =>
  toRefused(refusal("actionNotFound", { detail: { action: kind, id } }));

/** Decides a PATCH: consume, release, cancel, and edits. */
export function decidePatch(
  view: LedgerView,
  command: PatchCommand,
  context: DecisionContext,
): Decision<ActionRecord> {
  const action = findAction(view, command);
  if (action === undefined) return refuseNotFound(command);
  const facts = patchFacts(view, action, command.body, context);
  const patchRefusal = firstRefusal(patchRules, facts);
  if (patchRefusal !== undefined) return toRefused(patchRefusal);
  if (facts.nextStatus === undefined && facts.edits.size === 0) return toUnchanged(action);
  return applyStatus(createDraft(view, context), facts, applyEdits(facts));
}

/** Decides a DELETE: an open action is cancelled, and a finished one is deleted. */
export function decideDelete(
  view: LedgerView,
  command: DeleteCommand,
  context: DecisionContext,
): Decision<ActionRecord> {
  const action = findAction(view, command);
  if (action === undefined) return refuseNotFound(command);
  // After this line nothing may fail.
  const draft = createDraft(view, context);
  const endedAction = action.status === "created" ? cancelAction(draft, action) : action;
  return toAccepted(draft, putAction(draft, { ...endedAction, deleted: true }));
}
