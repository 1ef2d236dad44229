/** The same document with no schema demanding a member: what an answer to `fields` is held to. */
export function withoutRequired(document: object): object {
  return strip(document) as object;
}

/** `required` is dropped where it is a list (a schema's); a parameter's or body's boolean stays. */
function strip(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(strip);
  if (typeof value !== "object" || value === null) return value;
  const kept = Object.entries(value).filter(
    ([key, member]) => !(key === "required" && Array.isArray(member)),
  );
  return Object.fromEntries(kept.map(([key, member]) => [key, strip(member)]));
}
