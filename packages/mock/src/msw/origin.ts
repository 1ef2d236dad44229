/** Returns the origin of the page, or `undefined` without a page. */
export function pageOrigin(): string | undefined {
  const { location } = globalThis as { location?: { readonly origin?: string } };
  return location?.origin?.startsWith("http") ? location.origin : undefined;
}

/** MSW matches no request for a path without an origin, because Node.js has no page. */
export function requireOrigin(baseUrl: string): void {
  if (!baseUrl.startsWith("/") || pageOrigin() !== undefined) return;
  throw new TypeError(
    `baseUrl is the path ${baseUrl}, which only a page has an origin for. Here no request would ` +
      `match: use a whole URL, such as http://localhost${baseUrl}, or *${baseUrl} for every origin.`,
  );
}
