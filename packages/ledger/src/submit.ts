import type { Quantity, UsageType } from "@tmf654/contract";
import type { Decision, DecisionContext } from "./decision.ts";
import { accepted, type Draft, newDraft, put, putAction, refused } from "./draft.ts";
import { defaultUnit, type Facts, noBucket } from "./facts.ts";
import type { ActionBody, ActionKind, ActionRecord, LedgerView } from "./records.ts";
import type { Refusal } from "./refusals.ts";
import { firstRefusal, type Rule } from "./rules.ts";
import { become } from "./transitions.ts";

/** One kind of task, in the parts that every kind has: facts, rules, and what it does. */
export type Operation<F extends Facts> = {
  readonly kind: ActionKind;
  readonly gather: (
    view: LedgerView,
    body: ActionBody,
    context: DecisionContext,
    resumed?: ActionRecord,
  ) => F;
  /** In order of precedence. */
  readonly rules: readonly Rule<F>[];
  /** The amount as recorded, when it is not simply the request's. */
  readonly amount?: (facts: F) => Quantity | undefined;
  /** What a refusal changes besides recording a failed task. */
  readonly onRefusal?: (draft: Draft, facts: F, refusal: Refusal) => void;
  /** How long it stays `created` before it is done. */
  readonly delayMs?: (facts: F) => number | undefined;
  /** Done as soon as it is recorded, delayed or not: claims that must not be made twice. */
  readonly onReceipt?: (draft: Draft, facts: F, id: string) => void;
  /** Moves the amounts, and answers with the action as it then is. */
  readonly perform: (draft: Draft, facts: F, action: ActionRecord) => ActionRecord;
};

const references = ["partyAccount", "logicalResource", "product"] as const;

/** The request with the references it left out, taken from the bucket. */
export const filled = ({ body, bucket }: Facts): ActionBody => {
  const from = bucket.details;
  const details: Record<string, unknown> = { ...body };
  for (const name of references) {
    if (!body[name] && from[name]) details[name] = from[name];
  }
  if (!body.relatedParty) details.relatedParty = from.relatedParty ?? [];
  return details;
};

/** The amount as it was sent, made whole where a lenient profile let a part be missing. */
const sent = ({ body, bucket, policy }: Facts, usageType: UsageType): Quantity => {
  const { amount, units } = body.amount ?? {};
  const own = bucket.units || (defaultUnit(policy, usageType) ?? "unit");
  return {
    ...body.amount,
    amount: typeof amount === "number" ? amount : 0,
    units: typeof units === "string" ? units : own,
  };
};

/** A request in which `null` says nothing, as in a request that leaves the attribute out. */
export const withoutNulls = (body: ActionBody): ActionBody => {
  for (const key in body) {
    if (body[key as keyof ActionBody] !== null) continue;
    return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null));
  }
  return body;
};

/** The action as received: `created`, with nothing moved yet. */
export const received = <F extends Facts>(
  { kind, amount }: Operation<F>,
  facts: F,
  id: string,
): ActionRecord => {
  const { bucket, body, now } = facts;
  const usageType = body.usageType ?? bucket.usageType;
  return {
    kind,
    id,
    status: "created",
    bucketId: bucket === noBucket ? (body.bucket?.id ?? "") : bucket.id,
    usageType,
    steps: facts.amount.steps,
    amount: amount?.(facts) ?? sent(facts, usageType),
    requestedAt: now,
    confirmedAt: undefined,
    dueAt: undefined,
    details: filled(facts),
  };
};

/** Whether a refused POST leaves no task behind: by policy, or because there is none to speak of. */
export const isFlat = ({ policy }: Facts, { code, http }: Refusal): boolean =>
  policy.refusals === "reject" || code === "duplicateRequest" || http === 400;

/** Turns a refusal of a POST into a decision: a failed task, or nothing, as policy says. */
export const refuseAction = <F extends Facts>(
  operation: Operation<F>,
  facts: F,
  refusal: Refusal,
): Decision<ActionRecord> => {
  const draft = newDraft(facts.view, facts.context);
  operation.onRefusal?.(draft, facts, refusal);
  if (isFlat(facts, refusal)) {
    return refused<ActionRecord>(refusal, draft);
  }
  const id = facts.context.nextId(operation.kind);
  return failing(draft, received(operation, facts, id), refusal);
};

/** Fails an action that is on record, and tells so. */
export const failing = (
  draft: Draft,
  action: ActionRecord,
  refusal: Refusal,
): Decision<ActionRecord> => {
  const failed = { ...become(action, "failed", draft.context.now), refusal };
  putAction(draft, failed);
  draft.events.push({ type: "Failure", action: failed });
  return refused(refusal, draft, failed);
};

/** Records an accepted action, and does it at once or when its delay has passed. */
export const enter = <F extends Facts>(
  operation: Operation<F>,
  draft: Draft,
  facts: F,
  action: ActionRecord,
): ActionRecord => {
  const { bucket, view, policy, now } = facts;
  operation.onReceipt?.(draft, facts, action.id);
  const delayMs = operation.delayMs?.(facts) ?? policy.delayMs[operation.kind] ?? 0;
  const isDelayed = delayMs > 0 && operation.kind !== "reserve";
  if (!isDelayed && view.bucket(bucket.id) === undefined) {
    put(draft, { table: "bucket", id: bucket.id, record: bucket });
  }
  const entered = isDelayed
    ? { ...action, dueAt: now + delayMs }
    : operation.perform(draft, facts, action);
  putAction(draft, entered);
  draft.events.push({ type: "Create", action: entered });
  return entered;
};

/** Decides a POST. */
export const submit = <F extends Facts>(
  operation: Operation<F>,
  view: LedgerView,
  body: ActionBody,
  context: DecisionContext,
): Decision<ActionRecord> => {
  const facts = operation.gather(view, withoutNulls(body), context);
  const refusal = firstRefusal(operation.rules, facts);
  if (refusal !== undefined) return refuseAction(operation, facts, refusal);
  // After this line nothing may fail.
  const draft = newDraft(view, context);
  const action = received(operation, facts, context.nextId(operation.kind));
  return accepted(draft, enter(operation, draft, facts, action));
};

/** Completes an action whose delay has passed; what was fine on receipt may be refused by now. */
export const resume = <F extends Facts>(
  operation: Operation<F>,
  draft: Draft,
  action: ActionRecord,
): Decision<ActionRecord> => {
  const { view, context } = draft;
  const facts = operation.gather(view, action.details, context, action);
  const refusal = firstRefusal(operation.rules, facts);
  if (refusal !== undefined) {
    operation.onRefusal?.(draft, facts, refusal);
    return failing(draft, action, refusal);
  }
  // After this line nothing may fail.
  const { bucket } = facts;
  if (view.bucket(bucket.id) === undefined) {
    put(draft, { table: "bucket", id: bucket.id, record: bucket });
  }
  return accepted(draft, putAction(draft, operation.perform(draft, facts, action)));
};
