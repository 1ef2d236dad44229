import { NetworkError } from "../errors/call-errors.ts";
import { isTmf654Error } from "../errors/guard.ts";
import { bounded, pause } from "./bounded.ts";
import type { CallState, Core } from "./call.ts";
import { provesNotSent } from "./network.ts";
import { backoffMs, isSuccess, leavesUnknown, mayRepeat, retryAfterMs } from "./retry.ts";
import { type ClientRequest, type ClientResponse, compose } from "./types.ts";

/** Scheme and host, without the credentials that a URL may carry. */
const originOf = (url: string): string => url.replace(/^(\w+:\/\/)(?:[^/@]*@)?([^/?]*).*$/, "$1$2");

/** The innermost step: `fetch`, and the whole body. */
async function fetchAll(
  { options, platform, keyHeader }: Core,
  state: CallState,
  { method, url, headers, body, signal }: ClientRequest,
): Promise<ClientResponse> {
  // An attempt that ran out of time while waiting for a token must not send late.
  if (signal?.aborted) throw signal.reason;
  const init = { ...options.fetchOptions, method, headers, signal, redirect: "manual", body };
  state.sent = true;
  // What a middleware took away or wrote over protects nothing.
  state.keyed = state.key !== undefined && headers[keyHeader] === state.key;
  try {
    const answer = await platform.fetch(url, init as never);
    return { status: answer.status, headers: answer.headers, body: await answer.text() };
  } catch (cause) {
    state.sent = !provesNotSent(cause);
    const why = state.sent ? "no answer from" : "no connection to";
    throw new NetworkError({ message: `${why} ${originOf(url)}`, cause });
  }
}

function attempt(core: Core, state: CallState, request: ClientRequest): Promise<ClientResponse> {
  const { options, platform } = core;
  const timeoutMs = state.call.options.timeoutMs ?? options.timeoutMs ?? 30_000;
  const ms = Math.min(timeoutMs, state.deadline - platform.now());
  state.sent = false;
  return bounded({ platform, ms, signal: request.signal }, (signal) =>
    compose(core.perAttempt, (last) => fetchAll(core, state, last))({
      ...request,
      signal,
      attempt: ++state.attempts,
    }),
  );
}

/** Milliseconds to wait before sending again, or `undefined`: it may not, or must not. */
function nextDelay(
  { platform, budget }: Core,
  { policy, attempts, deadline }: CallState,
  answer: ClientResponse | undefined,
  error: unknown,
): number | undefined {
  const transient =
    answer || isTmf654Error(error, "NetworkError") || isTmf654Error(error, "TimeoutError");
  if (!transient || attempts > policy.limit || budget.left < 1) return undefined;
  const now = platform.now();
  const asked = retryAfterMs(answer?.headers.get("retry-after") ?? null, now);
  const delayMs = asked ?? backoffMs(attempts, policy, platform.random());
  const tooLong = (asked ?? 0) > policy.maxRetryAfterMs || now + delayMs >= deadline;
  return tooLong ? undefined : delayMs;
}

/** Sends, and sends again while that is safe and allowed. Notes in `state` what stays unknown. */
export async function sendWithRetries(
  core: Core,
  state: CallState,
  request: ClientRequest,
): Promise<ClientResponse> {
  const { method, operation, signal } = request;
  const { platform, budget } = core;
  const { policy } = state;
  for (;;) {
    let answer: ClientResponse | undefined;
    let error: unknown;
    try {
      answer = await attempt(core, state, request);
    } catch (thrown) {
      error = thrown;
    }
    if (answer && isSuccess(answer.status)) {
      budget.left = Math.min(budget.left + 0.1, core.policy.budget);
      // Until its answer is read: what goes wrong on the way back does not undo a write.
      state.unknown = method !== "GET";
      return answer;
    }
    const status = answer?.status ?? 0;
    const unknown = leavesUnknown(method, status, state.sent, policy);
    state.unknown ||= unknown;
    const delayMs = mayRepeat(status, unknown, state.keyed || method === "DELETE")
      ? nextDelay(core, state, answer, error)
      : undefined;
    if (delayMs === undefined) {
      if (!answer) throw error;
      return answer;
    }
    budget.left -= 1;
    const end = answer ? { status } : { error };
    policy.onRetry?.({ operation, attempt: state.attempts, delayMs, ...end });
    await pause({ platform, ms: delayMs, signal });
  }
}
