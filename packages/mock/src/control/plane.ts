import { deliveryMark } from "../events/signature.ts";
import {
  errorResponse,
  isUploadLimitReached,
  notAllowedResponse,
  uploadLimitResponse,
} from "../http/responses.ts";
import { joinTarget, readTarget } from "../http/target.ts";
import type { ControlPlane } from "../ports/handler.ts";
import type { MockRequest, MockResponse, RequestHead } from "../ports/http-message.ts";
import { createControlAccess } from "./access.ts";
import { createControlHandler } from "./handler.ts";
import { pageResponse } from "./page.ts";
import type { ControlledMock } from "./route.ts";
import { controlRoutes } from "./routes.ts";
import { eventStreamType } from "./server-sent-events.ts";

const controlMethods = "GET, HEAD, POST, PUT, DELETE";
/** The methods that the `Request` constructor rejects. */
const forbiddenMethods = /^(?:CONNECT|TRACE|TRACK)$/i;
/** The limit of a body. It is enough for a snapshot of tens of thousands of buckets. */
const maximumBytes = 64 * 1_048_576;

/** Creates the control plane of a mock, with its token if it has one. */
export function createControlPlane(mock: ControlledMock, token: string | undefined): ControlPlane {
  const checkAccess = createControlAccess(token);
  const plane = toControlPlane(createControlHandler(mock), (head) =>
    isProbe(head) ? undefined : checkAccess(head),
  );
  return {
    ...plane,
    handle: async (request) =>
      (await pageResponse(request, token, mock.basePath)) ?? plane.handle(request),
  };
}

/**
 * Whether a request is a probe of an orchestrator. A probe comes from another machine, and has no
 * token. An event is no probe.
 */
function isProbe({ target, header }: RequestHead): boolean {
  if (header(deliveryMark) !== undefined) return false;
  const path = readTarget(target).path.replace(/^\/__mock|\/$/g, "");
  return controlRoutes.some((route) => route.isOpen && route.path === path);
}

/** Creates a control plane from its handler and its check. The check runs first, without a body. */
export function toControlPlane(
  handle: (request: Request) => Promise<Response>,
  denialOf: (head: RequestHead) => MockResponse | undefined,
): ControlPlane {
  return {
    handle: async (request) =>
      denialOf(request) ?? refusalOf(request) ?? fromResponse(await handle(toRequest(request))),
    maximumBodyBytes: async (head) => (denialOf(head) ? 0 : maximumBytes),
  };
}

/** Refuses a body that was not read, and a method that `Request` rejects. */
function refusalOf({ body, method }: MockRequest): MockResponse | undefined {
  if (isUploadLimitReached(body)) return uploadLimitResponse(body);
  if (body === "tooLarge") return errorResponse("tooLarge", "The body is larger than 64 MiB.");
  return forbiddenMethods.test(method) ? notAllowedResponse(method, controlMethods) : undefined;
}

async function fromResponse(response: Response): Promise<MockResponse> {
  const headers: Record<string, string> = {};
  for (const [name, value] of response.headers) headers[name] = value;
  const { status, body } = response;
  if (body && headers["content-type"] === eventStreamType) {
    return { status, headers, body: undefined, stream: body };
  }
  return { status, headers, body: body ? await response.text() : undefined };
}

function toRequest(request: MockRequest): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers())) headers.append(name, value);
  // The URL needs a host, but no code reads it after this.
  const url = `http://localhost${joinTarget(readTarget(request.target))}`;
  const hasBody = request.body instanceof Uint8Array && !/^(?:GET|HEAD)$/.test(request.method);
  return new Request(url, {
    method: request.method,
    headers,
    ...(hasBody ? { body: new Blob([request.body as Uint8Array<ArrayBuffer>]) } : {}),
  });
}
