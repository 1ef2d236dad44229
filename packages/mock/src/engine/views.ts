import { normalizeNumber } from "@tmf654/contract";
import {
  type ActionRecord,
  actionResource,
  type BucketRecord,
  bucketResource,
  bucketStatus,
  formatInstant,
  type HrefOf,
  historyEntry,
  lifeStage,
  type OtherBucket,
  type Policy,
  quantityOf,
  resourceOf,
  shownSteps,
  typeNameOf,
} from "@tmf654/ledger";
import { formatQuantity } from "@tmf654/quantity";
import type { Resource } from "../ports/resource.ts";
import { ownValue, type Reader } from "../query/reader.ts";
import type { StoreOptions } from "../store/store.ts";

/** The context in which records are shown. */
export interface ViewContext {
  readonly now: () => number;
  readonly policy: () => Policy;
  readonly hrefOf: HrefOf;
  readonly bucket: (id: string) => BucketRecord | undefined;
}

/** Reads one member of a resource from its record. */
type MemberReader<R> = (record: R) => unknown;
type MemberReaders<R> = ReadonlyMap<string, MemberReader<R>>;

/**
 * Creates views that show records as resources of the contract. The ledger creates whole resources.
 * Lists read single members from the record, which is faster. A test compares both results.
 */
export function createViews(
  context: ViewContext,
): Pick<StoreOptions, "bucketView" | "actionView" | "historyView"> {
  const { now, policy, hrefOf } = context;
  const pin = () => {
    const [instant, currentPolicy] = [now(), policy()];
    return createViews({ ...context, now: () => instant, policy: () => currentPolicy });
  };
  const showAction = (record: ActionRecord) => freezeResource(actionResource(record, hrefOf));
  const showHistory = (record: ActionRecord) =>
    freezeResource(historyEntry(record, context, hrefOf));
  return {
    bucketView: {
      show: (record) => freezeResource(bucketResource(record, now(), policy(), hrefOf)),
      read: readerOf(bucketMembers(context)),
      pin: () => pin().bucketView,
    },
    actionView: { show: showAction, read: readerOf(actionMembers(showAction, hrefOf)) },
    historyView: { show: showHistory, read: readerOf(historyMembers(showHistory, hrefOf)) },
  };
}

/**
 * Creates the reader of a kind of record. A member without a function is read from the request.
 */
function readerOf<R extends BucketRecord | ActionRecord>(members: MemberReaders<R>): Reader<R> {
  return (name) => {
    const readRawValue = members.get(name) ?? (({ details }: R) => ownValue(details, name));
    const isNumber = name === "logicalResource" || name === "receiverLogicalResource";
    return isNumber ? (record) => withNormalNumbers(readRawValue(record)) : readRawValue;
  };
}

/** Returns logical resources with their numbers in the form that filters compare. */
function withNormalNumbers(references: unknown): unknown {
  if (Array.isArray(references)) {
    return references.every((each) => withNormalNumbers(each) === each)
      ? references
      : references.map(withNormalNumbers);
  }
  const { id } = (references ?? {}) as { readonly id?: unknown };
  if (typeof id !== "string") return references;
  const normalNumber = normalizeNumber(id);
  return normalNumber === id ? references : { ...(references as object), id: normalNumber };
}

function bucketMembers({ now, policy, hrefOf }: ViewContext): MemberReaders<BucketRecord> {
  const toQuantity = (steps: number, units: string) => quantityOf(steps, units, policy());
  const remainingOf = (record: BucketRecord) =>
    toQuantity(shownSteps(record, now(), policy()), record.units);
  return new Map<string, MemberReader<BucketRecord>>([
    ["id", ({ id }) => id],
    ["href", ({ id }) => hrefOf("bucket", id)],
    ["status", (record) => bucketStatus(record, now(), policy())],
    ["usageType", ({ usageType }) => usageType],
    [
      "requestedDate",
      ({ confirmedAt, details }) => details.requestedDate ?? formatInstant(confirmedAt),
    ],
    ["confirmationDate", ({ confirmedAt }) => formatInstant(confirmedAt)],
    ["remainingValue", remainingOf],
    ["remainingValueName", (record) => formatQuantity(remainingOf(record), policy())],
    ["reservedValue", ({ reserved, units }) => toQuantity(reserved, units)],
    ["lifeStage", (record) => lifeStage(record, now(), policy())],
    ["owedValue", ({ owed, units }) => (owed ? toQuantity(owed, units) : undefined)],
    [
      "validFor",
      ({ endsAt, details: { validFor } }) =>
        endsAt === undefined ? validFor : { ...validFor, endDateTime: formatInstant(endsAt) },
    ],
    [
      "relatedParty",
      (record) => {
        const { relatedParty } = record.details;
        if (!relatedParty || areWholeParties(relatedParty)) return relatedParty;
        return bucketResource(record, now(), policy(), hrefOf).relatedParty;
      },
    ],
  ]);
}

