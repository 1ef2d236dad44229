import { isTmf654Error } from "../errors/guard.ts";
import { Tmf654Error } from "../errors/tmf654-error.ts";
import { UnknownOutcomeError } from "../errors/unknown-outcome-error.ts";
import { lowerCase } from "../query.ts";
import { readAnswer, statusError } from "./answer.ts";
import { sendWithRetries } from "./attempts.ts";
import type { CallSpec, CallState, Core } from "./call.ts";
import { retryPolicy } from "./retry.ts";
import { type ClientRequest, type ClientResponse, compose } from "./types.ts";

/** What the transport hands over: where to, and the serialised body. */
export interface Outgoing {
  readonly method: string;
  readonly url: string;
  readonly body?: string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A finished call. */
export interface Performed {
  readonly value: unknown;
  readonly answer: ClientResponse;
  readonly state: CallState;
}

/** Everything a call decides once, before its first attempt: above all its idempotency key. */
function startCall({ options, platform, policy }: Core, spec: CallSpec, method: string): CallState {
  const { totalTimeoutMs = options.totalTimeoutMs ?? 90_000, idempotencyKey, retry } = spec.options;
  const isWrite = method === "POST" || method === "PATCH";
  return {
    spec,
    policy: retry === undefined ? policy : retryPolicy(options.retry, retry),
    deadline: platform.now() + totalTimeoutMs,
    key: isWrite
      ? (idempotencyKey ?? (options.idempotency ? platform.newId() : undefined))
      : undefined,
    attempts: 0,
    sent: false,
    unknown: false,
  };
}

function requestOf(core: Core, { spec, key }: CallState, out: Outgoing): ClientRequest {
  const { method, url, body } = out;
  const headers: Record<string, string> = { ...core.headers };
  if (body) headers["content-type"] ??= "application/json";
  for (const source of [out.headers, spec.options.headers]) {
    if (source) Object.assign(headers, lowerCase(source));
  }
  if (key) headers[core.keyHeader] = key;
  return {
    operation: spec.operation,
    method,
    url,
    baseUrl: core.baseUrl,
    headers,
    body,
    signal: spec.options.signal,
    attempt: 0,
    idempotencyKey: key,
  };
}

const isSuccess = (status: number) => status >= 200 && status < 300;

/** Turns what went wrong into what the caller must know: above all whether the write was done. */
function finalError(
  { spec, attempts, key, unknown }: CallState,
  error: unknown,
  requestId: unknown,
) {
  const { operation } = spec;
  const facts = { operation, attempts, idempotencyKey: key, requestId };
  const cause = isTmf654Error(error)
    ? error
    : new Tmf654Error({ message: String(error), cause: error });
  // An error that a middleware throws again has its facts already.
  if (!cause.operation) {
    Object.assign(cause, facts, { message: `${operation}: ${cause.message}` });
  }
  if (!unknown) return cause;
  const message = `${cause.message}; whether the server did it is unknown`;
  return new UnknownOutcomeError({ ...facts, status: cause.status, message, cause } as never);
}

/** One call from request to value, through every layer. Rejects with a `Tmf654Error` only. */
export async function perform(core: Core, spec: CallSpec, out: Outgoing): Promise<Performed> {
  const state = startCall(core, spec, out.method);
  let requestId: string | null = null;
  try {
    const { middleware = [] } = core.options;
    const send = compose(middleware, (request) => sendWithRetries(core, state, request));
    const answer = await send(requestOf(core, state, out));
    const { status, headers } = answer;
    requestId = headers.get("x-request-id") ?? headers.get("x-correlation-id");
    if (spec.expects === "raw" && status) return { value: undefined, answer, state };
    // A repeated DELETE that finds nothing: the first one did it.
    if (isSuccess(status) || (state.unknown && status === 404 && out.method === "DELETE")) {
      state.unknown = out.method !== "GET";
      const value = readAnswer(core, spec, answer);
      return { value: core.options.validation ? await value : value, answer, state };
    }
    // After an attempt of unknown outcome another refusal may be the second attempt's own; only one
    // that the server marks as the replay of its first answer settles it.
    if (headers.get("idempotency-replayed") === "true") state.unknown = false;
    throw statusError(core, answer);
  } catch (error) {
    throw finalError(state, error, requestId ?? undefined);
  }
}
