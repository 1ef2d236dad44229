const known = new Map([
  ["etag", "ETag"],
  ["www-authenticate", "WWW-Authenticate"],
]);
/**
 * The maximum number of names in the cache. The mock has fewer, but a restored snapshot may add
 * others.
 */
const maxKnown = 200;

/** Returns names and values alternately, with the names in the spelling of the contract. */
export function wireHeaders(headers: { readonly [name: string]: string }): string[] {
  const lines: string[] = [];
  for (const name in headers) lines.push(wireName(name), headers[name] ?? "");
  return lines;
}

function wireName(name: string): string {
  const found = known.get(name);
  if (found !== undefined) return found;
  const written = name.replace(/(^|-)[a-z]/g, (start) => start.toUpperCase());
  if (known.size < maxKnown) known.set(name, written);
  return written;
}
