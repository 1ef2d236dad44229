import type { Resource } from "@tmf654/mock/control";
import type { PagePlatform } from "../platform.ts";

/** The operations of the TMF654 API that the page uses. */
export interface Api {
  get(path: string): Promise<unknown>;
  create(path: string, body: object): Promise<Resource>;
}

/** Returns the URL of the API. */
export function apiUrl(mockUrl: string, basePath: string): string {
  return serverRoot(mockUrl, basePath) + basePath;
}

/**
 * Returns the URL of the server below which the base path is. The base path of the mock includes
 * the prefix of a tenant, which the URL of the mock may have too.
 */
export function serverRoot(mockUrl: string, basePath: string): string {
  const [tenant = ""] = /^\/t\/[^/]+(?=\/)/.exec(basePath) ?? [];
  return tenant !== "" && mockUrl.endsWith(tenant) ? mockUrl.slice(0, -tenant.length) : mockUrl;
}

/**
 * Creates the client of the API at a URL. `onRefused` is called when the API needs another token.
 */
export function createApi(
  url: () => Promise<string>,
  { fetch, apiToken }: Pick<PagePlatform, "fetch" | "apiToken">,
  onRefused: () => void,
): Api {
  const send = async (path: string, init?: RequestInit): Promise<unknown> => {
    const request = new Request((await url()) + path, init);
    const token = apiToken.read();
    if (token !== undefined) request.headers.set("authorization", `Bearer ${token}`);
    const response = await fetch(request);
    if (response.headers.has("www-authenticate")) onRefused();
    const body: unknown = await response.json().catch(() => undefined);
    if (response.ok) return body;
    const { message } = (body ?? {}) as { readonly message?: string };
    throw new Error(
      message ?? `The mock responded with ${response.status}. Its log has the reason.`,
    );
  };
  return {
    get: (path) => send(path),
    create: async (path, body) => {
      const headers = { "content-type": "application/json" };
      const init = { method: "POST", headers, body: JSON.stringify(body) };
      return (await send(path, init)) as Resource;
    },
  };
}
