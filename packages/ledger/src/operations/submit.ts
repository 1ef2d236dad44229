import type { Quantity, UsageType } from "@tmf654/contract";
import type { ActionFacts, DecisionContext, DecisionDraft } from "../model/context.ts";
import type { Decision } from "../model/decision.ts";
import type { ActionKind } from "../model/kind.ts";
import type { ActionBody, ActionRecord, BucketRecord, LedgerView } from "../model/records.ts";
import type { Refusal } from "../model/refusals.ts";
import { changeStatus } from "../model/transitions.ts";
import { defaultUnit, missingBucket } from "../rules/facts.ts";
import { firstRefusal, type RefusalRule } from "../rules/rule.ts";
import { createDraft, putAction, putChange, toAccepted, toRefused } from "./draft.ts";

/** The handler of one kind of task: its facts, its rules and its effects. */
export interface ActionHandler<F extends ActionFacts> {
  readonly kind: ActionKind;
  readonly gather: (
    view: LedgerView,
    body: ActionBody,
    context: DecisionContext,
    delayed?: ActionRecord,
  ) => F;
  /** The reasons to refuse the task, in order of precedence. */
  readonly rules: readonly RefusalRule<F>[];
  /** The recorded amount, when it differs from the amount of the request. */
  readonly amount?: (facts: F) => Quantity | undefined;
  /** Changes that a refusal makes besides recording a failed task. */
  readonly onRefusal?: (draft: DecisionDraft, facts: F, refusal: Refusal) => void;
  /** The time for which the action stays `created` before it takes effect. */
  readonly delayMs?: (facts: F) => number | undefined;
  /**
   * Effects on receipt, even if the action is delayed: claims of something that can be used once.
   */
  readonly onReceipt?: (draft: DecisionDraft, facts: F, id: string) => void;
  /** Moves the amounts and returns the changed action. */
  readonly perform: (draft: DecisionDraft, facts: F, action: ActionRecord) => ActionRecord;
}

const referenceNames = ["partyAccount", "logicalResource", "product"] as const;

/** Fills missing references of a request with those of the bucket. */
export function withReferences({ body, bucket }: ActionFacts): ActionBody {
  const bucketDetails = bucket.details;
  const details: Record<string, unknown> = { ...body };
  for (const name of referenceNames) {
    if (!body[name] && bucketDetails[name]) details[name] = bucketDetails[name];
  }
  if (!body.relatedParty) details.relatedParty = bucketDetails.relatedParty ?? [];
  return details;
}

/**
 * The amount as it was sent, with defaults for parts that a lenient profile allows to be missing.
 */
function requestedAmount({ body, bucket, policy }: ActionFacts, usageType: UsageType): Quantity {
  const { amount, units } = body.amount ?? {};
  const bucketUnits = bucket.units || (defaultUnit(policy, usageType) ?? "unit");
  return {
    ...body.amount,
    amount: typeof amount === "number" ? amount : 0,
    units: typeof units === "string" ? units : bucketUnits,
  };
}

/** A request without its `null` attributes. */
export function withoutNulls(body: ActionBody): ActionBody {
  for (const key in body) {
    if (body[key as keyof ActionBody] !== null) continue;
    return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null));
  }
  return body;
}

/** The action as received: `created`, with nothing moved yet. */
export function createAction<F extends ActionFacts>(
  { kind, amount }: Pick<ActionHandler<F>, "kind" | "amount">,
  facts: F,
  id: string,
): ActionRecord {
  const { bucket, body, now } = facts;
  const usageType = body.usageType ?? bucket.usageType;
  return {
    kind,
    id,
    status: "created",
    bucketId: bucket === missingBucket ? (body.bucket?.id ?? "") : bucket.id,
    usageType,
    steps: facts.amount.steps,
    amount: amount?.(facts) ?? requestedAmount(facts, usageType),
    requestedAt: now,
    confirmedAt: undefined,
    dueAt: undefined,
    details: withReferences(facts),
  };
}

