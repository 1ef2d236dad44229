/**
 * What the generated checks are made of. Each answers the list it was given, begun when needed.
 * An undefined value is a missing one, so a mandatory member needs no line of its own.
 */
import type { Check, Finding, Found, PathKey } from "./issue.ts";

/** A JSON object: not null, not an array. */
export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const finding = (path: PathKey[], code: string, params?: Finding["params"]): Finding => ({
  path,
  code,
  params,
  message: "",
  severity: "error",
});

const wrongType = (path: PathKey[], value: unknown, expected: string): Finding =>
  value === undefined ? finding(path, "required") : finding(path, "type", { expected });

/** The value itself has the wrong type, or is not there. */
export const notA = (value: unknown, expected: string): Finding[] => [
  wrongType([], value, expected),
];

/** A text that is one of the values of an enum. */
export function oneOf(value: unknown, allowed: readonly unknown[]): Found {
  if (allowed.includes(value)) return undefined;
  return typeof value === "string" ? [finding([], "enum", { allowed })] : notA(value, "string");
}

/** A member has the wrong type, or is not there. */
export const wrong = (found: Found, key: string, value: unknown, expected: string): Found =>
  join(found, [wrongType([key], value, expected)]);

/** A member is a text of the wrong format, or no text at all. */
export const misshapen = (found: Found, key: string, value: unknown, format: string): Found =>
  typeof value === "string"
    ? join(found, [finding([key], "format", { format })])
    : wrong(found, key, value, "string");

const join = (found: Found, more: Finding[]): Finding[] => {
  if (found === undefined) return more;
  for (const one of more) found.push(one);
  return found;
};

/** Moves what was found inside a member up to the object that holds it. */
export function under(found: Found, key: PathKey, inner: Found): Found {
  if (inner === undefined) return found;
  for (const one of inner) one.path.unshift(key);
  return join(found, inner);
}

/** An array and each of its items. Stops once `max` is reached: the one place input has no bound. */
export function checkList(value: unknown, max: number, check: Check): Found {
  if (!Array.isArray(value)) return notA(value, "array");
  let found: Found;
  for (let i = 0; i < value.length; i += 1) {
    found = under(found, i, check(value[i], max));
    if (found !== undefined && found.length >= max) break;
  }
  return found;
}

/** An array that must have some items. Text has a length too, but is refused as no array. */
export const checkFilledList = (
  value: unknown,
  max: number,
  check: Check,
  minItems: number,
): Found =>
  Array.isArray(value) && value.length < minItems
    ? join([finding([], "minItems", { minItems })], checkList(value, max, check) ?? [])
    : checkList(value, max, check);
