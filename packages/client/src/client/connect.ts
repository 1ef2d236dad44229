import type { ClientCore } from "../pipeline/client-call.ts";
import { definedOptions, retryPolicy } from "../pipeline/retry.ts";
import { addHeaders } from "../pipeline/serialize.ts";
import { defaultPlatform, type Platform } from "../platform/platform.ts";
import type { ClientOptions } from "./options.ts";

/**
 * The first argument of every operation function. `connect` returns it; its fields are internal.
 */
export interface Connection extends ClientCore {}

/**
 * Creates a connection for the operation functions: `retrieveBucket(connect({ baseUrl }), id)`. A
 * bundle then contains only the operations that the app uses. `createClient` contains all of them.
 */
export function connect(options: ClientOptions): Connection {
  const { baseUrl, fetch, idempotency, middleware = [], attemptMiddleware = [], auth } = options;
  const policy = retryPolicy(options.retry);
  const { header = "Idempotency-Key" } = Object(idempotency) as { header?: string };
  return {
    options,
    baseUrl: String(baseUrl).replace(/\/+$/, ""),
    platform: {
      ...defaultPlatform,
      ...(fetch && { fetch }),
      ...definedOptions(options.platform),
    } as Platform,
    headers: addHeaders({ accept: "application/json" }, options.headers),
    keyHeader: header.toLowerCase(),
    policy,
    middleware,
    perAttempt: auth ? [...attemptMiddleware, auth] : attemptMiddleware,
    budget: { left: policy.budget },
  };
}
