/**
 * What the generated checks are made of. Each answers the list it was given, begun when needed.
 * An undefined value is a missing one, so a mandatory member needs no line of its own.
 */
import type { Check, Finding, Found, PathKey } from "./issue.ts";

/** A JSON object: not null, not an array. */
export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** One thing that is wrong with the value itself. */
const one = (code: string, params?: Finding["params"]): Finding[] => [
  { path: [], code, params, message: "", severity: "error" },
];

/** The value itself has the wrong type, or is not there. */
export const notA = (value: unknown, expected: string): Finding[] =>
  value === undefined ? one("required") : one("type", { expected });

/** A text that is one of the values of an enum. */
export function oneOf(value: unknown, allowed: readonly unknown[]): Found {
  if (allowed.includes(value)) return undefined;
  return typeof value === "string" ? one("enum", { allowed }) : notA(value, "string");
}

/** A member has the wrong type, or is not there. */
export const wrong = (found: Found, key: string, value: unknown, expected: string): Found =>
  under(found, key, notA(value, expected));

/** A member is a text of the wrong format, or no text at all. */
export const misshapen = (found: Found, key: string, value: unknown, format: string): Found =>
  under(found, key, typeof value === "string" ? one("format", { format }) : notA(value, "string"));

/** Moves what was found inside a member up to the object that holds it. */
export function under(found: Found, key: PathKey, inner: Found): Found {
  if (!inner) return found;
  for (const each of inner) {
    each.path = [key, ...each.path];
    found?.push(each);
  }
  return found ?? inner;
}

/** An array and each of its items. Stops once `max` is reached: the one place input has no bound. */
export function checkList(value: unknown, max: number, check: Check): Found {
  if (!Array.isArray(value)) return notA(value, "array");
  let found: Found;
  for (let i = 0; i < value.length; i += 1) {
    found = under(found, i, check(value[i], max));
    if (found && found.length >= max) break;
  }
  return found;
}

/** An array that must have some items. Text has a length too, but is refused as no array. */
export function checkFilledList(
  value: unknown,
  max: number,
  check: Check,
  minItems: number,
): Found {
  const found = checkList(value, max, check);
  if (!Array.isArray(value) || value.length >= minItems) return found;
  return [...one("minItems", { minItems }), ...(found ?? [])];
}
