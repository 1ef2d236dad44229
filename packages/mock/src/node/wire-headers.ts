const knownNames = new Map([
  ["etag", "ETag"],
  ["www-authenticate", "WWW-Authenticate"],
]);
/**
 * The maximum number of names in the cache. The mock has fewer, but a restored snapshot may add
 * others.
 */
const maxKnownNames = 200;

/** Returns names and values alternately, with the names in the spelling of the contract. */
export function wireHeaders(headers: { readonly [name: string]: string }): string[] {
  const lines: string[] = [];
  for (const name in headers) lines.push(wireName(name), headers[name] ?? "");
  return lines;
}

function wireName(name: string): string {
  const foundName = knownNames.get(name);
  if (foundName !== undefined) return foundName;
  const wireForm = name.replace(/(^|-)[a-z]/g, (start) => start.toUpperCase());
  if (knownNames.size < maxKnownNames) knownNames.set(name, wireForm);
  return wireForm;
}
