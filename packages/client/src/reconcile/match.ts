import { type ActionLike, statusOf } from "../resources/status.ts";

/** The body of a write, used to find the action again. */
export interface SentBody {
  readonly [attribute: string]: unknown;
}

/** Attribute values by path, used as list filters: `{ "bucket.id": "b1" }`. */
export interface Criteria {
  readonly [path: string]: unknown;
}

const valueAt = (record: unknown, path: string): unknown =>
  path.split(".").reduce((value, name) => (value as SentBody | null | undefined)?.[name], record);

/** Ignores empty values. */
function pickCriteria(record: SentBody, ...paths: string[]): Criteria {
  return Object.fromEntries(
    paths.map((path) => [path, valueAt(record, path)]).filter(([, value]) => value),
  );
}

/**
 * Values that belong to this action only, if any. A card pays many times; a payment transaction or
 * a voucher is used once.
 */
export const uniqueCriteria = (sent: SentBody): Criteria =>
  valueAt(sent, "paymentMethod.@type") === "PaymentTransaction"
    ? pickCriteria(sent, "paymentMethod.id")
    : pickCriteria(sent, "voucher");

/** The bucket and account of the action. */
export const ownerCriteria = (sent: SentBody): Criteria =>
  pickCriteria(sent, "bucket.id", "partyAccount.id");

/** Whether the found action has all of these values. */
export const meetsCriteria = (found: SentBody, criteria: Criteria): boolean =>
  Object.keys(criteria).every((path) => contains(valueAt(found, path), criteria[path]));

/**
 * Whether the found value contains everything that was sent. Attributes that the server adds are
 * ignored.
 */
function contains(found: unknown, sent: unknown): boolean {
  if (sent === null || typeof sent !== "object") return found === sent || found === String(sent);
  const known = Object(found) as SentBody;
  // An id identifies a reference; its other attributes may differ.
  const expected = "id" in sent ? { id: sent.id } : sent;
  return Object.entries(expected).every(([name, value]) => contains(known[name], value));
}

/** Letters and digits only: servers write `+34 600`, `34600` and `tel:34600` for the same id. */
const normalizeId = (id: unknown) =>
  String(id ?? "")
    .toLowerCase()
    .replace(/\W/g, "");

/** Whether the found action may belong to one of these owners. A missing id counts as a match. */
export function mayBelongTo(owners: Criteria, found: SentBody): boolean {
  const paths = Object.keys(owners);
  const hasSimilarId = (path: string) => {
    const known = normalizeId(valueAt(found, path));
    const asked = normalizeId(owners[path]);
    return known.endsWith(asked) || asked.endsWith(known);
  };
  return paths.length === 0 || paths.some(hasSimilarId);
}

/** Attributes that a server may change, so they prove nothing. */
const unreliable = new Set(["status", "requestedDate", "confirmationDate", "validFor", "href"]);

/**
 * Whether the found action matches the sent body, as far as the server returns it. The server must
 * return the amount and an owner, or any action would match.
 */
export function matchesSentBody(sent: SentBody, owners: Criteria, found: SentBody): boolean {
  return (
    contains(found.amount, sent.amount) &&
    Object.keys(owners).some((path) => meetsCriteria(found, { [path]: owners[path] })) &&
    Object.entries(sent).every(([name, value]) => {
      const isOpen = name.startsWith("@") || unreliable.has(name) || found[name] === undefined;
      return isOpen || contains(found[name], value);
    })
  );
}

/**
 * Whether the found action has another payment, voucher or amount than the one that was sent, so
 * that it is another action.
 */
export function contradicts(found: SentBody, sent: SentBody): boolean {
  const [asked, known] = [found, sent].map(({ amount }) => Object(amount) as SentBody);
  const units = (amount: SentBody | undefined) => String(amount?.units).toLowerCase();
  const difference = Number(asked?.amount) - Number(known?.amount);
  return (
    (units(asked) === units(known) && Math.abs(difference) > 0) ||
    Object.entries(uniqueCriteria(sent)).some(([path, value]) => {
      const other = valueAt(found, path);
      return other !== undefined && other !== value;
    })
  );
}

/** Whether the resource has the state that the PATCH asked for; `undefined` if that is unclear. */
export function isPatched(sent: SentBody, found: SentBody): boolean | undefined {
  const [asked, now] = [statusOf(sent as ActionLike), statusOf(found as ActionLike)];
  if (asked === "completed" || asked === "cancelled") {
    if (now !== asked)
      return /^(created|completed|cancelled|failed)$/.test(now) ? false : undefined;
    // Another call may have finished it with another amount.
    return sent.amount === undefined || contains(found.amount, sent.amount) || undefined;
  }
  const rest = Object.entries(sent).filter(([name]) => name !== "status");
  if (rest.some(([name]) => found[name] === undefined)) return undefined;
  return rest.every(([name, value]) => contains(found[name], value));
}
