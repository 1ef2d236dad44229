import { BadRequestError } from "../errors/status-errors.ts";

/**
 * Encodes a value as one path segment. Rejects values that a server or proxy would read as another
 * path.
 */
export function pathSegment(value: unknown): string {
  const text = String(value ?? "");
  // An unpaired surrogate cannot be encoded.
  if (/^(\.|%2[eE]){0,2}$|[\ud800-\udfff]/u.test(text)) {
    throw new BadRequestError({
      message: `${JSON.stringify(text)} is an invalid id`,
      code: "invalidPathValue",
    });
  }
  return encodeURIComponent(text);
}

/**
 * Adds headers with lower-case names, so that no name appears twice in different case. Omits
 * headers that are `undefined`.
 */
export function addHeaders(
  headers: Record<string, string>,
  addedHeaders: Readonly<Record<string, string | undefined>> | undefined,
): Record<string, string> {
  for (const name in addedHeaders) {
    const value = addedHeaders[name];
    if (value !== undefined) headers[name.toLowerCase()] = value;
  }
  return headers;
}

/** Fills `{id}`, the only parameter in the contract's paths. */
export function serializePath(path: string, { id }: Record<string, unknown>): string {
  return path.replace("{id}", () => pathSegment(id));
}

/**
 * Serializes a query by TMF630 part 1. `fields` and `sort` become comma lists; other arrays repeat
 * the attribute, which means "any of". Only `undefined` is omitted, because a missing filter
 * returns all records. An empty text is sent; an empty array is rejected, because it can match
 * nothing.
 */
export function serializeQuery(query: object): string {
  const parts: string[] = [];
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined) continue;
    const elements = [value].flat().filter((one) => one !== undefined);
    if (name === "fields" || name === "sort") {
      if (elements.length) parts.push(`${name}=${elements.map(encodeURIComponent).join()}`);
      continue;
    }
    if (elements.length === 0) {
      throw new BadRequestError({
        message: `${name} is an empty array: leave it out`,
        code: "emptyFilter",
      });
    }
    // Escapes separators in a value, except in a regular expression, where a comma has a meaning.
    const separatorPattern = name.endsWith(".regex") ? /\\?(;)/g : /([,;])/g;
    for (const element of elements) {
      const text = String(element ?? "").replace(separatorPattern, "\\$1");
      // An unpaired surrogate cannot be encoded.
      const unsendablePattern =
        typeof element === "string" ? /[\ud800-\udfff]/u : /^(NaN|-?Infinity|\[object.*)$/;
      if (unsendablePattern.test(text))
        throw new BadRequestError({ message: `${name} cannot be ${text}`, code: "unsendable" });
      parts.push(`${encodeURIComponent(name)}=${encodeURIComponent(text)}`);
    }
  }
  return parts.join("&");
}
