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

/** The type of a payment method that is used once. Some clients send a voucher in this way. */
const usedOnce = /ype":"(PaymentTransaction|Voucher)"/;

/**
 * The values that identify the action, if there are any. A payment transaction or a voucher is used
 * once, but a card many times.
 */
export const uniqueCriteria = (sentBody: SentBody): Criteria =>
  pickCriteria(
    sentBody,
    "voucher",
    usedOnce.test(JSON.stringify(sentBody.paymentMethod)) ? "paymentMethod.id" : "",
  );

/** The owners of the action: its bucket and account. */
export const ownerCriteria = (sentBody: SentBody): Criteria =>
  pickCriteria(sentBody, "bucket.id", "partyAccount.id");

/** Whether the found action has all of these values. */
export const meetsCriteria = (foundAction: SentBody, criteria: Criteria): boolean =>
  Object.entries(criteria).every(([path, value]) =>
    containsSentValues(valueAt(foundAction, path), value),
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
 * Reduces two ids to letters and digits, because servers write `+34 600`, `34600` and `tel:34600`
 * for the same id.
 */
const normalizeIds = (...ids: [found: unknown, sent: unknown]) =>
  ids.map((id) =>
    String(id ?? "")
      .toLowerCase()
      .replace(/[\W_]/g, ""),
  ) as [found: string, sent: string];

/** Whether the found action may belong to one of these owners. A missing id counts as a match. */
export function mayBelongTo(owners: Criteria, foundAction: SentBody): boolean {
  const entries = Object.entries(owners);
  const isSimilar = ([path, owner]: [string, unknown]) => {
    const [found, known] = normalizeIds(valueAt(foundAction, path), owner);
    return found.endsWith(known) || known.endsWith(found);
  };
  return entries.some(isSimilar) || !entries.length;
}

/** Attributes that are not compared, because a server may change them. */
const ignoredAttributes = /^@|^(status|\w+Date|validFor|href)$/;

/**
 * Whether the found action matches the sent body. Compares only attributes that the server returns,
 * but it must return the amount and an owner.
 */
export function matchesSentBody(sentBody: SentBody, owners: Criteria, found: SentBody): boolean {
  return (
    containsSentValues(found.amount, sentBody.amount) &&
    Object.entries(owners).some(([path, id]) => containsSentValues(valueAt(found, path), id)) &&
    Object.entries(sentBody).every(
      ([name, value]) =>
        ignoredAttributes.test(name) ||
        found[name] === undefined ||
        containsSentValues(found[name], value),
    )
  );
}

/**
 * Whether the found action is certainly another one: it has another payment, voucher or amount.
 * Servers mask codes (`****4711`, `xxxx4711`), shorten them, change their case and separators, and
 * return numbers. So a code counts only without signs of a mask, and if it is no part of the other.
 * The amount counts only without a code, because that of a voucher may replace it.
 */
export function contradicts(foundAction: SentBody, sent: SentBody): boolean {
  const codes = Object.entries(uniqueCriteria(sent));
  if (codes.length)
    return codes.some(([path, code]) => {
      const text = valueAt(foundAction, path);
      const [found, known] = normalizeIds(text, code);
      const isMasked = String(text) !== text || /[^\w -]|xxx/i.test(text);
      return !(isMasked || found.includes(known) || known.includes(found));
    });
  const [found, known] = [foundAction, sent].map(({ amount }) => Object(amount) as SentBody);
  const unitsOf = (amount: SentBody | undefined) => String(amount?.units).toLowerCase();
  // The difference of missing amounts is `NaN`.
  return unitsOf(found) === unitsOf(known) && !!(Number(found?.amount) - Number(known?.amount));
}

/** Whether the resource has the state that the PATCH requested; `undefined` if that is unclear. */
export function hasPatchedState(sentBody: SentBody, found: SentBody): boolean | undefined {
  const [requestedStatus, now] = [statusOf(sentBody as ActionLike), statusOf(found as ActionLike)];
  if (/^(completed|cancelled)$/.test(requestedStatus)) {
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
