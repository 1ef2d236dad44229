/** A copy of the document without mandatory members, to check responses to `fields`. */
export function withoutRequired(document: object): object {
  return strip(document) as object;
}

/**
 * Removes the list `required` from schemas. Keeps the boolean `required` of parameters and bodies.
 */
function strip(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(strip);
  if (typeof value !== "object" || value === null) return value;
  const remainingMembers = Object.entries(value).filter(
    ([key, member]) => !(key === "required" && Array.isArray(member)),
  );
  return Object.fromEntries(remainingMembers.map(([key, member]) => [key, strip(member)]));
}
