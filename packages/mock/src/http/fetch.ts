import type { Handler } from "../ports/handler.ts";
import type { MockRequest, MockResponse } from "../ports/http-message.ts";
import { requireGlobals } from "./globals.ts";
import { joinTarget, readTarget } from "./target.ts";

/** Converts the handler to a function with the signature of `fetch`. */
export function toFetch(handle: Handler["handle"]): Handler["fetch"] {
  return async (input, init) => {
    requireGlobals("the mock's fetch");
    const isRequest = init === undefined && input instanceof Request;
    const request = isRequest ? input : new Request(input, init);
    const body = request.body === null ? undefined : new Uint8Array(await request.arrayBuffer());
    const response = await handle(lightRequest(request, body));
    if (response.drop) throw networkError();
    return toResponse(response);
  };
}

/** Creates the error of `fetch` for a connection that ends before the response. */
function networkError(): TypeError {
  return new TypeError("Failed to fetch");
}

/** Converts a response to a `Response` with the same status, headers and text. */
export function toResponse({ status, headers, body }: MockResponse): Response {
  return new Response(body ?? null, { status, headers });
}

/** Converts a `Response` from another part of the mock. */
export async function fromResponse(response: Response): Promise<MockResponse> {
  const headers: Record<string, string> = {};
  for (const [name, value] of response.headers) headers[name] = value;
  return {
    status: response.status,
    headers,
    body: response.body ? await response.text() : undefined,
  };
}

/** Converts a request in light form to a `Request`, for the control plane. */
export function toRequest(request: MockRequest): Request {
  const headers = new Headers();
  for (const [name, value] of request.headers()) headers.append(name, value);
  // The URL needs a host, but no code reads it after this.
  const url = `http://localhost${joinTarget(readTarget(request.target))}`;
  const hasBody = request.body instanceof Uint8Array && !/^(?:GET|HEAD)$/.test(request.method);
  return new Request(url, {
    method: request.method,
    headers,
    ...(hasBody ? { body: new Blob([request.body as Uint8Array<ArrayBuffer>]) } : {}),
  });
}

function lightRequest(request: Request, body: Uint8Array | undefined): MockRequest {
  // A `Headers` object is slow, and the mock reads a dozen of them.
  const headers = new Map(request.headers);
  return {
    method: request.method,
    target: request.url,
    header: (name) => headers.get(name),
    headers: () => headers,
    body,
    local: true,
  };
}
