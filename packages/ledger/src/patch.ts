import type { ActionStatusType, Quantity } from "@tmf654/contract";
import { type ReadAmount, readAmount } from "./amounts.ts";
import { reschedule, settleParent } from "./auto-top-up.ts";
import type { DeleteCommand, PatchCommand } from "./command.ts";
import type { Decision, DecisionContext } from "./decision.ts";
import { accepted, type Draft, newDraft, putAction, refused, replayed } from "./draft.ts";
import { editsOf, withEdits } from "./edit.ts";
import { type Facts, gather } from "./facts.ts";
import type { ActionBody, ActionKind, ActionRecord, LedgerView } from "./records.ts";
import { refusal } from "./refusals.ts";
import { cancel, consume } from "./reservation.ts";
import {
  amountNotPositive,
  bucketNotFound,
  firstRefusal,
  malformed,
  type Rule,
  unitMismatch,
} from "./rules.ts";
import { autoTopupInvalid } from "./top-up.ts";
import { canBecome, requestable } from "./transitions.ts";
import { dateTimeInvalid, requestedEnd } from "./validity.ts";

/** What the rules of a patch look at. `body` is the action's request as the patch would make it. */
type PatchFacts = Facts & {
  readonly action: ActionRecord;
  readonly edits: ReadonlyMap<string, unknown>;
  /** The status asked for, when it is another. */
  readonly target: ActionStatusType | undefined;
  readonly namesStatus: boolean;
  readonly namesAmount: boolean;
};

