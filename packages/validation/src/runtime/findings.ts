/** What the generated checks are made of. Each answers the list it was given, begun when needed. */
import type { Check, Finding, Found, PathKey } from "./issue.ts";

/** A JSON object: not null, not an array. */
export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const finding = (path: PathKey[], code: string, params?: Finding["params"]): Finding =>
  params === undefined
    ? { path, code, message: "", severity: "error" }
    : { path, code, params, message: "", severity: "error" };

const add = (found: Found, one: Finding): Finding[] => {
  if (found === undefined) return [one];
  found.push(one);
  return found;
};

/** The value itself has the wrong type. */
export const notA = (expected: string): Finding[] => [finding([], "type", { expected })];

/** The value itself is none of the values of its enum. */
export const notOneOf = (value: unknown, allowed: readonly string[]): Finding[] =>
  typeof value === "string" ? [finding([], "enum", { allowed })] : notA("string");

/** A mandatory member is not there. */
export const missing = (found: Found, key: string): Finding[] =>
  add(found, finding([key], "required"));

/** A member has the wrong type. */
export const wrong = (found: Found, key: string, expected: string): Finding[] =>
  add(found, finding([key], "type", { expected }));

/** A member is a text of the wrong format, or no text at all. */
export const misshapen = (found: Found, key: string, value: unknown, format: string): Finding[] =>
  typeof value === "string"
    ? add(found, finding([key], "format", { format }))
    : wrong(found, key, "string");

/** Moves what was found inside a member up to the object that holds it. */
export function under(found: Found, key: PathKey, inner: Found): Found {
  if (inner === undefined) return found;
  for (const one of inner) one.path.unshift(key);
  if (found === undefined) return inner;
  for (const one of inner) found.push(one);
  return found;
}

/** An array and each of its items. Stops once `max` is reached: the one place input has no bound. */
export function checkList(value: unknown, max: number, check: Check, minItems = 0): Found {
  if (!Array.isArray(value)) return notA("array");
  let found: Found;
  if (value.length < minItems) found = [finding([], "minItems", { minItems })];
  for (let i = 0; i < value.length; i += 1) {
    found = under(found, i, check(value[i], max));
    if (found !== undefined && found.length >= max) return found;
  }
  return found;
}

/** Whether a member is the object's own: an inherited one is not part of the message. */
export const has = (object: object, key: string): boolean => Object.hasOwn(object, key);
