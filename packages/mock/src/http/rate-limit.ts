import type { Answer, HttpProfile } from "../seam.ts";
import { faultAnswer } from "./answers.ts";

/** Counts a request of a credential; the refusal when its window is used up. */
export type RateLimiter = (
  limit: HttpProfile["rateLimit"],
  credential: string,
  now: number,
) => Answer | undefined;

const mostCredentials = 10_000;

/** Fixed windows per credential, by the mock's clock. One mock, one limiter. */
export function createRateLimiter(): RateLimiter {
  const windows = new Map<string, { start: number; count: number }>();
  return (limit, credential, now) => {
    if (!limit) return undefined;
    const length = limit.perSeconds * 1000;
    const start = Math.floor(now / length) * length;
    const window = windows.get(credential);
    if (!window || window.start !== start) {
      if (windows.size >= mostCredentials) windows.clear();
      windows.set(credential, { start, count: 1 });
      return limit.requests < 1 ? refusal(limit, start + length - now) : undefined;
    }
    window.count += 1;
    return window.count > limit.requests ? refusal(limit, start + length - now) : undefined;
  };
}

function refusal(limit: { requests: number; perSeconds: number }, restMs: number): Answer {
  const seconds = Math.max(1, Math.ceil(restMs / 1000));
  const message = `More than ${limit.requests} requests in ${limit.perSeconds} s; wait ${seconds} s.`;
  return faultAnswer("tooMany", message, { "retry-after": String(seconds) });
}
