import { additions } from "@tmf654/contract";

const additionsBySchema: Readonly<Record<string, readonly string[]>> = additions;

/** Whether this contract adds members to a schema of the published file. */
export function hasAdditions(schema: string): boolean {
  return Object.hasOwn(additionsBySchema, schema);
}

/** Copies an object without the members that this contract adds to its schema. */
export function withoutAdditions<T extends object>(schema: string, value: T): T {
  const addedNames = hasAdditions(schema) ? (additionsBySchema[schema] ?? []) : [];
  const remainingMembers = Object.entries(value).filter(([name]) => !addedNames.includes(name));
  return Object.fromEntries(remainingMembers) as T;
}
