import { ClockError } from "../clock/error.ts";
import { SubscriberError } from "../engine/subscriber-error.ts";
import { errorBody } from "../http/errors.ts";
import { toResponse } from "../http/fetch.ts";
import {
  errorResponse,
  issuesResponse,
  jsonType,
  notFoundResponse,
  parametersResponse,
} from "../http/responses.ts";
import type { EngineResult } from "../ports/engine.ts";
import { checkSchema } from "../schema/check.ts";
import { findHostileMember, maxStateDepth } from "../schema/hostile.ts";
import { InputError } from "../schema/input-error.ts";
import { createOpenStreams } from "./open-streams.ts";
import { queryIssues } from "./parameters.ts";
import type { ControlInput, ControlledMock, ControlResult, ControlRoute } from "./route.ts";
import { controlRoutes } from "./routes.ts";
import { eventStreamType } from "./server-sent-events.ts";

const prefix = "/__mock";

/** Creates the handler of all requests under `/__mock`. The handler never sends CORS headers. */
export function createControlHandler(
  mock: ControlledMock,
): (request: Request) => Promise<Response> {
  const streams = createOpenStreams(mock.limits);
  const respond = async (request: Request) => {
    const { pathname, searchParams } = new URL(request.url);
    const path = pathname.slice(prefix.length).replace(/\/$/, "");
    const pathRoutes = controlRoutes.flatMap((route) => {
      const id = matchId(route.path, path);
      return id === undefined ? [] : [{ route, id }];
    });
    const method = request.method === "HEAD" ? "GET" : request.method;
    const routeMatch = pathRoutes.find(({ route }) => route.method === method);
    if (!routeMatch) return noRouteResult(path, request.method, pathRoutes);
    const { route, id } = routeMatch;
    const isStream = route.success.textType === eventStreamType;
    if (isStream && streams.isFull()) return tooManyStreamsResponse(mock.limits.max.eventStreams);
    const response = await runRoute(route, mock, request, { id, query: searchParams });
    if (!isStream || !response.ok || !response.body) return response;
    return new Response(streams.track(response.body), { headers: response.headers });
  };
  return async (request) => {
    const response = await respond(request);
    return request.method === "HEAD" ? withoutBody(response) : response;
  };
}

async function runRoute(
  route: ControlRoute,
  mock: ControlledMock,
  request: Request,
  inputWithoutBody: Omit<ControlInput, "body">,
): Promise<Response> {
  const issues = queryIssues(route, inputWithoutBody.query);
  if (issues.length > 0) return toResponse(parametersResponse(issues));
  const read = await readBody(route, request);
  if (read instanceof Response) return read;
  const failure = await enterState(route, mock);
  if (failure) return toResponse(errorResponse("unavailable", failure, { "retry-after": "1" }));
  try {
    return respond(route, await route.run(mock, { ...inputWithoutBody, body: read.body }));
  } catch (error) {
    if (error instanceof ClockError && error.code === "interrupted") {
      const { code, message } = error;
      return resultResponse({ kind: "refused", code, message });
    }
    if (error instanceof SubscriberError) {
      return resultResponse(error.result, error.target);
    }
    if (!(error instanceof InputError)) throw error;
    return toResponse(issuesResponse(error.issues));
  }
}

/** Waits until the state may be used. Returns the reason if the state cannot be used. */
async function enterState(
  { id, method, isOpen }: ControlRoute,
  { stateChanges }: ControlledMock,
): Promise<string | undefined> {
  if (isOpen) return undefined;
  const failure = await stateChanges.enter?.(method === "GET" ? "read" : "write");
  // The response of the route `state` itself says that the database fails.
  return id === "state" ? undefined : failure;
}

