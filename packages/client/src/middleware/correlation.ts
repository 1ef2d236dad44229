import type { Middleware } from "../pipeline/types.ts";
import { defaultPlatform } from "../platform.ts";

/** How a call is named to the server. */
export interface CorrelationOptions {
  /** Default: `X-Correlation-ID`. */
  readonly header?: string;
  /** Default: a UUID for each call. */
  readonly newId?: () => string;
}

/**
 * Names each call in a header, the same on every attempt, so that its traces can be found at the
 * server. Belongs in `middleware`, not in `attemptMiddleware`.
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
