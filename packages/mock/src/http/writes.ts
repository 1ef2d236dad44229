import type { Created, Outcome } from "../ports/engine.ts";
import type { Fault } from "../ports/fault.ts";
import type { MockResponse } from "../ports/http-message.ts";
import type { ResourceName } from "../ports/resource.ts";
import type { Call } from "./call.ts";
import { emptyAnswer, errorAnswer, issuesAnswer, notFoundAnswer, textAnswer } from "./responses.ts";

/** An answer with what the engine wants done to it on the way out. */
export type Written = { readonly answer: MockResponse; readonly fault?: Fault | undefined };

/** Has the engine perform a POST, PATCH or DELETE, and says what came of it. */
export function write(call: Call): Written {
  const outcome = perform(call);
  const fault = "fault" in outcome ? outcome.fault : undefined;
  return { answer: answerOf(call, outcome), fault };
}

function perform({ engine, operation, id, body, path }: Call): Outcome {
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

function answerOf(call: Call, outcome: Outcome): MockResponse {
  switch (outcome.kind) {
    case "done":
      return doneAnswer(call, outcome.resource);
    case "refused":
      return refusedAnswer(outcome);
    case "invalid":
      return issuesAnswer(outcome.issues);
    case "notFound":
      return notFoundAnswer(`${call.operation.resource} with the id ${JSON.stringify(call.id)}`);
  }
}

function doneAnswer({ operation, basePath }: Call, resource: Created | undefined): MockResponse {
  if (operation.method === "DELETE" || !resource) return emptyAnswer(204);
  const text = JSON.stringify(resource);
  if (operation.method === "PATCH") return textAnswer(200, text);
  const location = resource.href ?? `${basePath}/hub/${encodeURIComponent(resource.id)}`;
  return textAnswer(201, text, operation.resource === "listener" ? {} : { location });
}

function refusedAnswer({
  code,
  message,
  duplicateOf,
}: Outcome & { kind: "refused" }): MockResponse {
  const reason = code.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return errorAnswer({
    code,
    reason: reason.charAt(0).toUpperCase() + reason.slice(1),
    message,
    status: "409",
    ...(duplicateOf ? { duplicateOf } : {}),
  });
}
