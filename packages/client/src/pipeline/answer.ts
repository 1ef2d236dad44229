import { ParseError } from "../errors/call-errors.ts";
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
import type { ErrorFacts, Tmf654Error } from "../errors/tmf654-error.ts";
import type { Call, Core } from "./call.ts";
import { retryAfterMs } from "./retry.ts";
import type { ClientResponse } from "./types.ts";

const classes: Readonly<Record<number, new (facts: ErrorFacts) => Tmf654Error>> = {
  401: UnauthorizedError,
  403: ForbiddenError,
  404: NotFoundError,
  405: MethodNotAllowedError,
  409: ConflictError,
  429: RateLimitedError,
};

function snippetOf(text: string): string {
  return text.slice(0, 200).replace(/(bearer|basic) \S+/gi, "$1 ***");
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * The error for an answer that is not 2xx. Reads the TMF body, RFC 9457 problems, and the
 * `{timestamp, status, error, message, path}` of common frameworks; anything else as a snippet.
 */
export function statusError({ platform }: Core, answer: ClientResponse): Tmf654Error {
  const { status, headers, body } = answer;
  const parsed = parse(body);
  const known = ((Array.isArray(parsed) ? parsed[0] : parsed) ?? {}) as Record<string, string>;
  const { code, errors, duplicateOf, reason = known.title ?? known.error } = known;
  const text = known.message ?? known.detail ?? reason ?? headers.get("location");
  const Class = classes[status] ?? (status >= 400 && status < 500 ? BadRequestError : ServerError);
  return new Class({
    message: [status, code, text].filter(Boolean).join(" "),
    status,
    code: code === undefined ? code : String(code),
    reason,
    errors: errors as ErrorFacts["errors"],
    duplicateOf: duplicateOf as ErrorFacts["duplicateOf"],
    retryAfterMs: retryAfterMs(headers.get("retry-after"), platform.now()),
    snippet: reason === undefined ? snippetOf(body) : undefined,
  });
}

/** The value of a 2xx answer, or a `ParseError` that shows what came instead. */
export function readAnswer(
  { options }: Core,
  { expects, operation, answer: schema = "" }: Call,
  { status, body }: ClientResponse,
): unknown {
  if (expects === "none" || expects === "raw") return undefined;
  const isList = expects === "list";
  const info = { operation, schema, isList };
  const wrong = (cause?: unknown) => {
    const message = `${status} with a body that is not ${schema}${isList ? "[]" : ""}`;
    return new ParseError({ message, status, snippet: snippetOf(body), cause });
  };
  const { normalize, validation } = options;
  let value = body === "" && isList ? [] : parse(body);
  try {
    if (normalize) value = normalize(value, info);
  } catch (cause) {
    throw wrong(cause);
  }
  if (typeof value !== "object" || value === null || Array.isArray(value) !== isList) throw wrong();
  if (!validation?.response) return value;
  return Promise.resolve(validation.response(value, info)).then(
    (checked) => checked ?? value,
    (cause) => Promise.reject(wrong(cause)),
  );
}
