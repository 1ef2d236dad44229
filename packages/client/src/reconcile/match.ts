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
export const uniqueCriteria = (sent: SentBody): Criteria =>
  valueAt(sent, "paymentMethod.@type") === "PaymentTransaction"
    ? pickCriteria(sent, "paymentMethod.id")
    : pickCriteria(sent, "voucher");

/** The owners of the action: its bucket and account. */
export const ownerCriteria = (sent: SentBody): Criteria =>
  pickCriteria(sent, "bucket.id", "partyAccount.id");

/** Whether the found action has all of these values. */
export const meetsCriteria = (found: SentBody, criteria: Criteria): boolean =>
  Object.keys(criteria).every((path) => containsSentValues(valueAt(found, path), criteria[path]));

/**
 * Whether the found value contains all values that were sent. Ignores attributes that the server
 * adds.
 */
function containsSentValues(found: unknown, sent: unknown): boolean {
  if (sent === null || typeof sent !== "object") return found === sent || found === String(sent);
  const foundMembers = Object(found) as SentBody;
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
export function mayBelongTo(owners: Criteria, found: SentBody): boolean {
  const paths = Object.keys(owners);
  const hasSimilarId = (path: string) => {
    const foundOwner = normalizeId(valueAt(found, path));
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
export function matchesSentBody(sent: SentBody, owners: Criteria, found: SentBody): boolean {
  return (
    containsSentValues(found.amount, sent.amount) &&
    Object.keys(owners).some((path) => meetsCriteria(found, { [path]: owners[path] })) &&
    Object.entries(sent).every(([name, value]) => {
      const isIgnored =
        name.startsWith("@") || ignoredAttributes.has(name) || found[name] === undefined;
      return isIgnored || containsSentValues(found[name], value);
    })
  );
}

/**
 * Whether the found action is certainly another one: it has another payment, voucher or amount.
 */
export function contradicts(found: SentBody, sent: SentBody): boolean {
  const [asked, known] = [found, sent].map(({ amount }) => Object(amount) as SentBody);
  const units = (amount: SentBody | undefined) => String(amount?.units).toLowerCase();
  const difference = Number(asked?.amount) - Number(known?.amount);
  return (
    (units(asked) === units(known) && Math.abs(difference) > 0) ||
    Object.entries(uniqueCriteria(sent)).some(([path, value]) => {
      const foundValue = valueAt(found, path);
      return foundValue !== undefined && foundValue !== value;
    })
  );
}

/** Whether the resource has the state that the PATCH requested; `undefined` if that is unclear. */
export function hasPatchedState(sent: SentBody, found: SentBody): boolean | undefined {
  const [asked, now] = [statusOf(sent as ActionLike), statusOf(found as ActionLike)];
  if (asked === "completed" || asked === "cancelled") {
    if (now !== asked)
      return /^(created|completed|cancelled|failed)$/.test(now) ? false : undefined;
    // Another call may have completed it with another amount.
    return sent.amount === undefined || containsSentValues(found.amount, sent.amount) || undefined;
  }
  const otherEntries = Object.entries(sent).filter(([name]) => name !== "status");
  if (otherEntries.some(([name]) => found[name] === undefined)) return undefined;
  return otherEntries.every(([name, value]) => containsSentValues(found[name], value));
}
