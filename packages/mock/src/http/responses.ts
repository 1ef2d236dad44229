import type { MockResponse } from "../ports/http-message.ts";
import type { Issue } from "../ports/resource.ts";
import { type ErrorBody, type FaultName, faultBody, issuesBody } from "./errors.ts";

/** The one content type of every body; some guards compare it literally. */
export const jsonType = "application/json;charset=utf-8";

type Headers = { readonly [name: string]: string };

/** An answer with a JSON text that is made already. */
export function textAnswer(status: number, body: string, headers?: Headers): MockResponse {
  return { status, headers: { "content-type": jsonType, ...headers }, body };
}

/** An answer without a body: 204 and 304. */
export function emptyAnswer(status: number, headers: Headers = {}): MockResponse {
  return { status, headers, body: undefined };
}

/** An error answer; the status is the body's. */
export function errorAnswer(body: ErrorBody, headers?: Headers): MockResponse {
  return textAnswer(Number(body.status), JSON.stringify(body), headers);
}

/** The answer to a structural fault. */
export function faultAnswer(name: FaultName, message: string, headers?: Headers): MockResponse {
  return errorAnswer(faultBody(name, message), headers);
}

/** The 400 that names every violation. */
export function issuesAnswer(issues: readonly Issue[]): MockResponse {
  return errorAnswer(issuesBody(issues));
}

/** The 400 for query parameters; one problem each, `path` is the parameter's name. */
export function parametersAnswer(
  problems: readonly { readonly parameter: string; readonly message: string }[],
): MockResponse {
  const errors = problems.map(({ parameter, message }) => ({
    path: parameter,
    code: "queryParameter",
    message,
  }));
  const message = errors.map((error) => `${error.path}: ${error.message}`).join("; ");
  return errorAnswer(faultBody("badParameter", message, errors));
}

/** The 404 for a resource that is not there. */
export function notFoundAnswer(what: string): MockResponse {
  const shown = what.length > 200 ? `${what.slice(0, 200)}…` : what;
  return faultAnswer("notFound", `There is no ${shown}.`);
}

/** The 405 with the methods that the path does have. */
export function notAllowedAnswer(method: string, allow: string): MockResponse {
  const message = `${method} is not available on this path. Allowed: ${allow || "nothing"}.`;
  return faultAnswer("notAllowed", message, { allow });
}
