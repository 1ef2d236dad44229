/** The body of a write, as far as it can be found again. */
export interface Sent {
  readonly [attribute: string]: unknown;
}

interface Reference {
  readonly id?: unknown;
  readonly "@type"?: unknown;
}

const idOf = (value: unknown) => (value as Reference | null | undefined)?.id;

/** How an action is found again. */
export interface Fingerprint {
  /** What to ask the server for. */
  readonly filter: Record<string, unknown>;
  /** What the action must say. */
  readonly proof: Sent;
  /** Can that belong to one action only? */
  readonly unique: boolean;
}

/** By what the sent action is known: the payment or voucher, else all that was sent. */
export function fingerprint(sent: Sent): Fingerprint {
  const { voucher } = sent;
  const payment = sent.paymentMethod as Reference | undefined;
  // A card pays many times; a payment transaction and a voucher happen once, whatever the amount.
  if (payment?.["@type"] === "PaymentTransaction" && payment.id) {
    const proof = { paymentMethod: { id: payment.id } };
    return { filter: { "paymentMethod.id": payment.id }, proof, unique: true };
  }
  if (voucher) return { filter: { voucher }, proof: { voucher }, unique: true };
  const filter: Record<string, unknown> = {};
  for (const name of ["paymentMethod", "bucket", "partyAccount"]) {
    const id = idOf(sent[name]);
    if (id !== undefined) filter[`${name}.id`] = id;
  }
  return { filter, proof: sent, unique: false };
}

/** Does the found value say everything that was sent? What the server adds does not matter. */
function says(found: unknown, sent: unknown): boolean {
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

/** Attributes that a server may rewrite, so they prove nothing either way. */
const open = /^(@.*|status|requestedDate|confirmationDate|validFor|href)$/;

const unitsOf = (value: Sent) => (value.amount as { units?: unknown } | undefined)?.units;

/** Are the amounts in the same units, so that they can be compared? */
export const sameUnits = (sent: Sent, found: object): boolean =>
  unitsOf(sent) === unitsOf(found as Sent);

/**
 * Could this be the action that was sent? An attribute the server does not give back, rewrites, or
 * has in other units, is passed over.
 */
export function sameAction(sent: Sent, found: object): boolean {
  const known = found as Sent;
  return Object.entries(sent).every(([name, value]) => {
    const isOpen = open.test(name) || known[name] === undefined;
    if (isOpen || (name === "amount" && !sameUnits(sent, found))) return true;
    return says(known[name], value);
  });
}

/** Has the resource become what the PATCH asked for? `undefined`: it does not tell. */
export function isPatched(sent: Sent, found: object): boolean | undefined {
  const known = found as Sent;
  // A final status is reached by this alone; what else the server gives back may differ.
  if (/^(completed|cancelled)$/.test(String(sent.status))) return known.status === sent.status;
  const asked = Object.entries(sent).filter(([name]) => name !== "status");
  if (asked.some(([name]) => known[name] === undefined)) return undefined;
  return asked.every(([name, value]) => says(known[name], value));
}
