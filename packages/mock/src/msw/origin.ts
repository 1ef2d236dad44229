/** Returns the origin of the page, or `undefined` without a page. */
export function pageOrigin(): string | undefined {
  const { location } = globalThis as { location?: { readonly origin?: string } };
  return location?.origin?.startsWith("http") ? location.origin : undefined;
}

/** Refuses a base URL that MSW would match with no request. */
export function checkBaseUrl(baseUrl: string): void {
  if (typeof baseUrl !== "string") {
    throw new TypeError(`baseUrl must be a URL string, not ${describe(baseUrl)}.`);
  }
  // In Node.js there is no page to which a path could belong.
  if (/^\/(?!\/)/.test(baseUrl)) {
    if (pageOrigin() !== undefined) return;
    throw new TypeError(
      `baseUrl is the path ${baseUrl}, which only a page has an origin for. Here no request would ` +
        `match: use a whole URL, such as http://localhost${baseUrl}, or *${baseUrl} for every origin.`,
    );
  }
  if (/^(?:\*|https?:\/\/)/i.test(baseUrl)) return;
  throw new TypeError(
    `baseUrl is ${JSON.stringify(baseUrl)}, which matches no request: start it with https:// or ` +
      "http://, or with * for every origin.",
  );
}

function describe(value: unknown): string {
  return value instanceof URL ? "a URL object: use its href" : String(value);
}
