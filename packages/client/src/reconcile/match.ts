import { type ActionLike, statusOf } from "../resources/status.ts";

/** The body of a write, used to find the action again. */
export interface SentBody {
  readonly [attribute: string]: unknown;
}

/** Attribute values by path, for the filters of a list: `{ "bucket.id": "b1" }`. */
export interface Criteria {
  readonly [path: string]: unknown;
}

const valueAt = (record: unknown, path: string): unknown =>
  path.split(".").reduce((value, name) => (value as SentBody | null | undefined)?.[name], record);

/** Picks the values at some paths; ignores empty ones. */
function pickCriteria(record: SentBody, ...paths: string[]): Criteria {
  return Object.fromEntries(
    paths.map((path) => [path, valueAt(record, path)]).filter(([, value]) => value),
  );
}

/**
 * The values that identify the action, if there are any. A payment transaction or a voucher is used
 * once, but a card many times.
 */
export const uniqueCriteria = (sentBody: SentBody): Criteria =>
  valueAt(sentBody, "paymentMethod.@type") === "PaymentTransaction"
    ? pickCriteria(sentBody, "paymentMethod.id")
    : pickCriteria(sentBody, "voucher");

/** The owners of the action: its bucket and account. */
export const ownerCriteria = (sentBody: SentBody): Criteria =>
  pickCriteria(sentBody, "bucket.id", "partyAccount.id");

/** Whether the found action has all of these values. */
export const meetsCriteria = (foundAction: SentBody, criteria: Criteria): boolean =>
  Object.keys(criteria).every((path) =>
    containsSentValues(valueAt(foundAction, path), criteria[path]),
  );

/**
 * Whether the found value contains all values that were sent. Ignores attributes that the server
 * adds.
 */
function containsSentValues(foundPart: unknown, sent: unknown): boolean {
  if (sent === null || typeof sent !== "object")
    return foundPart === sent || foundPart === String(sent);
  const foundMembers = Object(foundPart) as SentBody;
  // References are equal if their ids are. Their other attributes may differ.
  const expected = "id" in sent ? { id: sent.id } : sent;
  return Object.entries(expected).every(([name, value]) =>
    containsSentValues(foundMembers[name], value),
  );
}

/**
 * Reduces an id to letters and digits, because servers write `+34 600`, `34600` and `tel:34600` for
 * the same id.
 */
const normalizeId = (id: unknown) =>
  String(id ?? "")
    .toLowerCase()
    .replace(/\W/g, "");

/** Whether the found action may belong to one of these owners. A missing id counts as a match. */
export function mayBelongTo(owners: Criteria, foundAction: SentBody): boolean {
  const paths = Object.keys(owners);
  const hasSimilarId = (path: string) => {
    const foundOwner = normalizeId(valueAt(foundAction, path));
    const requestedOwner = normalizeId(owners[path]);
    return foundOwner.endsWith(requestedOwner) || requestedOwner.endsWith(foundOwner);
  };
  return paths.length === 0 || paths.some(hasSimilarId);
}

/** Attributes that are not compared, because a server may change them. */
const ignoredAttributes = new Set([
  "status",
  "requestedDate",
  "confirmationDate",
  "validFor",
  "href",
]);

/**
 * Whether the found action matches the sent body. Compares only attributes that the server returns,
 * but it must return the amount and an owner.
 */
export function matchesSentBody(sentBody: SentBody, owners: Criteria, found: SentBody): boolean {
  return (
    containsSentValues(found.amount, sentBody.amount) &&
    Object.keys(owners).some((path) => meetsCriteria(found, { [path]: owners[path] })) &&
    Object.entries(sentBody).every(([name, value]) => {
      const isIgnored =
        name.startsWith("@") || ignoredAttributes.has(name) || found[name] === undefined;
      return isIgnored || containsSentValues(found[name], value);
    })
  );
}

/**
 * Whether the found action is certainly another one: it has another payment, voucher or amount.
 */
export function contradicts(foundAction: SentBody, sent: SentBody): boolean {
  const [foundAmount, known] = [foundAction, sent].map(({ amount }) => Object(amount) as SentBody);
  const unitsOf = (amount: SentBody | undefined) => String(amount?.units).toLowerCase();
  const difference = Number(foundAmount?.amount) - Number(known?.amount);
  return (
    (unitsOf(foundAmount) === unitsOf(known) && Math.abs(difference) > 0) ||
    Object.entries(uniqueCriteria(sent)).some(([path, value]) => {
      const foundValue = valueAt(foundAction, path);
      return foundValue !== undefined && foundValue !== value;
    })
  );
}

/** Whether the resource has the state that the PATCH requested; `undefined` if that is unclear. */
export function hasPatchedState(sentBody: SentBody, found: SentBody): boolean | undefined {
  const [requestedStatus, now] = [statusOf(sentBody as ActionLike), statusOf(found as ActionLike)];
  if (requestedStatus === "completed" || requestedStatus === "cancelled") {
    if (now !== requestedStatus)
      return /^(created|completed|cancelled|failed)$/.test(now) ? false : undefined;
    // Another call may have completed it with another amount.
    return (
      sentBody.amount === undefined ||
      containsSentValues(found.amount, sentBody.amount) ||
      undefined
    );
  }
  const otherEntries = Object.entries(sentBody).filter(([name]) => name !== "status");
  if (otherEntries.some(([name]) => found[name] === undefined)) return undefined;
  return otherEntries.every(([name, value]) => containsSentValues(found[name], value));
}
