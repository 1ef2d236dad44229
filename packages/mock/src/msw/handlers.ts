import { basePath as contractBasePath } from "@tmf654/contract";
import type { HttpHandler } from "msw";
import type { Handler } from "../ports/handler.ts";
import { checkOptions } from "../schema/options.ts";
import type { Msw } from "./msw.ts";
import { checkBaseUrl, pageOrigin } from "./origin.ts";

/** The members of a mock that the handlers need. */
export type MswMock = Pick<Handler, "fetch"> & { readonly basePath?: string };

/** Options of `handlers`. */
export interface MswOptions {
  /**
   * URL of the API, as the client has it: `https://api.example.org/tmf-api/prepayBalanceManagement/v4`,
   * or, in a page, a path for its own origin. Default: the mock's path on every origin.
   */
  readonly baseUrl?: string | undefined;
}

const optionRules = {
  baseUrl: {
    fits: (value: unknown) => typeof value === "string",
    must: "must be a URL string, such as https://api.example.org/tmf-api/v4",
  },
};

/** Creates the function `handlers` of the entry, over an installed version of MSW. */
export function createHandlers({ http, HttpResponse }: Msw) {
  return (mock: MswMock, options: MswOptions = {}): HttpHandler[] => {
    if (typeof mock?.fetch !== "function") {
      throw new TypeError("handlers needs a mock as its first argument: handlers(createMock()).");
    }
    checkOptions(options, optionRules);
    const path = mock.basePath ?? contractBasePath;
    const baseUrl = (options.baseUrl ?? `*${path}`).replace(/\/+$/, "");
    checkBaseUrl(baseUrl);
    checkPath(baseUrl, path);
    const respond = async ({ request }: { readonly request: Request }): Promise<Response> => {
      try {
        return await mock.fetch(request);
      } catch (error) {
        // A dropped connection, for which MSW has an error response.
        if (error instanceof TypeError) return HttpResponse.error();
        throw error;
      }
    };
    const controlUrl = `${pageOrigin() ?? "http://localhost"}/__mock`;
    return [`${baseUrl}/*`, controlUrl, `${controlUrl}/*`].map((url) => http.all(url, respond));
  };
}

/**
 * If the path of `baseUrl` is not the path of the mock, every request gets a 404 and every `href`
 * is wrong.
 */
function checkPath(baseUrl: string, path: string): void {
  const usedPath = baseUrl.replace(/^(?:\*|[a-z]+:\/\/[^/]*)/i, "");
  if (usedPath === path) return;
  const origin = baseUrl.slice(0, baseUrl.length - usedPath.length);
  throw new TypeError(
    `The mock serves ${path || "/"}, not ${usedPath || "/"}: use the base URL ${origin}${path}, ` +
      `or create the mock with createMock({ basePath: "${usedPath || "/"}" }).`,
  );
}
