/** Anything with members; the resources a store keeps. */
export interface ReadableObject {
  readonly [member: string]: unknown;
}

/**
 * How queries read a subject: for the first member of a path, returns a function from the subject
 * to its value. A subject may be stored in another form than the resource that the API returns.
 */
export type Reader<T> = (member: string) => (subject: T) => unknown;

/** Reads members of a resource. */
export const readMember: Reader<ReadableObject> = (member) => (resource) =>
  ownValue(resource, member);

/** An own member, never an inherited one. */
export function ownValue(value: object, member: string): unknown {
  return Object.hasOwn(value, member) ? (value as ReadableObject)[member] : undefined;
}

/**
 * True when the test holds for any value that the path leads to from `at`, through arrays too. The
 * one way along a path: filters, order and indexes see the same values.
 */
export function anyValueAt(
  value: unknown,
  path: readonly string[],
  at: number,
  test: (value: unknown) => boolean,
): boolean {
  if (Array.isArray(value)) return value.some((element) => anyValueAt(element, path, at, test));
  const member = path[at];
  if (member === undefined) return test(value);
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, member)) return false;
  return anyValueAt((value as ReadableObject)[member], path, at + 1, test);
}

/** Whether a filter can compare a value at all. */
export function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}
