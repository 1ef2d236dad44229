import { basePath as contractBasePath } from "@tmf654/contract";
import { type HttpHandler, HttpResponse, http } from "msw";
import type { Handler } from "../ports/handler.ts";

/** The members of a mock that the handler needs. */
export type MswMock = Pick<Handler, "fetch"> & { readonly basePath?: string };

/** Options of `handlers`. */
export interface MswOptions {
  /** Path in front of the API; the mock's own by default. */
  readonly basePath?: string;
  /** One origin, `https://api.example.org`; every origin by default. */
  readonly origin?: string;
}

/**
 * Creates one catch-all handler for MSW's `setupServer` and `setupWorker`. The mock handles
 * requests under the base path; all others go to the next handler and then to the network.
 */
export function handlers(mock: MswMock, options: MswOptions = {}): HttpHandler[] {
  checkBasePath(mock.basePath, options.basePath);
  const { basePath = mock.basePath ?? contractBasePath, origin = "*" } = options;
  return [http.all(`${origin}${basePath}/*`, ({ request }) => respond(mock, request))];
}

/** Another path than the mock's would get only 404, and every `href` would be wrong. */
function checkBasePath(own: string | undefined, wanted: string | undefined): void {
  if (own === undefined || wanted === undefined || own === wanted.replace(/\/+$/, "")) return;
  throw new TypeError(
    `The mock serves ${own || "/"}, not ${wanted}: ` +
      `create it with createMock({ basePath: "${wanted}" }).`,
  );
}

async function respond(mock: MswMock, request: Request): Promise<Response> {
  try {
    return await mock.fetch(request);
  } catch (error) {
    // A dropped connection, for which MSW has an error response.
    if (error instanceof TypeError) return HttpResponse.error();
    throw error;
  }
}
