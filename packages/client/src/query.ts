import { BadRequestError } from "./errors/status-errors.ts";

/** A path value as one path segment. Refuses what a server or proxy would read as another path. */
export function pathSegment(value: unknown): string {
  const text = String(value ?? "");
  // Half a surrogate pair has no encoding.
  if (/^(\.|%2[eE]){0,2}$|[\ud800-\udfff]/u.test(text)) {
    throw new BadRequestError({
      message: `${JSON.stringify(text)} cannot be sent as an id`,
      code: "invalidPathValue",
    });
  }
  return encodeURIComponent(text);
}

/** Adds headers under lower-case names: header names do not differ by case, records do. */
export function addHeaders(
  to: Record<string, string>,
  from: Readonly<Record<string, string>> | undefined,
): Record<string, string> {
  for (const name in from) to[name.toLowerCase()] = from[name] as string;
  return to;
}

/** Fills `{id}`, the one value that the contract's paths have. */
export function serializePath(path: string, { id }: Record<string, unknown>): string {
  return path.replace("{id}", () => pathSegment(id));
}

/**
 * TMF630 part 1: `fields` and `sort` are comma lists; another attribute given twice means either.
 * Only `undefined` is left out: a filter that is lost selects everybody's records. So an empty
 * value is sent as it is, and an empty list of values, which nothing can match, is refused.
 */
export function serializeQuery(query: unknown): string {
  const parts: string[] = [];
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value === undefined) continue;
    const given = [value].flat().filter((one) => one !== undefined);
    if (name === "fields" || name === "sort") {
      if (given.length) parts.push(`${name}=${given.map(encodeURIComponent).join()}`);
      continue;
    }
    if (given.length === 0) {
      throw new BadRequestError({ message: `${name}: no values to look for`, code: "emptyFilter" });
    }
    // What parts values is escaped; in a pattern a comma stands for itself.
    const special = name.endsWith(".regex") ? /\\?(;)/g : /([,;])/g;
    for (const one of given) {
      const text = String(one ?? "").replace(special, "\\$1");
      parts.push(`${encodeURIComponent(name)}=${encodeURIComponent(text)}`);
    }
  }
  return parts.join("&");
}
