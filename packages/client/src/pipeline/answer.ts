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
import type { ErrorFacts, Tmf654Error, Violation } from "../errors/tmf654-error.ts";
import type { ValueInfo } from "../options.ts";
import { snippetOf, textOf } from "../secrets.ts";
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

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

type Foreign = Readonly<Record<string, unknown>>;

const record = (value: unknown): Foreign => (value instanceof Object ? (value as Foreign) : {});

/** One of `errors`; a plain text is a message. */
function violationOf(value: unknown): Violation {
  const { path, code, message = value } = record(value);
  const [at = "", which = "", why = ""] = [path, code, message].map(textOf);
  return { path: at, code: which, message: why };
}

/**
 * The error for an answer that is not 2xx. Reads the TMF body, RFC 9457 problems, the
 * `{timestamp, status, error, message, path}` of common frameworks, and what is put inside `error`;
 * anything else as a snippet. Members of another kind than expected are passed over.
 */
export function statusError({ platform }: Core, answer: ClientResponse): Tmf654Error {
  const { status, headers, body } = answer;
  const parsed = parse(body);
  const outer = record(Array.isArray(parsed) ? parsed[0] : parsed);
  const known = { ...outer, ...record(outer.error) };
  const { errors, duplicateOf } = known;
  const code = textOf(known.code);
  const reason = textOf(known.reason) ?? textOf(known.title) ?? textOf(known.error);
  // Where a redirect leads, without what may give access there.
  const location = (headers.get("location") ?? "").replace(/(\/\/)[^/]*@|[?#].*/g, "$1");
  const text = textOf(known.message) ?? textOf(known.detail) ?? reason ?? location;
  const Class = classes[status] ?? (status >= 400 && status < 500 ? BadRequestError : ServerError);
  return new Class({
    message: [status, code, text].filter(Boolean).join(" "),
    status,
    code,
    reason,
    errors: Array.isArray(errors) ? errors.map(violationOf) : undefined,
    duplicateOf: duplicateOf as ErrorFacts["duplicateOf"],
    retryAfterMs: retryAfterMs(headers.get("retry-after"), platform.now()),
    snippet: reason === undefined ? snippetOf(body) : undefined,
  });
}

/** The value of a 2xx answer, or a `ParseError` that shows what came instead. */
export function readAnswer(
  { options }: Core,
  { expects, operation, query, answer: schema = "" }: Call,
  { status, body }: ClientResponse,
): unknown {
  if (expects === "none" || expects === "raw") return undefined;
  const isList = expects === "list";
  const { fields } = (query ?? {}) as Pick<ValueInfo, "fields">;
  const info: ValueInfo = { operation, schema, isList, fields };
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
  return Promise.resolve()
    .then(() => validation.response?.(value, info))
    .then(
      (checked) => checked ?? value,
      (cause) => Promise.reject(wrong(cause)),
    );
}
