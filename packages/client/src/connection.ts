import type { ClientOptions } from "./options.ts";
import type { Core } from "./pipeline/call.ts";
import { retryPolicy } from "./pipeline/retry.ts";
import { defaultPlatform } from "./platform.ts";
import { addHeaders } from "./query.ts";

/** What every operation function takes first. Made by `connect`; what is in it may change. */
export interface Connection extends Core {}

/**
 * Connects the operation functions to a server, for bundles that hold only the operations used:
 * `retrieveBucket(connect({ baseUrl }), id)`. `createClient` is this and all of them.
 */
export function connect(options: ClientOptions): Connection {
  const { baseUrl, fetch, idempotency, middleware = [], attemptMiddleware = [], auth } = options;
  const policy = retryPolicy(options.retry);
  const header = typeof idempotency === "object" ? idempotency.header : "Idempotency-Key";
  return {
    options,
    baseUrl: baseUrl.replace(/\/+$/, ""),
    platform: { ...defaultPlatform, ...(fetch && { fetch }), ...options.platform },
    headers: addHeaders({ accept: "application/json" }, options.headers),
    keyHeader: header.toLowerCase(),
    policy,
    middleware,
    perAttempt: auth ? [...attemptMiddleware, auth] : attemptMiddleware,
    budget: { left: policy.budget },
  };
}
