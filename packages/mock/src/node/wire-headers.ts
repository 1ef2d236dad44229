const known = new Map([
  ["etag", "ETag"],
  ["www-authenticate", "WWW-Authenticate"],
]);
/** More names than the mock has; a restored snapshot may bring others. */
const mostKnown = 200;

/** The headers as names and values in turn, with the names as the contract writes them. */
export function wireHeaders(headers: { readonly [name: string]: string }): string[] {
  const lines: string[] = [];
  for (const name in headers) lines.push(wireName(name), headers[name] ?? "");
  return lines;
}

function wireName(name: string): string {
  const found = known.get(name);
  if (found !== undefined) return found;
  const written = name.replace(/(^|-)[a-z]/g, (start) => start.toUpperCase());
  if (known.size < mostKnown) known.set(name, written);
  return written;
}
