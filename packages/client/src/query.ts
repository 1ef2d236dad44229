import { BadRequestError } from "./errors/status-errors.ts";

/** A path value as one path segment. Refuses what a server or proxy would read as another path. */
export function pathSegment(value: unknown): string {
  const text = String(value ?? "");
  // Half a surrogate pair has no encoding.
  if (/^(\.|%2e){0,2}$|[\ud800-\udfff]/iu.test(text)) {
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
 * `undefined` and `null` are left out.
 */
export function serializeQuery(query: unknown): string {
  const parts: string[] = [];
  for (const [name, value] of Object.entries(query ?? {})) {
    const given = [value].flat().filter((one) => one != null);
    const encoded = given.map((one) => encodeURIComponent(String(one)));
    const values = name === "fields" || name === "sort" ? [encoded.join(",")] : encoded;
    for (const one of values) if (one) parts.push(`${encodeURIComponent(name)}=${one}`);
  }
  return parts.join("&");
}
