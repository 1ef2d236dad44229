import { NetworkError } from "../errors/call-errors.ts";
import { isTmf654Error } from "../errors/is-tmf654-error.ts";
import { maskCredentials } from "../errors/mask.ts";
import { BadRequestError } from "../errors/status-errors.ts";
import type { CallState, ClientCore } from "./client-call.ts";
import { type ClientRequest, type ClientResponse, composeMiddleware } from "./middleware.ts";
import { readLimitedText } from "./read-body.ts";
import { backoffMs, isRetryable, isSuccess, retryAfterMs } from "./retry.ts";
import { findHeaderIssue, isSendableUrl } from "./sendable.ts";
import { limitOf, wait, withTimeLimit } from "./time-limit.ts";

/** The origin of a URL: scheme and host. A URL with credentials is never sent. */
const originOf = (url: string): string => url.split(/[/?#]/, 3).join("/");

/**
 * Sends one request with `fetch` and reads the whole body. This step is the innermost one of the
 * pipeline.
 */
async function fetchAll(
  { options, platform, keyHeader }: ClientCore,
  state: CallState,
  { method, url, headers, body, signal }: ClientRequest,
): Promise<ClientResponse> {
  // An attempt that timed out while waiting for a token must not be sent late.
  if (signal?.aborted) throw signal.reason;
  let message = isSendableUrl(url) ? "" : `invalid URL: ${maskCredentials(url)}; see baseUrl`;
  for (const name in headers)
    message ||= findHeaderIssue(name, headers[name] as string, name === keyHeader) ?? "";
  if (message) {
    state.attempts -= 1;
    throw new BadRequestError({ message, code: "unsendable" });
  }
  const init = { ...options.fetchOptions, method, headers, signal, redirect: "manual", body };
  state.sent = true;
  // If a middleware removed or replaced the key, repeating the request is not safe.
  state.keySent = state.key !== undefined && headers[keyHeader] === state.key;
  try {
    const response = await platform.fetch(url, init as never);
    const text = await readLimitedText(response, options.maxBodyBytes);
    return { status: response.status, headers: response.headers, body: text };
  } catch (cause) {
    if (isTmf654Error(cause)) throw cause;
    state.sent = !state.call.write?.isUnsent(cause);
    throw new NetworkError({ message: `no response from ${originOf(url)}`, cause });
  }
}

function sendAttempt(
  core: ClientCore,
  state: CallState,
  request: ClientRequest,
): Promise<ClientResponse> {
  const { options, platform } = core;
  const timeoutMs = state.call.options.timeoutMs ?? options.timeoutMs ?? 30_000;
  const ms = Math.min(limitOf(timeoutMs), state.deadline - platform.now());
  state.sent = false;
  return withTimeLimit({ platform, ms, signal: request.signal }, (signal) =>
    composeMiddleware(core.perAttempt, (lastRequest) => fetchAll(core, state, lastRequest))({
      ...request,
      signal,
      attempt: ++state.attempts,
    }),
  );
}

/**
 * The milliseconds to wait before the next attempt. `undefined` if there must be no other attempt.
 */
function nextDelay(
  { platform, budget }: ClientCore,
  { policy, attempts, deadline }: CallState,
  response: ClientResponse | undefined,
  error: unknown,
): number | undefined {
  const isTransient =
    response || isTmf654Error(error, "NetworkError") || isTmf654Error(error, "TimeoutError");
  if (!isTransient || attempts > policy.limit || budget.left < 1) return undefined;
  const now = platform.now();
  const requestedDelayMs = retryAfterMs(response?.headers.get("retry-after") ?? null, now);
  const delayMs = requestedDelayMs ?? backoffMs(attempts, policy, platform.random());
  const isTooLong = (requestedDelayMs ?? 0) > policy.maxRetryAfterMs || now + delayMs >= deadline;
  return isTooLong ? undefined : delayMs;
}

/**
 * Sends a request and retries it while that is safe and allowed. Stores in `state` whether the
 * outcome is unknown.
 */
export async function sendWithRetries(
  core: ClientCore,
  state: CallState,
  request: ClientRequest,
): Promise<ClientResponse> {
  const { method, operation, signal } = request;
  const { platform, budget } = core;
  const { policy } = state;
  const { write } = state.call;
  for (;;) {
    let response: ClientResponse | undefined;
    let error: unknown;
    try {
      response = await sendAttempt(core, state, request);
    } catch (thrown) {
      error = thrown;
    }
    if (response && isSuccess(response.status)) {
      budget.left = Math.min(budget.left + 0.1, core.policy.budget);
      // The outcome stays unknown until a response is read. A failed retry does not undo the write.
      state.inDoubt = !!write;
      return response;
    }
    // In a browser a redirect has the status 0.
    const status = response ? response.status || 300 : 0;
    const isOutcomeUnknown = !!write?.isUnknown(status, state.sent, policy);
    state.inDoubt ||= isOutcomeUnknown;
    // The server must not execute a write twice.
    const isRepeatable = !isOutcomeUnknown || state.keySent || method === "DELETE";
    const delayMs =
      isRepeatable && isRetryable(status) ? nextDelay(core, state, response, error) : undefined;
    if (delayMs === undefined) {
      if (!response) throw error;
      return response;
    }
    budget.left -= 1;
    const result = response ? { status } : { error };
    policy.onRetry?.({ operation, attempt: state.attempts, delayMs, ...result });
    await wait({ platform, ms: delayMs, signal });
  }
}
