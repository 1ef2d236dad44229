import { type ActionLike, statusOf } from "../outcome.ts";

/** The body of a write, as far as it can be found again. */
export interface Sent {
  readonly [attribute: string]: unknown;
}

/** Values by path, as a list is filtered by them: `{ "bucket.id": "b1" }`. */
export interface Marks {
  readonly [path: string]: unknown;
}

const valueAt = (record: unknown, path: string): unknown =>
  path.split(".").reduce((value, name) => (value as Sent | null | undefined)?.[name], record);

/** An empty text marks nothing. */
function marksOf(record: Sent, ...paths: string[]): Marks {
  return Object.fromEntries(
    paths.map((path) => [path, valueAt(record, path)]).filter(([, value]) => value),
  );
}

/**
 * What belongs to this action only, if anything. A card pays many times; a payment transaction and
 * a voucher happen once, whatever the amount.
 */
export const proofOf = (sent: Sent): Marks =>
  valueAt(sent, "paymentMethod.@type") === "PaymentTransaction"
    ? marksOf(sent, "paymentMethod.id")
    : marksOf(sent, "voucher");

/** Whose action it is. */
export const ownersOf = (sent: Sent): Marks => marksOf(sent, "bucket.id", "partyAccount.id");

/** Does the found record bear all of these marks? */
export const bears = (found: Sent, marks: Marks): boolean =>
  Object.keys(marks).every((path) => says(valueAt(found, path), marks[path]));

/** Does the found value say everything that was sent? What the server adds does not matter. */
function says(found: unknown, sent: unknown): boolean {
  if (sent === null || typeof sent !== "object") return found === sent || found === String(sent);
  const known = Object(found) as Sent;
  // An id tells what the rest of a reference only describes.
  const told = "id" in sent ? { id: sent.id } : sent;
  return Object.entries(told).every(([name, value]) => says(known[name], value));
}

/** Letters and digits: servers write `+34 600`, `34600` and `tel:34600` for one another. */
const plain = (id: unknown) =>
  String(id ?? "")
    .toLowerCase()
    .replace(/\W/g, "");

/** Could the found action be of one of these owners? What cannot be read could. */
export function resembles(owners: Marks, found: Sent): boolean {
  const paths = Object.keys(owners);
  const isAlike = (path: string) => {
    const known = plain(valueAt(found, path));
    const asked = plain(owners[path]);
    return known.endsWith(asked) || asked.endsWith(known);
  };
  return paths.length === 0 || paths.some(isAlike);
}

/** Attributes that a server may rewrite, so they prove nothing either way. */
const rewritten = new Set(["status", "requestedDate", "confirmationDate", "validFor", "href"]);

/**
 * Is this what was sent, as far as the server gives it back? It must give back the amount and an
 * owner: without them any action would do.
 */
export function sameAction(sent: Sent, owners: Marks, found: Sent): boolean {
  return (
    says(found.amount, sent.amount) &&
    Object.keys(owners).some((path) => bears(found, { [path]: owners[path] })) &&
    Object.entries(sent).every(([name, value]) => {
      const isOpen = name.startsWith("@") || rewritten.has(name) || found[name] === undefined;
      return isOpen || says(found[name], value);
    })
  );
}

/** Has the resource become what the PATCH asked for? `undefined`: it does not tell. */
export function isPatched(sent: Sent, found: Sent): boolean | undefined {
  const [asked, now] = [statusOf(sent as ActionLike), statusOf(found as ActionLike)];
  if (asked === "completed" || asked === "cancelled") {
    if (now !== asked)
      return /^(created|completed|cancelled|failed)$/.test(now) ? false : undefined;
    // Another call may have ended it, with another amount.
    return sent.amount === undefined || says(found.amount, sent.amount) || undefined;
  }
  const rest = Object.entries(sent).filter(([name]) => name !== "status");
  if (rest.some(([name]) => found[name] === undefined)) return undefined;
  return rest.every(([name, value]) => says(found[name], value));
}
