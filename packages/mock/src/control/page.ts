import { errorResponse } from "../http/responses.ts";
import { readTarget } from "../http/target.ts";
import type { MockRequest, MockResponse, RequestHead } from "../ports/http-message.ts";
import { checkAccess } from "./access.ts";

/** The page runs its own files only. It cannot be framed, and no form leaves it. */
const contentPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

const pageHeaders = {
  "content-security-policy": contentPolicy,
  "cross-origin-opener-policy": "same-origin",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  // The files have no versions in their names.
  "cache-control": "no-cache",
};

const notBuilt =
  "The page is not built. Run npm run build in the repository, then load the address again.";

/**
 * Returns the response to a request for the page at `/__mock/` or one of its files. Returns
 * `undefined` for other requests, and where the adapter has no page.
 */
export async function pageResponse(
  request: MockRequest,
  token: string | undefined,
): Promise<MockResponse | undefined> {
  const { method, target, pageFiles } = request;
  if (!pageFiles || (method !== "GET" && method !== "HEAD")) return undefined;
  const { path } = readTarget(target);
  if (!isAllowed(request, token)) return undefined;
  if (path === "/__mock") return { status: 308, headers: { location: "__mock/" }, body: undefined };
  const name = path === "/__mock/" ? "index.html" : /^\/__mock\/assets\/([^/]+)$/.exec(path)?.[1];
  if (name === undefined) return undefined;
  const file = await pageFiles(name);
  if (file) {
    const headers = { ...pageHeaders, "content-type": file.type };
    return { status: 200, headers, body: file.text };
  }
  return name === "index.html" ? errorResponse("notFound", notBuilt) : undefined;
}

/**
 * Whether a caller may load the page. Its files are no secret: the page asks for the token itself,
 * and a link on another site may open it.
 */
function isAllowed(head: RequestHead, token: string | undefined): boolean {
  const denial = checkAccess(head, token);
  return denial === undefined || denial === "tokenNeeded" || denial === "foreignOrigin";
}
