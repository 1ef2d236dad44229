import type { ClientOptions } from "./options.ts";
import type { Core } from "./pipeline/call.ts";
import { retryPolicy } from "./pipeline/retry.ts";
import { defaultPlatform } from "./platform.ts";
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
  const baseUrl = options.baseUrl.replace(/\/+$/, "");
  const platform = {
    ...defaultPlatform,
    ...(options.fetch ? { fetch: options.fetch } : {}),
    ...options.platform,
  };
  const core = { options, baseUrl, platform, budget: { left: retryPolicy(options.retry).budget } };
  return { core, send: createTransport(core) };
}