async function readBody(
  route: ControlRoute,
  request: Request,
): Promise<Response | { readonly body: unknown }> {
  const text = await request.text();
  if (!route.body && text !== "") {
    return catalogueResponse(
      errorBody("badBody", `${route.id} accepts no body: send the request without one.`),
    );
  }
  if (!route.body || (text === "" && route.isBodyOptional)) return { body: undefined };
  if (text === "")
    return catalogueResponse(errorBody("missingBody", `${route.id} needs a JSON body.`));
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return catalogueResponse(errorBody("badBody", "The body is not JSON."));
  }
  const hostileMember = isObject(body) && findHostileMember(body, maxStateDepth);
  if (hostileMember) return toResponse(issuesResponse([hostileMember]));
  const issues = route.isBodyChecked ? [] : checkSchema(route.body, body);
  return issues.length > 0 ? toResponse(issuesResponse(issues)) : { body };
}

function respond(route: ControlRoute, output: ControlResult): Response {
  if ("text" in output) {
    const headers = { "content-type": "text/plain; version=0.0.4; charset=utf-8" };
    return new Response(output.text, { headers });
  }
  if ("stream" in output) {
    const headers = { "content-type": eventStreamType, "cache-control": "no-store" };
    return new Response(output.stream, { headers });
  }
  if ("notFound" in output) return toResponse(notFoundResponse(output.notFound));
  if ("unavailable" in output) {
    return toResponse(errorResponse("unavailable", output.unavailable, { "retry-after": "1" }));
  }
  if ("nothing" in output) return new Response(null, { status: 204 });
  return jsonResponse(route.success.status, output.json);
}

/** The response to an action on something that does not exist. */
const missingIdResponse = (target: string): Response =>
  toResponse(
    notFoundResponse(target === "buckets of" ? "bucket of that number" : `${target} with that id`),
  );

function resultResponse(result: EngineResult, resourceName = "bucket"): Response {
  switch (result.kind) {
    case "succeeded":
      return result.resource
        ? jsonResponse(200, result.resource)
        : new Response(null, { status: 204 });
    case "invalid":
      return toResponse(issuesResponse(result.issues));
    case "notFound":
      return missingIdResponse(resourceName);
    case "refused": {
      const { code, message } = result;
      if (code === "bucketNotFound") return missingIdResponse(resourceName);
      return jsonResponse(409, { code, reason: "Refused", message, status: "409" });
    }
  }
}

function tooManyStreamsResponse(max: number): Response {
  const remedy = "close one, or raise the limit eventStreams";
  const message = `At most ${max} event streams are open at the same time: ${remedy}.`;
  return toResponse(errorResponse("unavailable", message));
}

/** The response to GET without its body. */
async function withoutBody(response: Response): Promise<Response> {
  const { status, headers } = response;
  if (headers.get("content-type") === eventStreamType) await response.body?.cancel();
  else headers.set("content-length", String((await response.arrayBuffer()).byteLength));
  return new Response(null, { status, headers });
}

function noRouteResult(
  path: string,
  method: string,
  pathRoutes: readonly { readonly route: ControlRoute }[],
): Response {
  if (pathRoutes.length === 0) {
    return toResponse(
      notFoundResponse(`${prefix}${path}; ${prefix}/openapi.json lists the routes`),
    );
  }
  const methods = pathRoutes.map(({ route }) => route.method);
  const allow = methods.flatMap((each) => (each === "GET" ? ["GET", "HEAD"] : [each])).join(", ");
  const response = catalogueResponse(
    errorBody("notAllowed", `The method ${method} is not allowed: use ${allow}.`),
  );
  response.headers.set("allow", allow);
  return response;
}

/** Returns the id in a path that matches a pattern, or `""` for a pattern without an id. */
function matchId(pattern: string, path: string): string | undefined {
  const [before, after] = pattern.split("{id}");
  if (before === undefined || after === undefined) return pattern === path ? "" : undefined;
  const isMatch = path.startsWith(before) && path.endsWith(after);
  const encodedId = isMatch ? path.slice(before.length, path.length - after.length) : "";
  if (encodedId === "" || encodedId.includes("/")) return undefined;
  try {
    return decodeURIComponent(encodedId);
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

function catalogueResponse(body: { readonly status: string }): Response {
  return jsonResponse(Number(body.status), body);
}

function jsonResponse(status: number, value: unknown): Response {
  const headers = { "content-type": jsonType, "cache-control": "no-store" };
  return new Response(JSON.stringify(value), { status, headers });
}
