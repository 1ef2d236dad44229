import { BadRequestError } from "../errors/status-errors.ts";

/**
 * Encodes a path value as one path segment. Rejects values that a server or proxy would read as
 * another path.
 */
export function pathSegment(value: unknown): string {
  const text = String(value ?? "");
  // Half a surrogate pair cannot be encoded.
  if (/^(\.|%2[eE]){0,2}$|[\ud800-\udfff]/u.test(text)) {
    throw new BadRequestError({
      message: `${JSON.stringify(text)} is an invalid id`,
      code: "invalidPathValue",
    });
  }
  return encodeURIComponent(text);
}

/**
 * Adds headers with lower-case names, so that names in different case do not appear twice. A header
 * that is `undefined` is left out.
 */
export function addHeaders(
  to: Record<string, string>,
  from: Readonly<Record<string, string | undefined>> | undefined,
): Record<string, string> {
  for (const name in from) {
    const value = from[name];
    if (value !== undefined) to[name.toLowerCase()] = value;
  }
  return to;
}

/** Fills `{id}`, the only parameter in the contract's paths. */
export function serializePath(path: string, { id }: Record<string, unknown>): string {
  return path.replace("{id}", () => pathSegment(id));
}

/**
 * Serializes a query by TMF630 part 1. `fields` and `sort` become comma lists; other arrays repeat
 * the attribute, which means "any of". Only `undefined` is left out, because a missing filter
 * returns all records. An empty text is sent; an empty array is rejected, because it
 * can match nothing.
 */
export function serializeQuery(query: object): string {
  const parts: string[] = [];
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined) continue;
    const given = [value].flat().filter((one) => one !== undefined);
    if (name === "fields" || name === "sort") {
      if (given.length) parts.push(`${name}=${given.map(encodeURIComponent).join()}`);
      continue;
    }
    if (given.length === 0) {
      throw new BadRequestError({
        message: `${name} is an empty array: leave it out`,
        code: "emptyFilter",
      });
    }
    // Separators inside a value are escaped. In a regular expression a comma has its own meaning.
    const special = name.endsWith(".regex") ? /\\?(;)/g : /([,;])/g;
    for (const one of given) {
      const text = String(one ?? "").replace(special, "\\$1");
      // Half a surrogate pair cannot be encoded.
      const lost = typeof one === "string" ? /[\ud800-\udfff]/u : /^(NaN|-?Infinity|\[object.*)$/;
      if (lost.test(text))
        throw new BadRequestError({ message: `${name} cannot be ${text}`, code: "unsendable" });
      parts.push(`${encodeURIComponent(name)}=${encodeURIComponent(text)}`);
    }
  }
  return parts.join("&");
}
