import { NetworkError } from "../errors/call-errors.ts";
import { isTmf654Error } from "../errors/guard.ts";
import { bounded, pause } from "./bounded.ts";
import type { CallState, Core } from "./call.ts";
import { provesNotSent } from "./network.ts";
import {
  type AttemptEnd,
  backoffMs,
  leavesUnknown,
  mayRepeat,
  retryAfterMs,
  retryBudget,
} from "./retry.ts";
import { type ClientRequest, type ClientResponse, compose, type Next } from "./types.ts";

type Settled = { response: ClientResponse; error?: never } | { response?: never; error: unknown };

/** The innermost step: `fetch`, and the whole body. */
function sender(core: Core, state: CallState): Next {
  return async ({ method, url, headers, body, signal, operation }) => {
    // An attempt that ran out of time while waiting for a token must not send late.
    if (signal?.aborted) throw signal.reason;
    const init = { ...core.options.fetchOptions, method, headers, redirect: "manual" };
    state.sent = true;
    try {
      const answer = await core.platform.fetch(
        url,
        Object.assign(init, body === undefined ? { signal } : { signal, body }) as never,
      );
      return { status: answer.status, headers: answer.headers, body: await answer.text() };
    } catch (cause) {
      state.sent = !provesNotSent(cause);
      const detail = state.sent ? "the connection broke" : "no connection could be made";
      throw new NetworkError({ message: `${operation}: ${detail}`, operation, cause });
    }
  };
}

function attempt(core: Core, state: CallState, request: ClientRequest): Promise<ClientResponse> {
  const { options, platform } = core;
  const middleware = [
    ...(options.attemptMiddleware ?? []),
    ...(options.auth ? [options.auth] : []),
  ];
  const timeoutMs = state.spec.options.timeoutMs ?? options.timeoutMs ?? 30_000;
  state.sent = false;
  const ms = Math.max(0, Math.min(timeoutMs, state.deadline - platform.now()));
  const { operation, signal } = request;
  return bounded({ platform, ms, signal, operation }, (bound) =>
    compose(
      middleware,
      sender(core, state),
    )({
      ...request,
      signal: bound,
      attempt: ++state.attempts,
    }),
  );
}

/** Milliseconds to wait before sending again, or `undefined`: this was the end. */
function nextDelay(core: Core, state: CallState, end: AttemptEnd, settled: Settled) {
  const { policy, attempts, deadline } = state;
  const { platform, budget } = core;
  const { error, response } = settled;
  const transient =
    error === undefined ||
    isTmf654Error(error, "NetworkError") ||
    isTmf654Error(error, "TimeoutError");
  if (!transient || attempts > policy.limit || !mayRepeat(end, policy)) return undefined;
  const asked = response && retryAfterMs(response.headers.get("retry-after"), platform.now());
  if (asked !== undefined && asked > policy.maxRetryAfterMs) return undefined;
  const delay = asked ?? backoffMs(attempts, policy, platform.random());
  if (platform.now() + delay >= deadline || budget.left < 1) return undefined;
  budget.left -= 1;
  return delay;
}

/** Sends, and sends again while that is safe and allowed. Notes in `state` what stays unknown. */
export async function sendWithRetries(
  core: Core,
  state: CallState,
  request: ClientRequest,
): Promise<ClientResponse> {
  const { method, operation, signal } = request;
  const { platform, options, budget } = core;
  for (;;) {
    const settled: Settled = await attempt(core, state, request).then(
      (response) => ({ response }),
      (error) => ({ error }),
    );
    const status = settled.response?.status;
    const end = { method, status, idempotent: state.key !== undefined, notSent: !state.sent };
    state.unknown ||= leavesUnknown(end, state.policy);
    if (status !== undefined && status < 400) {
      budget.left = Math.min(budget.left + 0.1, retryBudget(options.retry));
    }
    const delayMs = nextDelay(core, state, end, settled);
    if (delayMs === undefined) {
      if (settled.response) return settled.response;
      throw settled.error;
    }
    const { onRetry } = { ...options.retry, ...state.spec.options.retry };
    onRetry?.({
      operation,
      attempt: state.attempts,
      delayMs,
      ...(status === undefined ? { error: settled.error } : { status }),
    });
    await pause({ platform, ms: delayMs, signal, operation });
  }
}
