import { basePath as contractBasePath } from "@tmf654/contract";
import { HttpResponse, http, type RequestHandler } from "msw";
import type { Handler } from "../seam.ts";

/** Which requests the mock takes. */
export type MswOptions = {
  /** Path in front of the API; `/tmf-api/prepayBalanceManagement/v4` by default. */
  readonly basePath?: string;
  /** One origin, `https://api.example.org`; every origin by default. */
  readonly origin?: string;
};

/**
 * One catch-all handler for MSW's `setupServer` and `setupWorker`: what is under the base path is
 * answered by the mock, what is not goes on to the handlers after it and then to the network.
 */
export function handlers(mock: Pick<Handler, "fetch">, options: MswOptions = {}): RequestHandler[] {
  const { basePath = contractBasePath, origin = "*" } = options;
  return [http.all(`${origin}${basePath}/*`, ({ request }) => answer(mock, request))];
}

async function answer(mock: Pick<Handler, "fetch">, request: Request): Promise<Response> {
  try {
    return await mock.fetch(request);
  } catch (error) {
    // The mock's one way to reject: a dropped connection, which MSW spells as an error response.
    if (error instanceof TypeError) return HttpResponse.error();
    throw error;
  }
}
