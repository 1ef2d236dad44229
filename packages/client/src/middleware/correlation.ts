import type { Middleware } from "../pipeline/middleware.ts";
import { defaultPlatform } from "../platform/platform.ts";

/** The options of `correlation`. */
export interface CorrelationOptions {
  /** The name of the header. Default: `X-Correlation-ID`. */
  readonly header?: string | undefined;
  /** The function that creates an id. Default: a UUID for each call. */
  readonly newId?: (() => string) | undefined;
}

/**
 * A middleware that adds a correlation id, the same for every attempt of a call. Use it in
 * `middleware`, not in `attemptMiddleware`.
 */
export function correlation({
  header = "X-Correlation-ID",
  newId = defaultPlatform.newId,
}: CorrelationOptions = {}): Middleware {
  const name = header.toLowerCase();
  return (request, next) => {
    const headers = { ...request.headers };
    headers[name] ??= newId();
    return next({ ...request, headers });
  };
}
