import { errorResponse } from "../http/responses.ts";
import { readTarget } from "../http/target.ts";
import type { MockRequest, MockResponse, PageFiles, RequestHead } from "../ports/http-message.ts";
import { checkAccess } from "./access.ts";

/** The page runs its own files only. Other pages cannot frame it, and no form leaves it. */
function contentPolicy(ancestors: "'none'" | "'self'"): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "connect-src 'self'",
    "img-src 'self' data:",
    "frame-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${ancestors}`,
  ].join("; ");
}

const pageHeaders = {
  "content-security-policy": contentPolicy("'none'"),
  "cross-origin-opener-policy": "same-origin",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  // The files have no versions in their names.
  "cache-control": "no-cache",
};

const notBuiltMessage =
  "The page is not built. Run npm run build in the repository, then load the address again.";

/** The page frames the reference of the contract. */
const referenceHeaders = { ...pageHeaders, "content-security-policy": contentPolicy("'self'") };

const noReferenceMessage =
  "The reference needs Swagger UI. Run npm install --save-dev swagger-ui-dist, then load the " +
  "address again.";

/**
 * Returns the response to a request for the page at `/__mock/` or one of its files. Returns
 * `undefined` for other requests, and where the adapter has no page.
 */
export async function pageResponse(
  request: MockRequest,
  token: string | undefined,
  basePath: string,
): Promise<MockResponse | undefined> {
  const { method, target, pageFiles } = request;
  if (!pageFiles || (method !== "GET" && method !== "HEAD")) return undefined;
  const { path } = readTarget(target);
  if (!isAllowed(request, token)) return undefined;
  if (path === "/__mock") return { status: 308, headers: { location: "__mock/" }, body: undefined };
  const referenceMatch = /^\/__mock\/reference(\/.*)?$/.exec(path);
  if (referenceMatch) return referenceResponse(pageFiles, referenceMatch[1], basePath);
  const name = path === "/__mock/" ? "index.html" : /^\/__mock\/assets\/([^/]+)$/.exec(path)?.[1];
  if (name === undefined) return undefined;
  const file = await pageFiles(name);
  if (file) {
    const headers = { ...pageHeaders, "content-type": file.type };
    return { status: 200, headers, body: file.text };
  }
  return name === "index.html" ? errorResponse("notFound", notBuiltMessage) : undefined;
}

/** Returns a file of the reference, or an error with the command that installs the reference. */
async function referenceResponse(
  pageFiles: PageFiles,
  file: string | undefined,
  basePath: string,
): Promise<MockResponse> {
  if (file === undefined) {
    return { status: 308, headers: { location: "reference/" }, body: undefined };
  }
  const isInstalled = (await pageFiles("swagger-ui.css")) !== undefined;
  if (!isInstalled) return errorResponse("notFound", noReferenceMessage);
  const name = file === "/" ? "reference.html" : file.slice(1);
  const foundFile = referenceNames.has(name) ? await pageFiles(name) : undefined;
  if (!foundFile) return errorResponse("notFound", `The reference has no file ${name}.`);
  const body = name === "openapi.json" ? withServer(foundFile.text, basePath) : foundFile.text;
  return { status: 200, headers: { ...referenceHeaders, "content-type": foundFile.type }, body };
}

const referenceNames: ReadonlySet<string> = new Set([
  "reference.html",
  "reference.js",
  "openapi.json",
  "swagger-ui.css",
  "swagger-ui-bundle.js",
]);

/**
 * The document of the contract with the base path of this mock. The base path is relative to the
 * document, so that it is also correct behind the prefix of a proxy or a tenant.
 */
function withServer(document: string, basePath: string): string {
  const url = `../..${basePath.replace(/^\/t\/[^/]+(?=\/)/, "")}`;
  return JSON.stringify({ ...JSON.parse(document), servers: [{ url }] });
}

/**
 * Whether a caller may load the page. Its files are not secret: the page asks for the token itself,
 * and a link on another site may open it.
 */
function isAllowed(head: RequestHead, token: string | undefined): boolean {
  const denial = checkAccess(head, token);
  return denial === undefined || denial === "tokenNeeded" || denial === "foreignOrigin";
}
