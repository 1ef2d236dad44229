import type { MockResponse } from "../ports/http-message.ts";
import type { HttpProfile } from "../ports/http-profile.ts";
import { LimitedMap } from "../ports/limited-map.ts";
import { createLimitWatch, type LimitWatch } from "../ports/limits.ts";
import { errorResponse } from "./responses.ts";

/** A counter of the requests of each credential, in fixed windows of the mock's clock. */
export interface RateLimiter {
  /** Counts one request. Returns the 429 response if the window has too many requests. */
  check(
    rateLimit: HttpProfile["rateLimit"],
    credential: string,
    now: number,
  ): MockResponse | undefined;
  /** Removes all windows. */
  clear(): void;
}

interface RateWindow {
  readonly start: number;
  count: number;
}

/** Creates a limiter, within the limits `rateLimitCredentials` and `rateLimitBytes`. */
export function createRateLimiter(limits: LimitWatch = createLimitWatch()): RateLimiter {
  const names = { entries: "rateLimitCredentials", bytes: "rateLimitBytes" } as const;
  const windows = new LimitedMap<RateWindow>(limits, names);
  const check: RateLimiter["check"] = (rateLimit, credential, now) => {
    if (!rateLimit) return undefined;
    const windowMs = rateLimit.perSeconds * 1000;
    const start = Math.floor(now / windowMs) * windowMs;
    const window = windows.get(credential);
    if (!window || window.start !== start) {
      windows.set(credential, { start, count: 1 });
      return rateLimit.requests < 1
        ? rateLimitResponse(rateLimit, start + windowMs - now)
        : undefined;
    }
    window.count += 1;
    return window.count > rateLimit.requests
      ? rateLimitResponse(rateLimit, start + windowMs - now)
      : undefined;
  };
  return { check, clear: () => windows.clear() };
}

function rateLimitResponse(
  limit: { requests: number; perSeconds: number },
  restMs: number,
): MockResponse {
  const seconds = Math.max(1, Math.ceil(restMs / 1000));
  const message = `More than ${limit.requests} requests in ${limit.perSeconds} s; wait ${seconds} s.`;
  return errorResponse("tooMany", message, { "retry-after": String(seconds) });
}
