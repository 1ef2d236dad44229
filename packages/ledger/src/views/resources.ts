import type {
  AdjustBalance,
  BalanceActionHistory,
  Bucket,
  BucketStatusType,
  RelatedParty,
  ReserveBalance,
  ResourceName,
  TopupBalance,
  TransferBalance,
} from "@tmf654/contract";
import { formatQuantity } from "@tmf654/quantity";
import { quantityOf } from "../model/amounts.ts";
import { type ActionKind, resourceOf } from "../model/kind.ts";
import { forfeitTime, terminationTime, usabilityEnd } from "../model/life.ts";
import { defaultPolicy, type Policy } from "../model/policy.ts";
import type { ActionRecord, BucketRecord, LedgerView } from "../model/records.ts";
import { formatInstant } from "../model/time.ts";
import { isBeforeStart, isExpired, isPastGrace } from "../rules/rule.ts";
import { explain } from "./explain.ts";

/** A function that returns the `href` of a resource, because the ledger has no addresses. */
export type HrefOf = (resource: ResourceName, id: string) => string;

/** The contract's type of a kind of action, as `@type` has it: `TopupBalance`. */
export const typeNameOf = (kind: ActionKind): string =>
  resourceOf(kind).replace(/^./, (first) => first.toUpperCase());

/**
 * A bucket's status is derived: suspended has precedence over expired; without an end it never
 * expires. The contract has no status for a bucket that starts later: it cannot be used yet, so it
 * is suspended, and `validFor.startDateTime` says until when.
 */
export function bucketStatus(
  bucket: BucketRecord,
  now: number,
  policy: Policy = defaultPolicy,
): BucketStatusType {
  if (bucket.suspended || isBeforeStart(bucket, now)) return "suspended";
  return isPastGrace(bucket, now, policy) ? "expired" : "active";
}

/** The stage of a bucket after its end; undefined before, and without a lifecycle. */
export function lifeStage(
  { endsAt }: BucketRecord,
  now: number,
  policy: Policy,
): "grace" | "barred" | "terminated" | undefined {
  if (policy.lifecycle === undefined || !isExpired(endsAt, now)) return undefined;
  if (isExpired(terminationTime(endsAt, policy), now)) return "terminated";
  return isExpired(usabilityEnd(endsAt, policy), now) ? "barred" : "grace";
}

/** The steps that a bucket shows: 0 after its value is lost, but a debt stays. */
export const shownSteps = (
  { endsAt, remaining }: BucketRecord,
  now: number,
  policy: Policy,
): number => (isExpired(forfeitTime(endsAt, policy), now) ? Math.min(0, remaining) : remaining);

/** A written party always has `id` and `@referredType`, also where a lenient profile accepts less. */
const completeParty = (party: RelatedParty): RelatedParty =>
  party.id && party["@referredType"]
    ? party
    : {
        ...party,
        id: party.id || "unknown",
        "@referredType": party["@referredType"] || "Individual",
      };

const isParty = (sent: unknown): sent is RelatedParty => typeof sent === "object" && sent !== null;

const completeParties = (parties: RelatedParty[] | RelatedParty | undefined): RelatedParty[] =>
  (Array.isArray(parties) ? parties : [parties]).filter(isParty).map(completeParty);

/** A bucket as the contract shows it at an instant. */
export function bucketResource(
  bucket: BucketRecord,
  now: number,
  policy: Policy,
  hrefOf: HrefOf,
): Bucket {
  const { id, details, units, endsAt } = bucket;
  const status = bucketStatus(bucket, now, policy);
  const stage = lifeStage(bucket, now, policy);
  const remainingValue = quantityOf(shownSteps(bucket, now, policy), units, policy);
  return {
    ...details,
    id,
    href: hrefOf("bucket", id),
    status,
    usageType: bucket.usageType,
    requestedDate: details.requestedDate ?? formatInstant(bucket.confirmedAt),
    confirmationDate: formatInstant(bucket.confirmedAt),
    remainingValue,
    remainingValueName: formatQuantity(remainingValue, policy),
    reservedValue: quantityOf(bucket.reserved, units, policy),
    ...(stage && { lifeStage: stage }),
    ...(bucket.owed && { owedValue: quantityOf(bucket.owed, units, policy) }),
    ...(details.relatedParty && { relatedParty: completeParties(details.relatedParty) }),
    ...(endsAt !== undefined && {
      validFor: { ...details.validFor, endDateTime: formatInstant(endsAt) },
    }),
  };
}

/** The reason of a failed task, an extension attribute. */
const failureOf = ({ refusal }: ActionRecord) =>
  refusal && {
    code: refusal.code,
    message: explain(refusal),
    ...(refusal.side && { side: refusal.side }),
  };

type AnyAction = TopupBalance & AdjustBalance & ReserveBalance & TransferBalance;

function commonAttributes(action: ActionRecord, href: string, hrefOf: HrefOf): AnyAction {
  const { id, status, amount, usageType, details, confirmedAt, parent } = action;
  const failure = failureOf(action);
  const topup = details.balanceTopup;
  // Only the ledger sets these; values in a request are ignored.
  const {
    failure: _,
    confirmationDate: __,
    reservedAmount: ___,
    releasedAmount: ____,
    creditedAmount: _____,
    requestor: ______,
    ...said
  } = details as AnyAction;
  return {
    ...said,
    id,
    href,
    status,
    amount,
    usageType,
    requestedDate: formatInstant(action.requestedAt),
    relatedParty: completeParties(details.relatedParty),
    ...(isParty(details.requestor) && { requestor: completeParty(details.requestor) }),
    ...(confirmedAt !== undefined && { confirmationDate: formatInstant(confirmedAt) }),
    ...(failure && { failure }),
    ...(action.reservedAmount && { reservedAmount: action.reservedAmount }),
    ...(action.releasedAmount && { releasedAmount: action.releasedAmount }),
    ...(action.creditedAmount && { creditedAmount: action.creditedAmount }),
    ...(action.transferCost && { transferCost: action.transferCost }),
    ...(topup && parent && { balanceTopup: { ...topup, href: hrefOf("topupBalance", parent.id) } }),
  };
}

/** An action as the contract shows it. A reservation that the policy ends shows its end. */
export function actionResource(action: ActionRecord, hrefOf: HrefOf): AnyAction {
  const { kind, id, dueAt, details } = action;
  const resource = commonAttributes(action, hrefOf(resourceOf(kind), id), hrefOf);
  if (kind === "reserve" && dueAt !== undefined && !details.validFor?.endDateTime) {
    resource.validFor = { ...details.validFor, endDateTime: formatInstant(dueAt) };
  }
  return resource;
}

/** An action as an entry of the history. `receiverLogicalResource` is never absent. */
export function historyEntry(
  action: ActionRecord,
  view: Pick<LedgerView, "bucket">,
  hrefOf: HrefOf,
): BalanceActionHistory {
  const { details, bucketId, kind, id } = action;
  const receiverLogicalResource = details.receiverLogicalResource ??
    details.logicalResource?.[0] ??
    view.bucket(bucketId)?.details.logicalResource?.[0] ?? {
      id: bucketId,
      "@referredType": "Bucket",
    };
  const entry = commonAttributes(action, hrefOf("balanceActionHistory", id), hrefOf);
  return { ...entry, "@type": typeNameOf(kind), receiverLogicalResource };
}

/**
 * Sorts actions by the time of the request, newest first. At one instant, the action that was
 * recorded later comes first.
 */
export const newestFirst = (actions: Iterable<ActionRecord>): ActionRecord[] =>
  [...actions].reverse().sort((a, b) => b.requestedAt - a.requestedAt);
