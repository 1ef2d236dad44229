import { basePath as contractBasePath } from "@tmf654/contract";
import { HttpResponse, http, type RequestHandler } from "msw";
import type { Handler } from "../ports/handler.ts";

/** What of a mock the handler needs; `createMock` gives all of it. */
export type MswMock = Pick<Handler, "fetch"> & { readonly basePath?: string };

/** Which requests the mock takes. */
export type MswOptions = {
  /** Path in front of the API; the mock's own by default. */
  readonly basePath?: string;
  /** One origin, `https://api.example.org`; every origin by default. */
  readonly origin?: string;
};

/**
 * One catch-all handler for MSW's `setupServer` and `setupWorker`: what is under the base path is
 * answered by the mock, what is not goes on to the handlers after it and then to the network.
 */
export function handlers(mock: MswMock, options: MswOptions = {}): RequestHandler[] {
  const { basePath = mock.basePath ?? contractBasePath, origin = "*" } = options;
  return [http.all(`${origin}${basePath}/*`, ({ request }) => response(mock, request))];
}

async function response(mock: MswMock, request: Request): Promise<Response> {
  try {
    return await mock.fetch(request);
  } catch (error) {
    // The mock's one way to reject: a dropped connection, which MSW spells as an error response.
    if (error instanceof TypeError) return HttpResponse.error();
    throw error;
  }
}
