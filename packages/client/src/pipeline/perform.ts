import { isTmf654Error } from "../errors/guard.ts";
import { Tmf654Error } from "../errors/tmf654-error.ts";
import { UnknownOutcomeError } from "../errors/unknown-outcome-error.ts";
import { callFacts, readAnswer, statusError } from "./answer.ts";
import { sendWithRetries } from "./attempts.ts";
import { abortedError } from "./bounded.ts";
import { type CallSpec, type CallState, type Core, idempotencyHeader, startCall } from "./call.ts";
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

function requestOf(core: Core, state: CallState, outgoing: Outgoing): ClientRequest {
  const { options, baseUrl } = core;
  const { spec, key } = state;
  const headers: Record<string, string> = { accept: "application/json" };
  const sources = [options.headers, outgoing.headers, spec.options.headers];
  if (outgoing.body !== undefined) headers["content-type"] = "application/json";
  for (const source of sources) {
    for (const name in source) headers[name.toLowerCase()] = source[name] as string;
  }
  if (key !== undefined) headers[idempotencyHeader(options)] = key;
  return {
    operation: spec.operation,
    method: outgoing.method,
    url: outgoing.url,
    baseUrl,
    headers,
    body: outgoing.body,
    signal: spec.options.signal,
    attempt: 0,
    idempotencyKey: key,
  };
}

/**
 * After an attempt of unknown outcome only a success, or a refusal that the server marks as the
 * replay of its first answer, says what happened: another refusal may be the second attempt's own.
 */
function settlesOutcome({ status, headers }: ClientResponse): boolean {
  return (status >= 200 && status < 300) || headers.get("idempotency-replayed") === "true";
}

/** Turns what went wrong into what the caller must know: above all whether the write was done. */
function finalError(state: CallState, error: unknown): Tmf654Error {
  const facts = callFacts(state);
  const known = isTmf654Error(error)
    ? Object.assign(error, { attempts: state.attempts, idempotencyKey: state.key })
    : new Tmf654Error({ ...facts, message: `${facts.operation}: ${error}`, cause: error });
  if (!state.unknown || isTmf654Error(error, "UnknownOutcomeError")) return known;
  return new UnknownOutcomeError({
    ...facts,
    status: known.status,
    message: `${known.message}; whether the server did it is unknown, and it was not sent again`,
    cause: known,
  });
}

/** One call from request to value, through every layer. Rejects with a `Tmf654Error` only. */
export async function perform(core: Core, spec: CallSpec, outgoing: Outgoing): Promise<Performed> {
  const state = startCall(core, spec, outgoing.method);
  try {
    const { signal } = spec.options;
    if (signal?.aborted) throw abortedError(spec.operation, signal);
    const send = compose(core.options.middleware ?? [], (request) =>
      sendWithRetries(core, state, request),
    );
    const answer = await send(requestOf(core, state, outgoing));
    const { status, headers } = answer;
    state.requestId = headers.get("x-request-id") ?? headers.get("x-correlation-id") ?? undefined;
    if (spec.expects === "raw" && status >= 200) return { value: undefined, answer, state };
    const ok = status >= 200 && status < 300;
    const deleted = state.unknown && status === 404 && outgoing.method === "DELETE";
    if (ok || deleted) {
      state.unknown = outgoing.method !== "GET";
      const value = await readAnswer(core, state, answer);
      return { value, answer, state };
    }
    if (settlesOutcome(answer)) state.unknown = false;
    throw statusError(core, state, answer);
  } catch (error) {
    throw finalError(state, error);
  }
}
