import type { ClientOptions } from "./options.ts";
import type { Core } from "./pipeline/call.ts";
import { retryPolicy } from "./pipeline/retry.ts";
import { defaultPlatform } from "./platform.ts";
import { lowerCase } from "./query.ts";
import { createTransport, type Transport } from "./transport.ts";

/** What every operation function takes first: the options, what calls share, and the transport. */
export interface Connection {
  readonly core: Core;
  readonly send: Transport;
}

/**
 * Connects the operation functions to a server, for bundles that hold only the operations used:
 * `retrieveBucket(connect({ baseUrl }), id)`. `createClient` is this and all of them.
 */
export function connect(options: ClientOptions): Connection {
  const { idempotency, attemptMiddleware = [], auth } = options;
  const policy = retryPolicy(options.retry);
  const core: Core = {
    options,
    baseUrl: options.baseUrl.replace(/\/+$/, ""),
    platform: {
      ...defaultPlatform,
      ...(options.fetch && { fetch: options.fetch }),
      ...options.platform,
    },
    headers: { accept: "application/json", ...lowerCase(options.headers ?? {}) },
    keyHeader: (typeof idempotency === "object"
      ? idempotency.header
      : "Idempotency-Key"
    ).toLowerCase(),
    policy,
    perAttempt: auth ? [...attemptMiddleware, auth] : attemptMiddleware,
    budget: { left: policy.budget },
  };
  return { core, send: createTransport(core) };
}
