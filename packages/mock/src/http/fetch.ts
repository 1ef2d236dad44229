import type { Handler } from "../ports/handler.ts";
import type { MockRequest, MockResponse } from "../ports/http-message.ts";
import { requireGlobals } from "./globals.ts";

/**
 * Converts the handler to a function with the signature of `fetch`. `currentState` returns the
 * state to which a request belongs, before its body has arrived.
 */
export function toFetch(
  handle: Handler["handle"],
  currentState?: Handler["currentState"],
): Handler["fetch"] {
  return async (input, init) => {
    requireGlobals("the mock's fetch");
    const isRequest = init === undefined && input instanceof Request;
    const request = isRequest ? input : new Request(input, init);
    const mockRequest = toMockRequest(request);
    const state = currentState?.(mockRequest);
    const body = request.body === null ? undefined : new Uint8Array(await request.arrayBuffer());
    const pendingResponse = handle({ ...mockRequest, body, state });
    // Most responses do not have to wait.
    const response = pendingResponse instanceof Promise ? await pendingResponse : pendingResponse;
    if (response.isStale) request.signal.throwIfAborted();
    if (response.drop) throw networkError();
    return toResponse(response);
  };
}

/** Creates the error of `fetch` for a connection that ends before the response. */
function networkError(): TypeError {
  return new TypeError("Failed to fetch");
}

/** Converts a response to a `Response` with the same status, headers and text. */
export function toResponse({ status, headers, body, stream }: MockResponse): Response {
  return new Response(stream ?? body ?? null, { status, headers });
}

function toMockRequest(request: Request): MockRequest {
  // A `Headers` object is slow, and the mock reads a dozen headers.
  const headers = new Map(request.headers);
  return {
    method: request.method,
    target: request.url,
    header: (name) => headers.get(name),
    headers: () => Object.fromEntries(headers),
    body: undefined,
    local: true,
    isAborted: () => request.signal.aborted,
  };
}