/** Whether a refused POST records no task: by policy, or because the request is malformed. */
export const isUnrecorded = ({ policy }: ActionFacts, { code, http }: Refusal): boolean =>
  policy.refusals === "reject" || code === "duplicateRequest" || http === 400;

/** Converts a refusal of a POST into a decision: a failed task or no record, by the policy. */
export function refuseAction<F extends ActionFacts>(
  handler: ActionHandler<F>,
  facts: F,
  refusal: Refusal,
): Decision<ActionRecord> {
  const draft = createDraft(facts.view, facts.context);
  handler.onRefusal?.(draft, facts, refusal);
  if (isUnrecorded(facts, refusal)) {
    return toRefused<ActionRecord>(refusal, draft);
  }
  const id = facts.context.nextId(handler.kind);
  return toRefused(refusal, draft, failAction(draft, createAction(handler, facts, id), refusal));
}

/** Fails a recorded action and emits the Failure event. Returns the failed action. */
export function failAction(
  draft: DecisionDraft,
  action: ActionRecord,
  refusal: Refusal,
): ActionRecord {
  const failedAction = { ...changeStatus(action, "failed", draft.context.now), refusal };
  draft.events.push({ type: "Failure", action: failedAction });
  return putAction(draft, failedAction);
}

/**
 * Opens the bucket of an accepted request if it is new, also when the action takes effect later. So
 * a bucket that is missing at that later time was closed, and stays closed.
 */
export function openBucketIfNew(draft: DecisionDraft, record: BucketRecord): void {
  const { id } = record;
  if (draft.view.bucket(id) === undefined) putChange(draft, { table: "bucket", id, record });
}

/** Records an accepted action. The action takes effect at once or after its delay. */
export function startAction<F extends ActionFacts>(
  handler: ActionHandler<F>,
  draft: DecisionDraft,
  facts: F,
  action: ActionRecord,
): ActionRecord {
  const { bucket, policy, now } = facts;
  handler.onReceipt?.(draft, facts, action.id);
  const delayMs = handler.delayMs?.(facts) ?? policy.delayMs[handler.kind] ?? 0;
  const isDelayed = delayMs > 0 && handler.kind !== "reserve";
  openBucketIfNew(draft, bucket);
  const enteredAction = isDelayed
    ? { ...action, dueAt: now + delayMs }
    : handler.perform(draft, facts, action);
  putAction(draft, enteredAction);
  draft.events.push({ type: "Create", action: enteredAction });
  return enteredAction;
}

/** Decides a POST. */
export function submit<F extends ActionFacts>(
  handler: ActionHandler<F>,
  view: LedgerView,
  body: ActionBody,
  context: DecisionContext,
): Decision<ActionRecord> {
  const facts = handler.gather(view, withoutNulls(body), context);
  const refusal = firstRefusal(handler.rules, facts);
  if (refusal !== undefined) return refuseAction(handler, facts, refusal);
  // After this line nothing may fail.
  const draft = createDraft(view, context);
  const action = createAction(handler, facts, context.nextId(handler.kind));
  return toAccepted(draft, startAction(handler, draft, facts, action));
}

/** Completes an action whose delay has passed; a valid request may be refused at its completion. */
export function completeDelayed<F extends ActionFacts>(
  handler: ActionHandler<F>,
  draft: DecisionDraft,
  action: ActionRecord,
): Decision<ActionRecord> {
  const { view, context } = draft;
  const facts = handler.gather(view, action.details, context, action);
  const refusal = firstRefusal(handler.rules, facts);
  if (refusal !== undefined) {
    handler.onRefusal?.(draft, facts, refusal);
    return toRefused(refusal, draft, failAction(draft, action, refusal));
  }
  // After this line nothing may fail.
  return toAccepted(draft, putAction(draft, handler.perform(draft, facts, action)));
}