function actionMembers(
  show: (record: ActionRecord) => Resource,
  hrefOf: HrefOf,
): MemberReaders<ActionRecord> {
  const readMember = (name: string) => (record: ActionRecord) => show(record)[name];
  return new Map<string, MemberReader<ActionRecord>>([
    ["id", ({ id }) => id],
    ["href", ({ kind, id }) => hrefOf(resourceOf(kind), id)],
    ["status", ({ status }) => status],
    ["amount", ({ amount }) => amount],
    ["usageType", ({ usageType }) => usageType],
    ["requestedDate", ({ requestedAt }) => formatInstant(requestedAt)],
    ["confirmationDate", ({ confirmedAt: at }) => (at === undefined ? at : formatInstant(at))],
    ["reservedAmount", ({ reservedAmount }) => reservedAmount],
    ["releasedAmount", ({ releasedAmount }) => releasedAmount],
    ["creditedAmount", ({ creditedAmount }) => creditedAmount],
    ["transferCost", ({ transferCost, details }) => transferCost ?? details.transferCost],
    ["failure", (record) => record.refusal && readMember("failure")(record)],
    ["requestor", (record) => record.details.requestor && readMember("requestor")(record)],
    [
      "balanceTopup",
      (record) =>
        record.parent ? readMember("balanceTopup")(record) : record.details.balanceTopup,
    ],
    [
      "relatedParty",
      (record) => {
        const { relatedParty } = record.details;
        return areWholeParties(relatedParty) ? relatedParty : readMember("relatedParty")(record);
      },
    ],
  ]);
}

/**
 * Returns the values of every bucket that a completed transfer changed. The transfer is also in the
 * history of its receiver and of the bucket that paid its cost.
 */
function readAllBuckets(
  name: "bucket" | Exclude<keyof OtherBucket, "id">,
  receiverMember = "",
  readOwnMember: MemberReader<ActionRecord> = ({ details }) => ownValue(details, name),
): MemberReader<ActionRecord> {
  return (record) => {
    const { details, others } = record;
    const value = readOwnMember(record);
    if (others === undefined) return value;
    const otherValues = others.map((other) => (name === "bucket" ? { id: other.id } : other[name]));
    return [value, ownValue(details, receiverMember), ...otherValues].flat().filter(Boolean);
  };
}

/** The members in which a history entry differs from its task. */
function historyMembers(
  show: (record: ActionRecord) => Resource,
  hrefOf: HrefOf,
): MemberReaders<ActionRecord> {
  const members = actionMembers(show, hrefOf);
  return new Map<string, MemberReader<ActionRecord>>([
    ...members,
    ["href", ({ id }) => hrefOf("balanceActionHistory", id)],
    ["bucket", readAllBuckets("bucket", "receiverBucket")],
    ["logicalResource", readAllBuckets("logicalResource", "receiverLogicalResource")],
    ["product", readAllBuckets("product", "receiverProduct")],
    ["partyAccount", readAllBuckets("partyAccount")],
    ["relatedParty", readAllBuckets("relatedParty", "receiver", members.get("relatedParty"))],
    ["@type", ({ kind }) => typeNameOf(kind)],
    [
      "receiverLogicalResource",
      (record) => {
        const { receiverLogicalResource, logicalResource } = record.details;
        const requestedNumber = receiverLogicalResource ?? logicalResource?.[0];
        return requestedNumber ?? show(record).receiverLogicalResource;
      },
    ],
  ]);
}

/** Whether parties are shown as they were sent. The ledger completes incomplete parties. */
function areWholeParties(parties: BucketRecord["details"]["relatedParty"]): boolean {
  return Array.isArray(parties) && parties.every((party) => party?.id && party["@referredType"]);
}

/** Puts `id` and `href` first and freezes the resource, because it is shared. */
function freezeResource<T extends { id?: string; href?: string }>({
  id,
  href,
  ...rest
}: T): Resource {
  return Object.freeze({ id: id ?? "", href: href ?? "", ...rest });
}
