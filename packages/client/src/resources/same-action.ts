/** The body of a write, as far as it can be found again. */
export interface Sent {
  readonly [attribute: string]: unknown;
}

interface Reference {
  readonly id?: unknown;
  readonly "@type"?: unknown;
}

const idOf = (value: unknown) => (value as Reference | null | undefined)?.id;

/** What to ask the server for, and whether that can belong to one action only. */
export function fingerprint(sent: Sent): { filter: Record<string, unknown>; unique: boolean } {
  const payment = sent.paymentMethod as Reference | undefined;
  // A card pays many times; a payment transaction and a voucher happen once.
  if (payment?.["@type"] === "PaymentTransaction" && payment.id) {
    return { filter: { "paymentMethod.id": payment.id }, unique: true };
  }
  if (sent.voucher) return { filter: { voucher: sent.voucher }, unique: true };
  const filter: Record<string, unknown> = {};
  for (const name of ["paymentMethod", "bucket", "partyAccount"]) {
    const id = idOf(sent[name]);
    if (id !== undefined) filter[`${name}.id`] = id;
  }
  return { filter, unique: false };
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
const rewritten = new Set(["status", "requestedDate", "confirmationDate", "validFor", "href"]);

/**
 * Could this be the action that was sent? An attribute the server does not give back is passed
 * over, unless `strict` (PATCH), where the resource must say everything asked for.
 */
export function sameAction(sent: Sent, found: object, strict: boolean): boolean {
  const known = found as Record<string, unknown>;
  return Object.entries(sent).every(([name, value]) => {
    if (name.startsWith("@") || value === undefined) return true;
    if (!strict && (rewritten.has(name) || known[name] === undefined)) return true;
    return says(known[name], value);
  });
}
