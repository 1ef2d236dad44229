/**
 * The building blocks of the generated checks. Each one returns the list of issues found so far,
 * and creates it at the first issue. An undefined value counts as missing, so the generated code
 * needs no separate line for a required member.
 */
import type { Check, FoundIssues, MutableIssue, PathKey } from "./issue.ts";

/** Whether the value is a JSON object: not null and not an array. */
export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A list with one issue about the value itself. */
const createIssue = (code: string, params?: MutableIssue["params"]): MutableIssue[] => [
  { path: [], code, params, message: "", severity: "error" },
];

/** The issue of a value that has the wrong type or is missing. */
export const typeIssue = (value: unknown, expected: string): MutableIssue[] =>
  value === undefined ? createIssue("required") : createIssue("type", { expected });

/** Checks that the value is one of the values of an enum. */
export function checkEnum(value: unknown, allowed: readonly unknown[]): FoundIssues {
  if (allowed.includes(value)) return undefined;
  return typeof value === "string" ? createIssue("enum", { allowed }) : typeIssue(value, "string");
}

/** Adds the issue of a member that has the wrong type or is missing. */
export const addTypeIssue = (
  found: FoundIssues,
  key: string,
  value: unknown,
  expected: string,
): FoundIssues => addNested(found, key, typeIssue(value, expected));

/** Adds the issue of a member that has the wrong type or the wrong format. */
export const addFormatIssue = (
  found: FoundIssues,
  key: string,
  value: unknown,
  format: string,
): FoundIssues =>
  addNested(
    found,
    key,
    typeof value === "string" ? createIssue("format", { format }) : typeIssue(value, "string"),
  );

/** Adds the issues found inside a member, with the member's name in front of their paths. */
export function addNested(found: FoundIssues, key: PathKey, inner: FoundIssues): FoundIssues {
  if (!inner) return found;
  for (const issue of inner) {
    issue.path = [key, ...issue.path];
    found?.push(issue);
  }
  return found ?? inner;
}

/** Checks an array and its items. Stops at `max` issues, because only arrays have no size limit. */
export function checkList(value: unknown, max: number, check: Check): FoundIssues {
  if (!Array.isArray(value)) return typeIssue(value, "array");
  let found: FoundIssues;
  for (let i = 0; i < value.length; i += 1) {
    found = addNested(found, i, check(value[i], max));
    if (found && found.length >= max) break;
  }
  return found;
}

/**
 * Checks an array with a minimum number of items. A string has a length too, but is not an array.
 */
export function checkFilledList(
  value: unknown,
  max: number,
  check: Check,
  minItems: number,
): FoundIssues {
  const found = checkList(value, max, check);
  if (!Array.isArray(value) || value.length >= minItems) return found;
  return [...createIssue("minItems", { minItems }), ...(found ?? [])];
}
