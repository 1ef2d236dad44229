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
import { type CallState, type Core, valueInfo } from "./call.ts";
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

/** What every error of this call says. */
export function callFacts({ spec, attempts, key, requestId }: CallState) {
  return { operation: spec.operation, attempts, idempotencyKey: key, requestId };
}

function snippetOf(text: string): string {
  return text.slice(0, 200).replace(/(bearer|basic) [\w.~+/=-]+/gi, "$1 ***");
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const words = (...values: unknown[]) =>
  values.find((value): value is string => typeof value === "string" && value !== "");

/**
 * The error for an answer that is not 2xx. Reads the TMF body, RFC 9457 problems, and the
 * `{timestamp, status, error, message, path}` of common frameworks; anything else as a snippet.
 */
export function statusError(core: Core, state: CallState, answer: ClientResponse): Tmf654Error {
  const { status, headers } = answer;
  const parsed = parse(answer.body);
  const body = (Array.isArray(parsed) ? parsed[0] : parsed) as Record<string, unknown> | null;
  const known = typeof body === "object" && body !== null ? body : {};
  const code = known.code ?? undefined;
  const reason = words(known.reason, known.title, known.error);
  const location = headers.get("location");
  const redirect =
    status < 400 ? `redirects are not followed${location ? `: ${location}` : ""}` : "";
  const text = words(known.message, known.detail, reason, redirect) ?? "no TMF error body";
  const Class = classes[status] ?? (status >= 400 && status < 500 ? BadRequestError : ServerError);
  return new Class({
    ...callFacts(state),
    message: `${state.spec.operation}: ${[status, code, text].filter(Boolean).join(" ")}`,
    status,
    code: code === undefined ? undefined : String(code),
    reason,
    errors: Array.isArray(known.errors) ? known.errors : undefined,
    duplicateOf: known.duplicateOf as ErrorFacts["duplicateOf"],
    retryAfterMs: retryAfterMs(headers.get("retry-after"), core.platform.now()),
    snippet: reason === undefined && answer.body ? snippetOf(answer.body) : undefined,
  });
}

function unreadable(state: CallState, answer: ClientResponse, what: string, cause?: unknown) {
  return new ParseError({
    ...callFacts(state),
    message: `${state.spec.operation}: ${answer.status} with ${what}`,
    status: answer.status,
    snippet: snippetOf(answer.body),
    cause,
  });
}

/** The value of a 2xx answer, or a `ParseError` that shows what came instead. */
export async function readAnswer(
  { options }: Core,
  state: CallState,
  answer: ClientResponse,
): Promise<unknown> {
  const { spec } = state;
  if (spec.expects === "none") return undefined;
  if (answer.body === "") {
    if (spec.expects === "list") return [];
    throw unreadable(state, answer, "an empty body");
  }
  let value = parse(answer.body);
  if (value === undefined) throw unreadable(state, answer, "a body that is not JSON");
  const info = valueInfo(spec, spec.answer ?? "");
  if (options.normalize) value = options.normalize(value, info);
  const fits =
    spec.expects === "list"
      ? Array.isArray(value)
      : typeof value === "object" && value !== null && !Array.isArray(value);
  if (!fits)
    throw unreadable(
      state,
      answer,
      `a body that is not ${spec.expects === "list" ? "a list" : "an object"}`,
    );
  try {
    const checked = options.validation?.response?.(value, info);
    return checked === undefined ? value : await checked;
  } catch (cause) {
    throw unreadable(state, answer, "a body that breaks its schema", cause);
  }
}
