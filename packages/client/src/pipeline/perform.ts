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
  const { method, options: own } = call;
  const { totalTimeoutMs = options.totalTimeoutMs ?? 90_000, retry } = own;
  const isKeyed = method === "POST" || method === "PATCH";
  const startedAt = platform.now();
  return {
    call,
    policy: retry === undefined ? policy : retryPolicy(options.retry, retry),
    startedAt,
    deadline: startedAt + totalTimeoutMs,
    // An empty key is none: no server could tell calls apart by it.
    key: isKeyed
      ? own.idempotencyKey || (options.idempotency && platform.newId()) || undefined
      : undefined,
    attempts: 0,
    sent: false,
    keyed: false,
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

function requestOf(
  core: Core,
  { call, key }: CallState,
  onEnd: ClientRequest["onEnd"],
): ClientRequest {
  const { operation, method, options, body, expects } = call;
  const { baseUrl, keyHeader } = core;
  const headers: Record<string, string> = { ...core.headers };
  if (body !== undefined) headers["content-type"] ??= "application/json";
  addHeaders(headers, call.headers);
  addHeaders(headers, options.headers);
  if (key) headers[keyHeader] = key;
  const url = urlOf(baseUrl, call);
  return {
    operation,
    method,
    url,
    ownUrl: expects === "raw" ? undefined : url,
    baseUrl,
    headers,
    body: typeof body === "string" ? body : JSON.stringify(body),
    signal: options.signal,
    attempt: 0,
    idempotencyKey: key,
    onEnd,
  };
}

/** Turns what went wrong into what the caller must know: above all whether the write was done. */
function finalError(
  core: Core,
  state: CallState,
  error: unknown,
  answer: ClientResponse | undefined,
): Tmf654Error {
  const { call, attempts, key, unknown } = state;
  const { operation, reconciler } = call;
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
  return new UnknownOutcomeError(
    { ...facts, status: cause.status, message, cause },
    reconciler?.(core, state),
  );
}

/**
 * One call from request to value, through every layer. Rejects with a `Tmf654Error` only. `finish`
 * makes the result, here and not in a `then`, because each turn of waiting costs.
 */
export async function perform<T>(
  core: Core,
  call: Call,
  finish: (done: Performed) => T,
): Promise<T> {
  const state = startCall(core, call);
  const { method, expects } = call;
  const onEnd: ClientRequest["onEnd"] = [];
  let answer: ClientResponse | undefined;
  let value: unknown;
  let result: T | undefined;
  let failure: Tmf654Error | undefined;
  try {
    const send = compose(core.middleware, (request) => sendWithRetries(core, state, request));
    answer = await send(requestOf(core, state, onEnd));
    const { status, headers } = answer;
    // A repeated DELETE that finds nothing: the first one did it.
    const isDone = isSuccess(status) || (state.unknown && status === 404 && method === "DELETE");
    if (isDone || (status && expects === "raw")) {
      state.unknown = method !== "GET";
      value = readAnswer(core, call, answer);
      if (core.options.validation) value = await value;
      state.unknown = false;
    } else {
      // After an attempt of unknown outcome another refusal may be the second attempt's own; only
      // one that the server marks as the replay of its first answer settles it.
      if (headers.get("idempotency-replayed") === "true") state.unknown = false;
      throw statusError(core, answer);
    }
    result = finish({ value, answer, state });
  } catch (error) {
    failure = finalError(core, state, error, answer);
  }
  for (const tell of onEnd) {
    try {
      tell(failure);
    } catch {
      // Who only listens must not make a payment look lost.
    }
  }
  if (failure) throw failure;
  return result as T;
}
