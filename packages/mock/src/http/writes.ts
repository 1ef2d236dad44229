import type { Created, EngineResult } from "../ports/engine.ts";
import type { Fault } from "../ports/fault.ts";
import type { MockResponse } from "../ports/http-message.ts";
import type { ResourceName } from "../ports/resource.ts";
import type { OperationCall } from "./call.ts";
import {
  bodyResponse,
  emptyResponse,
  issuesResponse,
  notFoundResponse,
  textResponse,
} from "./responses.ts";

/** A response with what the engine wants done to it on the way out. */
export interface WriteResult {
  readonly response: MockResponse;
  readonly fault?: Fault | undefined;
}

/** Has the engine perform a POST, PATCH or DELETE, and says what came of it. */
export function write(call: OperationCall): WriteResult {
  const outcome = perform(call);
  const fault = "fault" in outcome ? outcome.fault : undefined;
  return { response: responseOf(call, outcome), fault };
}

function perform({ engine, operation, id, body, path }: OperationCall): EngineResult {
  const resource = operation.resource as ResourceName;
  if (operation.resource === "listener") {
    return engine.receiveEvent(path.slice(path.lastIndexOf("/") + 1), body);
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

function responseOf(call: OperationCall, outcome: EngineResult): MockResponse {
  switch (outcome.kind) {
    case "done":
      return doneResponse(call, outcome.resource);
    case "refused":
      return refusedResponse(outcome);
    case "invalid":
      return issuesResponse(outcome.issues);
    case "notFound":
      return notFoundResponse(`${call.operation.resource} with the id ${JSON.stringify(call.id)}`);
  }
}

function doneResponse(
  { operation, basePath }: OperationCall,
  resource: Created | undefined,
): MockResponse {
  if (operation.method === "DELETE" || !resource) return emptyResponse(204);
  const text = JSON.stringify(resource);
  if (operation.method === "PATCH") return textResponse(200, text);
  const location = resource.href ?? `${basePath}/hub/${encodeURIComponent(resource.id)}`;
  return textResponse(201, text, operation.resource === "listener" ? {} : { location });
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
