/** An object with readable members, such as a resource of a store. */
export interface ReadableObject {
  readonly [member: string]: unknown;
}

/**
 * A function with which queries read subjects. For the first member of a path it returns a function
 * from a subject to the value. A subject may have another form than the resource that the API
 * returns.
 */
export type Reader<T> = (member: string) => (subject: T) => unknown;

/** Reads members of a resource. */
export const readMember: Reader<ReadableObject> = (member) => (resource) =>
  ownValue(resource, member);

/** Returns an own member, never an inherited one. */
export function ownValue(value: object, member: string): unknown {
  return Object.hasOwn(value, member) ? (value as ReadableObject)[member] : undefined;
}

/**
 * Whether the test is true for any value at the path from `at`, also inside arrays. Filters, order
 * and indexes all use this function, so that they read the same values.
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
