/** A function that sends one request. It records the response or the failure and never rejects. */
import type { RecordedCall, RecordedResponse } from "../model/report.ts";
import { type RunPlatform, withTimeLimit } from "../platform.ts";
import { maskHeaders } from "./mask.ts";
import { parseJson, readResponseText } from "./read-response-text.ts";

/** A request below the base URL. */
export interface CaseRequest {
  readonly operation: string;
  readonly method: string;
  /** Encoded path and query. */
  readonly target: string;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly body?: string | undefined;
}

/** Sends a request. */
export type Caller = (request: CaseRequest) => Promise<RecordedCall>;

/** Settings of a caller. */
export interface CallerSettings {
  readonly fetch: typeof globalThis.fetch;
  readonly baseUrl: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  readonly requestsPerSecond: number | undefined;
  readonly platform: RunPlatform;
}

/** A caller for one server. */
export function createCaller(settings: CallerSettings): Caller {
  const { baseUrl, headers, timeoutMs, platform, requestsPerSecond } = settings;
  const waitForTurn = createRateLimit(requestsPerSecond, platform);
  return async ({ operation, method, target, headers: requestHeaders = {}, body }) => {
    const sentHeaders: Record<string, string> = {
      accept: "application/json",
      ...lowerCaseNames(headers),
    };
    if (body !== undefined) sentHeaders["content-type"] = "application/json";
    for (const [name, value] of Object.entries(lowerCaseNames(requestHeaders))) {
      if (value === "") delete sentHeaders[name];
      else sentHeaders[name] = value;
    }
    const url = `${baseUrl}${target}`;
    const request = {
      method,
      url,
      headers: maskHeaders(sentHeaders),
      ...(body !== undefined && { body }),
    };
    await waitForTurn();
    const startedAt = platform.now();
    const elapsedMs = (): number => platform.now() - startedAt;
    try {
      const timeoutText = `no response within ${timeoutMs} ms`;
      const response = await withTimeLimit(timeoutMs, timeoutText, (signal) =>
        fetchWhole(settings.fetch, url, {
          method,
          headers: sentHeaders,
          body: body ?? null,
          signal,
        }),
      );
      return { operation, request, response, ms: elapsedMs() };
    } catch (error) {
      return { operation, request, error: errorText(error), ms: elapsedMs() };
    }
  };
}

/** Delays requests when a rate is set: each request waits for the one before. */
function createRateLimit(rate: number | undefined, platform: RunPlatform): () => Promise<void> {
  if (rate === undefined) return async () => {};
  let nextStartTime = 0;
  return async () => {
    const now = platform.now();
    const startTime = Math.max(now, nextStartTime);
    nextStartTime = startTime + 1000 / rate;
    if (startTime > now) await platform.sleep(startTime - now);
  };
}

async function fetchWhole(
  fetch: typeof globalThis.fetch,
  url: string,
  init: RequestInit,
): Promise<RecordedResponse> {
  // A redirect is a normal response: the run does not follow it and sends no credentials there.
  const response = await fetch(url, { ...init, redirect: "manual" });
  const text = await readResponseText(response);
  const headers = maskHeaders(Object.fromEntries(response.headers));
  const body = parseJson(text);
  return { status: response.status, headers, text, ...(body !== undefined && { body }) };
}

function lowerCaseNames(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
}

/** The error message, with the cause that Node adds to its message "fetch failed". */
function errorText(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  if (!(cause instanceof Error)) return error.message;
  return `${error.message}: ${cause.message || ("code" in cause ? String(cause.code) : "")}`;
}
