import type { BodyInfo } from "../client/options.ts";
import { ParseError } from "../errors/call-errors.ts";
import { maskText, toSnippet, toUrlText } from "../errors/mask.ts";
import {
  BadRequestError,
  ConflictError,
  ForbiddenError,
  MethodNotAllowedError,
  NotFoundError,
  RateLimitedError,
  ServerError,
  UnauthorizedError,
} from "../errors/status-errors.ts";
import type { Issue, Tmf654Error, Tmf654ErrorInit } from "../errors/tmf654-error.ts";
import type { ClientCall, ClientCore } from "./client-call.ts";
import type { ClientResponse } from "./middleware.ts";
import { provesSuccess } from "./proof.ts";
import { retryAfterMs } from "./retry.ts";

const errorClasses: Readonly<Record<number, new (init: Tmf654ErrorInit) => Tmf654Error>> = {
  401: UnauthorizedError,
  403: ForbiddenError,
  404: NotFoundError,
  405: MethodNotAllowedError,
  409: ConflictError,
  429: RateLimitedError,
};

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

type DuplicateOf = NonNullable<Tmf654ErrorInit["duplicateOf"]>;

type UnknownRecord = Readonly<Record<string, unknown>>;

const toRecord = (value: unknown): UnknownRecord =>
  value instanceof Object ? (value as UnknownRecord) : {};

/** Reads one entry of `errors`; plain text becomes the message. */
function toIssue(value: unknown): Issue {
  const { path, code, message = value } = toRecord(value);
  const [maskedPath = "", which = "", why = ""] = [path, code, message].map(maskText);
  return { path: maskedPath, code: which, message: why };
}

/**
 * Creates the error for a response that is not 2xx. Reads TMF error bodies, RFC 9457 problems,
 * `{timestamp, status, error, message, path}` of common frameworks, and an object in `error`. Any
 * other body becomes a snippet. Ignores members of an unexpected type.
 */
export function createStatusError({ platform }: ClientCore, response: ClientResponse): Tmf654Error {
  const { status, headers, body } = response;
  const parsedBody = parse(body);
  const outerMembers = toRecord([parsedBody].flat()[0]);
  const errorMembers = { ...outerMembers, ...toRecord(outerMembers.error) };
  const { errors, duplicateOf } = errorMembers;
  const { id, href } = toRecord(duplicateOf);
  const code = maskText(errorMembers.code);
  const reason =
    maskText(errorMembers.reason) ?? maskText(errorMembers.title) ?? maskText(errorMembers.error);
  const location = toUrlText(headers.get("location") ?? "");
  // A browser hides the status and target of a redirect: its status is 0.
  const redirectText =
    status < 400 && `redirect to ${location || "a hidden URL"}, not followed; is a login missing?`;
  const text =
    maskText(errorMembers.message) ?? maskText(errorMembers.detail) ?? reason ?? redirectText;
  const Class = errorClasses[status] ?? (/^4/.test(String(status)) ? BadRequestError : ServerError);
  return new Class({
    // Some servers send the status as their code; it is shown once.
    message: [...new Set([`${status || ""}`, code, text])].filter(Boolean).join(" "),
    status: status || undefined,
    code,
    reason,
    issues: Array.isArray(errors) ? errors.slice(0, 100).map(toIssue) : undefined,
    duplicateOf: id ? ({ id: maskText(id), href: maskText(href) } as DuplicateOf) : undefined,
    retryAfterMs: retryAfterMs(headers.get("retry-after"), platform.now()),
    snippet: reason === undefined ? toSnippet(body) : undefined,
  });
}

/** Returns the value of a 2xx response. Throws `ParseError` if the body does not prove success. */
export function readResponse(
  { options }: ClientCore,
  { expects, operation, fields, responseSchema: schema = "" }: ClientCall,
  { status, body }: ClientResponse,
): unknown {
  if (expects === "raw") return undefined;
  const isList = expects === "list";
  const info: BodyInfo = { operation, schema, isList, fields };
  const createParseError = (cause?: unknown) => {
    const message = `${status} with a body that is not ${schema}${isList ? "[]" : ""}`;
    return new ParseError({ message, status, snippet: toSnippet(body), cause });
  };
  const { normalize, validation } = options;
  // The retry of a successful DELETE gets 404.
  const mayLackResource = body === "" || status === 404;
  let value = isList && body === "" ? [] : parse(body);
  try {
    if (normalize && expects !== "none") value = normalize(value, info);
  } catch (cause) {
    throw createParseError(cause);
  }
  if (!provesSuccess(expects, value, mayLackResource)) throw createParseError();
  if (expects === "none") return undefined;
  if (!validation?.response) return value;
  return Promise.resolve()
    .then(() => validation.response?.(value, info))
    .then(
      (checkedValue) => checkedValue ?? value,
      (cause) => Promise.reject(createParseError(cause)),
    );
}
