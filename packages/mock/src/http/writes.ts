import type { Created, EngineResult } from "../ports/engine.ts";
import type { Fault } from "../ports/fault.ts";
import type { MockResponse } from "../ports/http-message.ts";
import type { Resource, ResourceName } from "../ports/resource.ts";
import type { HttpCall } from "./call.ts";
import { failsMatch } from "./headers.ts";
import {
  bodyResponse,
  emptyResponse,
  issuesResponse,
  notFoundResponse,
  preconditionFailedResponse,
  textResponse,
} from "./responses.ts";
import { resourceText } from "./text.ts";

/** A response, with the fault that the engine applies to it. */
export interface WriteResult {
  readonly response: MockResponse;
  readonly fault?: Fault | undefined;
}

/** Runs a POST, PATCH or DELETE in the engine, and returns its response. */
export function write(call: HttpCall): WriteResult {
  const result = perform(call);
  const fault = "fault" in result ? result.fault : undefined;
  return { response: responseOf(call, result), fault };
}

/**
 * Returns the 412 for an `If-Match` with another tag. For a missing resource the engine returns
 * 404.
 */
export function preconditionFailure(call: HttpCall): MockResponse | undefined {
  const { request, engine, operation, id } = call;
  const header = operation.method === "GET" ? undefined : request.header("if-match");
  const { resource } = operation;
  if (header === undefined || id === "" || resource === "hub") return undefined;
  const foundResource = engine.retrieve(resource as ResourceName, id);
  const etag = foundResource && tagOf(foundResource);
  return etag && failsMatch(header, etag) ? preconditionFailedResponse(etag) : undefined;
}

function tagOf(resource: Resource): string {
  return `"${resourceText(resource).tag}"`;
}

function perform({ engine, operation, id, body }: HttpCall): EngineResult {
  const resource = operation.resource as ResourceName;
  if (operation.resource === "listener") {
    return engine.receiveEvent(operation.path.slice(operation.path.lastIndexOf("/") + 1), body);
  }
  if (operation.resource === "hub") {
    return operation.method === "POST"
      ? engine.registerListener(body)
      : engine.unregisterListener(id);
  }
  if (operation.method === "POST") return engine.create(resource, body);
  if (operation.method === "PATCH") return engine.patch(resource, id, body);
  return engine.remove(resource, id);
}

function responseOf(call: HttpCall, result: EngineResult): MockResponse {
  switch (result.kind) {
    case "succeeded":
      return succeededResponse(call, result.resource);
    case "refused":
      return refusedResponse(result);
    case "invalid":
      return issuesResponse(result.issues);
    case "notFound":
      return notFoundResponse(`${call.operation.resource} with the id ${JSON.stringify(call.id)}`);
  }
}

function succeededResponse(
  { operation, basePath }: HttpCall,
  resource: Created | undefined,
): MockResponse {
  if (operation.method === "DELETE" || !resource) return emptyResponse(204);
  // A later GET returns the same object, so its text and tag are created once.
  const { href } = resource;
  if (href === undefined || operation.resource === "listener") {
    return hubOrEventResponse(operation.resource, resource, basePath);
  }
  const shownResource = resource as Resource;
  const text = resourceText(shownResource).json;
  const etag = tagOf(shownResource);
  if (operation.method === "PATCH") return textResponse(200, text, { etag });
  return textResponse(201, text, { location: href, etag });
}

/** Creates the response to a registration or a posted event, which cannot be read again. */
function hubOrEventResponse(name: string, resource: Created, basePath: string): MockResponse {
  const location = `${basePath}/hub/${encodeURIComponent(resource.id)}`;
  return textResponse(201, JSON.stringify(resource), name === "listener" ? {} : { location });
}

function refusedResponse({
  code,
  message,
  duplicateOf,
}: EngineResult & { kind: "refused" }): MockResponse {
  const reason = code.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return bodyResponse({
    code,
    reason: reason.charAt(0).toUpperCase() + reason.slice(1),
    message,
    status: "409",
    ...(duplicateOf ? { duplicateOf } : {}),
  });
}
