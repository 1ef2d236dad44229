import { isTmf654Error } from "../errors/guard.ts";
import { Tmf654Error } from "../errors/tmf654-error.ts";
import { UnknownOutcomeError } from "../errors/unknown-outcome-error.ts";
import { addHeaders, pathSegment, serializeQuery } from "../query.ts";
import { readAnswer, statusError } from "./answer.ts";
import { sendWithRetries } from "./attempts.ts";
import type { Call, CallState, Core } from "./call.ts";
import { isSuccess, retryPolicy } from "./retry.ts";
import { type ClientRequest, type ClientResponse, compose, requestIdOf } from "./types.ts";

/** A finished call. */
export interface Performed {
  readonly value: unknown;
  readonly answer: ClientResponse;
  readonly state: CallState;
}

/** Everything a call decides once, before its first attempt: above all its idempotency key. */
function startCall({ options, platform, policy }: Core, call: Call): CallState {
  const { totalTimeoutMs = options.totalTimeoutMs ?? 90_000, idempotencyKey, retry } = call.options;
  const isKeyed = call.method === "POST" || call.method === "PATCH";
  const newKey = () => (options.idempotency ? platform.newId() : undefined);
  return {
    call,
    policy: retry === undefined ? policy : retryPolicy(options.retry, retry),
    deadline: platform.now() + totalTimeoutMs,
    key: isKeyed ? (idempotencyKey ?? newKey()) : undefined,
    attempts: 0,
    sent: false,
    unknown: false,
  };
}

function urlOf(baseUrl: string, call: Call): string {
  const { path, query, expects } = call;
  if (expects === "raw") return path;
  // An `id` that is there but `undefined` is refused: without it the path means another operation.
  const url = baseUrl + path + ("id" in call ? `/${pathSegment(call.id)}` : "");
  const search = query && serializeQuery(query);
  return search ? `${url}?${search}` : url;
}

function requestOf(core: Core, { call, key }: CallState): ClientRequest {
  const { operation, method, options, body, expects } = call;
  const { baseUrl, keyHeader } = core;
  const headers: Record<string, string> = { ...core.headers };
  if (body !== undefined) headers["content-type"] ??= "application/json";
  addHeaders(headers, call.headers);
  addHeaders(headers, options.headers);
  if (key) headers[keyHeader] = key;
  return {
    operation,
    method,
    url: urlOf(baseUrl, call),
    baseUrl,
    headers,
    body: expects === "raw" ? (body as string | undefined) : JSON.stringify(body),
    signal: options.signal,
    attempt: 0,
    idempotencyKey: key,
  };
}

/** Turns what went wrong into what the caller must know: above all whether the write was done. */
function finalError(
  { call, attempts, key, unknown }: CallState,
  error: unknown,
  answer: ClientResponse | undefined,
): Tmf654Error {
  const { operation } = call;
  const facts = {
    operation,
    attempts,
    idempotencyKey: key,
    requestId: answer && requestIdOf(answer),
  };
  const cause = isTmf654Error(error)
    ? error
    : new Tmf654Error({ message: String(error), cause: error });
  // An error that a middleware throws again has its facts already.
  if (!cause.operation) {
    Object.assign(cause, facts, { message: `${operation}: ${cause.message}` });
  }
  if (!unknown) return cause;
  const message = `${cause.message}; whether the server did it is unknown`;
  return new UnknownOutcomeError({ ...facts, status: cause.status, message, cause });
}

/** One call from request to value, through every layer. Rejects with a `Tmf654Error` only. */
export async function perform(core: Core, call: Call): Promise<Performed> {
  const state = startCall(core, call);
  const { method, expects } = call;
  let answer: ClientResponse | undefined;
  try {
    const send = compose(core.middleware, (request) => sendWithRetries(core, state, request));
    answer = await send(requestOf(core, state));
    const { status, headers } = answer;
    if (expects === "raw" && status) return { value: undefined, answer, state };
    // A repeated DELETE that finds nothing: the first one did it.
    if (isSuccess(status) || (state.unknown && status === 404 && method === "DELETE")) {
      state.unknown = method !== "GET";
      const value = readAnswer(core, call, answer);
      return { value: core.options.validation ? await value : value, answer, state };
    }
    // After an attempt of unknown outcome another refusal may be the second attempt's own; only one
    // that the server marks as the replay of its first answer settles it.
    if (headers.get("idempotency-replayed") === "true") state.unknown = false;
    throw statusError(core, answer);
  } catch (error) {
    throw finalError(state, error, answer);
  }
}
