import { type ActionLike, statusOf } from "../outcome.ts";

/** The body of a write, as far as it can be found again. */
export interface Sent {
  readonly [attribute: string]: unknown;
}

interface Reference {
  readonly id?: unknown;
  readonly "@type"?: unknown;
}

const idOf = (value: unknown) => (value as Reference | null | undefined)?.id;

/**
 * What belongs to this action only. A card pays many times; a payment transaction and a voucher
 * happen once, whatever the amount.
 */
export function proofOf({ voucher, paymentMethod }: Sent): Sent | undefined {
  const payment = paymentMethod as Reference | undefined;
  if (payment?.["@type"] === "PaymentTransaction" && payment.id) {
    return { paymentMethod: { id: payment.id } };
  }
  return voucher ? { voucher } : undefined;
}

/** Whose action it is: the references by which any like it is known. */
export function ownersOf(sent: Sent): Record<string, Reference> {
  const owners: Record<string, Reference> = {};
  for (const name of ["bucket", "partyAccount"]) {
    const id = idOf(sent[name]);
    if (id !== undefined) owners[name] = { id };
  }
  return owners;
}

/** The query that asks for records with these references or texts. */
export const filterOf = (parts: Sent): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(parts).map(([name, value]) => {
      const id = idOf(value);
      return id === undefined ? [name, value] : [`${name}.id`, id];
    }),
  );

/** Does the found value say everything that was sent? What the server adds does not matter. */
export function says(found: unknown, sent: unknown): boolean {
  if (sent === null || typeof sent !== "object") {
    return found === sent || (typeof found === "string" && String(sent) === found);
  }
  if (Array.isArray(sent)) {
    return Array.isArray(found) && sent.every((one) => found.some((other) => says(other, one)));
  }
  const known = found as Record<string, unknown> | null | undefined;
  if (typeof known !== "object" || known === null) return false;
  const ids = sent as Reference;
  if (ids.id !== undefined) return says(known.id, ids.id);
  return Object.entries(sent).every(([name, value]) => says(known[name], value));
}

/** Letters and digits: servers write `+34 600`, `34600` and `tel:34600` for one another. */
const plain = (id: unknown) => String(id).toLowerCase().replace(/\W/g, "");

/** Could the found action be of one of these owners? What cannot be read could. */
export function resembles(owners: Record<string, Reference>, found: Sent): boolean {
  const references = Object.entries(owners);
  const isAlike = ([name, sent]: [string, Reference]) => {
    const id = idOf(found[name]);
    const [known, asked] = [plain(id), plain(sent.id)];
    return id === undefined || known.endsWith(asked) || asked.endsWith(known);
  };
  return references.length === 0 || references.some(isAlike);
}

/** Attributes that a server may rewrite, so they prove nothing either way. */
const rewritten = new Set(["status", "requestedDate", "confirmationDate", "validFor", "href"]);

/**
 * Is this what was sent, as far as the server gives it back? It must give back the amount and an
 * owner: without them any action would do.
 */
export function sameAction(sent: Sent, found: Sent): boolean {
  return (
    says(found.amount, sent.amount) &&
    Object.entries(ownersOf(sent)).some(([name, owner]) => says(found[name], owner)) &&
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
