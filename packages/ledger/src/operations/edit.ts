import type { ActionRecord } from "../model/records.ts";
import { formatInstant } from "../model/time.ts";

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * Applies a merge patch (RFC 7396): objects are merged, `null` removes a member, and any other
 * value replaces it.
 */
export function mergePatch(target: unknown, patch: unknown): unknown {
  if (!isObject(patch)) return patch;
  const mergedMembers = new Map(Object.entries(isObject(target) ? target : {}));
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) mergedMembers.delete(key);
    else mergedMembers.set(key, mergePatch(mergedMembers.get(key), value));
  }
  return Object.fromEntries(mergedMembers);
}

function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, index) => isSame(item, b[index]));
  }
  if (!isObject(a) || !isObject(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && isSame(a[key], b[key]))
  );
}

const dateOf = (instant: number | undefined): string | undefined =>
  instant === undefined ? undefined : formatInstant(instant);

/**
 * An action's attributes as a client sees them, without `href`, because the ledger has no
 * addresses.
 */
const attributesOf = (action: ActionRecord): Json => ({
  ...action.details,
  id: action.id,
  status: action.status,
  amount: action.amount,
  usageType: action.usageType,
  requestedDate: dateOf(action.requestedAt),
  confirmationDate: dateOf(action.confirmedAt),
  reservedAmount: action.reservedAmount,
  releasedAmount: action.releasedAmount,
  creditedAmount: action.creditedAmount,
  ...(action.transferCost && { transferCost: action.transferCost }),
});

/** Attributes that only the server writes. A client may send them back unchanged. */
const readOnlyAttributes = new Set(["href", "failure", "status"]);

/** The attributes that a merge patch would change, with their new values; undefined: removed. */
export function editsOf(action: ActionRecord, patch: Json): ReadonlyMap<string, unknown> {
  const actionAttributes = attributesOf(action);
  const edits = new Map<string, unknown>();
  for (const [key, value] of Object.entries(patch)) {
    if (readOnlyAttributes.has(key)) continue;
    const mergedValue = value === null ? undefined : mergePatch(actionAttributes[key], value);
    if (!isSame(mergedValue, actionAttributes[key])) edits.set(key, mergedValue);
  }
  return edits;
}

/** The details after the edits. */
export function withEdits(
  details: ActionRecord["details"],
  edits: ReadonlyMap<string, unknown>,
): ActionRecord["details"] {
  if (edits.size === 0) return details;
  const mergedDetails = new Map<string, unknown>([...Object.entries(details), ...edits]);
  return Object.fromEntries([...mergedDetails].filter(([, value]) => value !== undefined));
}
