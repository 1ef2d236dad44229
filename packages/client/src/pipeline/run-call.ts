import { isTmf654Error } from "../errors/is-tmf654-error.ts";
import { Tmf654Error } from "../errors/tmf654-error.ts";
import { sendWithRetries } from "./attempts.ts";
import type { CallState, ClientCall, ClientCore } from "./client-call.ts";
import {
  type ClientRequest,
  type ClientResponse,
  composeMiddleware,
  requestIdOf,
} from "./middleware.ts";
import { createStatusError, readResponse } from "./response.ts";
import { isSuccess, retryPolicy } from "./retry.ts";
import { addHeaders, pathSegment } from "./serialize.ts";
import { limitOf } from "./time-limit.ts";

/** A call with its response and result. */
export interface FinishedCall {
  readonly value: unknown;
  readonly response: ClientResponse;
  readonly state: CallState;
}

/**
 * Creates the state of a call with all that is fixed before the first attempt, such as the
 * idempotency key.
 */
function startCall({ options, platform, policy }: ClientCore, call: ClientCall): CallState {
  const { method, options: callOptions } = call;
  const { totalTimeoutMs = options.totalTimeoutMs ?? 90_000, retry } = callOptions;
  const startedAt = platform.now();
  return {
    call,
    policy: retry === undefined ? policy : retryPolicy(options.retry, retry),
    startedAt,
    deadline: startedAt + limitOf(totalTimeoutMs),
    // POST and PATCH have a key. An empty key cannot identify a call, so it is ignored.
    key:
      (call.write &&
        method !== "DELETE" &&
        (callOptions.idempotencyKey || (options.idempotency && platform.newId()))) ||
      undefined,
    attempts: 0,
    sent: false,
    keySent: false,
    inDoubt: false,
  };
}

function buildRequest(
  core: ClientCore,
  { call, key }: CallState,
  onEnd: ClientRequest["onEnd"],
): ClientRequest {
  const { operation, method, options, body, expects, path, search } = call;
  const { baseUrl, keyHeader } = core;
  const headers: Record<string, string> = { ...core.headers };
  if (body !== undefined) headers["content-type"] ??= "application/json";
  addHeaders(headers, call.headers);
  addHeaders(headers, options.headers);
  if (key) headers[keyHeader] = key;
  let ownUrl: string | undefined;
  if (expects !== "raw") {
    // An `id` that is `undefined` is rejected, because the path without an id is another operation.
    ownUrl = baseUrl + path + ("id" in call ? `/${pathSegment(call.id)}` : "");
    const query = search?.();
    if (query) ownUrl += `?${query}`;
  }
  return {
    operation,
    method,
    url: ownUrl ?? path,
    ownUrl,
    baseUrl,
    headers,
    body,
    signal: options.signal,
    attempt: 0,
    idempotencyKey: key,
    onEnd,
  };
}

/**
 * Converts any error into the error for the caller. That error says whether the outcome is
 * unknown.
 */
function createFinalError(
  core: ClientCore,
  state: CallState,
  error: unknown,
  response: ClientResponse | undefined,
): Tmf654Error {
  const { call, attempts, key, inDoubt } = state;
  const { operation, write } = call;
  const facts = {
    operation,
    attempts,
    idempotencyKey: key,
    requestId: response && requestIdOf(response),
  };
  const cause = isTmf654Error(error)
    ? error
    : new Tmf654Error({ message: String(error), cause: error });
  // An error of this client that a middleware rethrows already has its fields.
  if (!cause.operation) {
    Object.assign(cause, facts, { message: `${operation}: ${cause.message}` });
  }
  if (!inDoubt || !write) return cause;
  const { status, message } = cause;
  return write.fail({ ...facts, status, message, cause }, core, state);
}

/**
 * Runs one call through the whole pipeline. Rejects only with a `Tmf654Error`. `finish` creates the
 * result; calling it here saves an await.
 */
export async function runCall<T>(
  core: ClientCore,
  call: ClientCall,
  finish: (done: FinishedCall) => T,
): Promise<T> {
  const state = startCall(core, call);
  const { method, expects } = call;
  const onEnd: ClientRequest["onEnd"] = [];
  let response: ClientResponse | undefined;
  let value: unknown;
  let result: T | undefined;
  let failure: Tmf654Error | undefined;
  try {
    const send = composeMiddleware(core.middleware, (request) =>
      sendWithRetries(core, state, request),
    );
    response = await send(buildRequest(core, state, onEnd));
    const { status, headers } = response;
    // A 404 to a retried DELETE: an earlier attempt deleted the resource.
    const isDone = isSuccess(status) || (state.inDoubt && status === 404 && method === "DELETE");
    if (isDone || (status && expects === "raw")) {
      state.inDoubt = !!call.write;
      value = readResponse(core, call, response);
      if (core.options.validation) value = await value;
      state.inDoubt = false;
    } else {
      // The outcome of an earlier attempt may be unknown, and this refusal may concern only the
      // retry. The outcome is known only if the server replays the first response.
      if (headers.get("idempotency-replayed") === "true") state.inDoubt = false;
      throw createStatusError(core, response);
    }
    result = finish({ value, response, state });
  } catch (error) {
    failure = createFinalError(core, state, error, response);
  }
  for (const listener of onEnd) {
    try {
      listener(failure);
    } catch {
      // An error in a listener must not make a payment look failed.
    }
  }
  if (failure) throw failure;
  return result as T;
}