/** What may be edited on a finished action and on an open one, as far as the update schema goes. */
const patchable: Readonly<Record<ActionKind, readonly [final: string[], open: string[]]>> = {
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

const autoPatchable = ["paymentMethod", "numberOfPeriods", "recurringPeriod", "amount"];

const isPatchable = ({ action, target }: PatchFacts, attribute: string): boolean => {
  const [final, open] = patchable[action.kind];
  if (final.includes(attribute)) return true;
  if (attribute === "amount" && action.kind === "reserve") {
    // A final reservation has a refusal of its own for another amount.
    return target === "completed" || action.status !== "created";
  }
  if (action.status !== "created") return false;
  return open.includes(attribute) || (!!action.auto && autoPatchable.includes(attribute));
};

const unpatchable = (facts: PatchFacts): string[] =>
  [...facts.edits.keys()].filter((attribute) => !isPatchable(facts, attribute));

const withAmount = (rule: Rule<Facts>): Rule<PatchFacts> => ({
  ...(rule as Rule<PatchFacts>),
  when: (facts) => facts.namesAmount && rule.when(facts),
});

const withAuto = (rule: Rule<Facts>): Rule<PatchFacts> => ({
  ...(rule as Rule<PatchFacts>),
  when: (facts) => facts.edits.has("amount") && !!facts.action.auto && rule.when(facts),
});

const isClosed = ({ action, target, edits }: PatchFacts): boolean =>
  (target !== undefined && !canBecome(action.status, target)) ||
  (action.kind === "reserve" && action.status !== "created" && edits.has("amount"));

/** Why a patch is refused, in order of precedence. Consuming has further rules. */
export const patchRules: readonly Rule<PatchFacts>[] = /*@__PURE__*/ (() => [
  ...malformed.map(withAmount),
  { ...dateTimeInvalid, when: (facts) => facts.edits.size > 0 && dateTimeInvalid.when(facts) },
  { ...autoTopupInvalid, when: (facts) => !!facts.action.auto && autoTopupInvalid.when(facts) },
  {
    code: "statusNotRequestable",
    path: "status",
    when: ({ action, target, namesStatus }) =>
      (namesStatus && action.kind === "transfer") ||
      (target !== undefined && !requestable[action.kind].includes(target)),
    detail: ({ action, target }) => ({
      action: action.kind,
      status: target ?? action.status,
      remedy: action.kind === "transfer" ? "; use DELETE to cancel an open transfer" : "",
    }),
  },
  {
    code: "attributeNotPatchable",
    when: (facts) => unpatchable(facts).length > 0,
    path: (facts) => unpatchable(facts)[0] ?? "",
    detail: (facts) => ({
      attributes: unpatchable(facts).join(", "),
      action: facts.action.kind,
      status: facts.action.status,
    }),
  },
  {
    code: "consumeNotPositive",
    path: "amount",
    when: ({ edits, action, asked }) =>
      edits.has("amount") && action.kind === "reserve" && asked.steps <= 0,
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
  withAuto(bucketNotFound),
  withAuto(unitMismatch),
  withAuto(amountNotPositive),
])();

const isSameAmount = (asked: ReadAmount, own: ReadAmount): boolean =>
  asked.unit?.dimension === own.unit?.dimension &&
  asked.error === undefined &&
  asked.unit !== undefined &&
  asked.steps === own.steps;

const patchFacts = (
  view: LedgerView,
  action: ActionRecord,
  patch: PatchCommand["body"],
  context: DecisionContext,
): PatchFacts => {
  const edits = new Map(editsOf(action, patch));
  const sent = patch.amount as Quantity | undefined;
  const body: ActionBody = withEdits(action.details, edits);
  const asking = { ...body, bucket: { id: action.bucketId }, amount: sent ?? action.amount };
  const facts = gather(view, asking, context);
  const own = readAmount(action.amount, facts.bucket, context.policy);
  if (isSameAmount(facts.asked, own)) edits.delete("amount");
  const asks = patch.status as ActionStatusType | undefined;
  const target = asks === action.status ? undefined : asks;
  return {
    ...facts,
    body,
    action,
    edits,
    target,
    namesStatus: asks !== undefined,
    namesAmount: (sent ?? null) !== null,
  };
};

/** The action as the edits make it; what hangs from them (expiry, next execution) follows. */
const applyEdits = (facts: PatchFacts): ActionRecord => {
  const { action, edits, context, policy, asked } = facts;
  const details = withEdits(action.details, edits);
  const plain = { ...action, details };
  if (action.status !== "created") return plain;
  if (action.kind === "reserve" && edits.has("validFor")) {
    const { holdingTimeMs } = policy;
    const held = holdingTimeMs && action.requestedAt + holdingTimeMs;
    return { ...plain, dueAt: requestedEnd({ body: details }) ?? held };
  }
  if (action.auto === undefined) return plain;
  const amount = details.amount ?? action.amount;
  const steps = edits.has("amount") ? asked.steps : action.steps;
  return reschedule(action, { ...plain, amount, steps }, context);
};

const cancelled = (draft: Draft, action: ActionRecord): ActionRecord => {
  const ended = cancel(draft, action);
  settleParent(draft, ended);
  return ended;
};

const finish = (draft: Draft, facts: PatchFacts, edited: ActionRecord): Decision<ActionRecord> => {
  const { target, edits, body } = facts;
  if (target === "cancelled") return accepted(draft, cancelled(draft, edited));
  if (target !== "completed") return accepted(draft, putAction(draft, edited));
  return consume(draft, edited, edits.has("amount") ? body.amount : undefined);
};

const found = (
  view: LedgerView,
  { kind, id }: PatchCommand | DeleteCommand,
): ActionRecord | undefined => {
  const action = view.action(id);
  return action?.kind === kind && action.deleted !== true ? action : undefined;
};

const notFound = ({ kind, id }: PatchCommand | DeleteCommand): Decision<ActionRecord> =>
  refused(refusal("actionNotFound", { detail: { action: kind, id } }));

/** Decides a PATCH: consume, release, cancel, and edits. */
export const decidePatch = (
  view: LedgerView,
  command: PatchCommand,
  context: DecisionContext,
): Decision<ActionRecord> => {
  const action = found(view, command);
  if (action === undefined) return notFound(command);
  const facts = patchFacts(view, action, command.body, context);
  const why = firstRefusal(patchRules, facts);
  if (why !== undefined) return refused(why);
  if (facts.target === undefined && facts.edits.size === 0) return replayed(action);
  return finish(newDraft(view, context), facts, applyEdits(facts));
};

/** Decides a DELETE: an open action is cancelled, a finished one taken from sight. */
export const decideDelete = (
  view: LedgerView,
  command: DeleteCommand,
  context: DecisionContext,
): Decision<ActionRecord> => {
  const action = found(view, command);
  if (action === undefined) return notFound(command);
  // After this line nothing may fail.
  const draft = newDraft(view, context);
  const ended = action.status === "created" ? cancelled(draft, action) : action;
  return accepted(draft, putAction(draft, { ...ended, deleted: true }));
};
