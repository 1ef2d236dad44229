import type { ClientOptions } from "@tmf654/client";
import { fetchFailed, type Reply } from "./fake-server.ts";

export const created = { status: 201, body: { id: "t1", status: "completed" } };
export const reset = fetchFailed({ code: "ECONNRESET" });
const refused = fetchFailed({ code: "ECONNREFUSED", syscall: "connect" });
const unresolved = fetchFailed({ code: "ENOTFOUND", syscall: "getaddrinfo" });
export const withKeys: Partial<ClientOptions> = { idempotency: true };
const on503: Partial<ClientOptions> = { retry: { retryWritesOn503: true } };
const patched = { body: { id: "t1", status: "cancelled" } };
const gone: Reply = { status: 204 };
export const status = (code: number, headers = {}): Reply => ({ status: code, headers });
const replayed = status(409, { "idempotency-replayed": "true" });

type Verb = "create" | "update" | "delete";

/** A write, with the replies of the server and the expected result. */
export interface WriteCase {
  name: string;
  verb: Verb;
  /** The replies of the server, in order. */
  replies: readonly Reply[];
  options?: Partial<ClientOptions>;
  /** The number of requests that the server gets. */
  requests: number;
  /** `ok` or the name of the error. */
  end: string;
}

export const writeCases: readonly WriteCase[] = [
  {
    name: "connection reset",
    verb: "create",
    replies: [reset, created],
    requests: 1,
    end: "UnknownOutcomeError",
  },
  {
    name: "connection reset, keys supported",
    verb: "create",
    replies: [reset, created],
    options: withKeys,
    requests: 2,
    end: "ok",
  },
  {
    name: "connection resets only, keys supported",
    verb: "create",
    replies: [reset, reset, reset],
    options: withKeys,
    requests: 3,
    end: "UnknownOutcomeError",
  },
  {
    name: "failed fetch of a browser",
    verb: "create",
    replies: [new TypeError("Failed to fetch")],
    requests: 1,
    end: "UnknownOutcomeError",
  },
  {
    name: "connection refused",
    verb: "create",
    replies: [refused, created],
    requests: 2,
    end: "ok",
  },
  {
    name: "unknown host",
    verb: "create",
    replies: [unresolved, unresolved, unresolved],
    requests: 3,
    end: "NetworkError",
  },
  {
    name: "500",
    verb: "create",
    replies: [status(500), created],
    requests: 1,
    end: "UnknownOutcomeError",
  },
  {
    name: "500, keys supported",
    verb: "create",
    replies: [status(500), created],
    options: withKeys,
    requests: 2,
    end: "ok",
  },
  {
    name: "502",
    verb: "create",
    replies: [status(502), created],
    requests: 1,
    end: "UnknownOutcomeError",
  },
  {
    name: "503",
    verb: "create",
    replies: [status(503), created],
    requests: 1,
    end: "UnknownOutcomeError",
  },
  {
    name: "503, retryWritesOn503",
    verb: "create",
    replies: [status(503), created],
    options: on503,
    requests: 2,
    end: "ok",
  },
  {
    name: "503 only, retryWritesOn503",
    verb: "create",
    replies: [status(503), status(503), status(503)],
    options: on503,
    requests: 3,
    end: "ServerError",
  },
  {
    name: "504",
    verb: "create",
    replies: [status(504), created],
    requests: 1,
    end: "UnknownOutcomeError",
  },
  {
    name: "408",
    verb: "create",
    replies: [status(408), created],
    requests: 1,
    end: "UnknownOutcomeError",
  },
  {
    name: "redirect",
    verb: "create",
    replies: [status(307), created],
    requests: 1,
    end: "UnknownOutcomeError",
  },
  {
    name: "429, then success",
    verb: "create",
    replies: [status(429), created],
    requests: 2,
    end: "ok",
  },
  {
    name: "429 only",
    verb: "create",
    replies: [status(429), status(429), status(429)],
    requests: 3,
    end: "RateLimitedError",
  },
  {
    name: "429, then a connection reset",
    verb: "create",
    replies: [status(429), reset, created],
    requests: 2,
    end: "UnknownOutcomeError",
  },
  {
    name: "400",
    verb: "create",
    replies: [status(400), created],
    options: withKeys,
    requests: 1,
    end: "BadRequestError",
  },
  {
    name: "409",
    verb: "create",
    replies: [status(409), created],
    options: withKeys,
    requests: 1,
    end: "ConflictError",
  },
  {
    name: "connection reset, then 409",
    verb: "create",
    replies: [reset, status(409)],
    options: withKeys,
    requests: 2,
    end: "UnknownOutcomeError",
  },
  {
    name: "connection reset, then 401",
    verb: "create",
    replies: [reset, status(401)],
    options: withKeys,
    requests: 2,
    end: "UnknownOutcomeError",
  },
  {
    name: "connection reset, then the replay of a 409",
    verb: "create",
    replies: [reset, replayed],
    options: withKeys,
    requests: 2,
    end: "ConflictError",
  },
  {
    name: "incomplete response",
    verb: "create",
    replies: [{ status: 201, body: '{"id":' }],
    requests: 1,
    end: "UnknownOutcomeError",
  },
  {
    name: "200 with the HTML page of a gateway",
    verb: "create",
    replies: [{ body: "<html>" }],
    requests: 1,
    end: "UnknownOutcomeError",
  },
  {
    name: "201 without a body",
    verb: "create",
    replies: [{ status: 201, body: "" }],
    requests: 1,
    end: "UnknownOutcomeError",
  },
  {
    name: "connection reset",
    verb: "update",
    replies: [reset, patched],
    requests: 1,
    end: "UnknownOutcomeError",
  },
  {
    name: "connection reset, keys supported",
    verb: "update",
    replies: [reset, patched],
    options: withKeys,
    requests: 2,
    end: "ok",
  },
  {
    name: "500",
    verb: "update",
    replies: [status(500), patched],
    requests: 1,
    end: "UnknownOutcomeError",
  },
  {
    name: "connection reset",
    verb: "delete",
    replies: [reset, gone],
    requests: 2,
    end: "ok",
  },
  {
    name: "connection reset, then 404",
    verb: "delete",
    replies: [reset, status(404)],
    requests: 2,
    end: "ok",
  },
  {
    name: "503, then 404",
    verb: "delete",
    replies: [status(503), status(404)],
    requests: 2,
    end: "ok",
  },
  {
    name: "404",
    verb: "delete",
    replies: [status(404)],
    requests: 1,
    end: "NotFoundError",
  },
  {
    name: "429, then 404",
    verb: "delete",
    replies: [status(429), status(404)],
    requests: 2,
    end: "NotFoundError",
  },
  {
    name: "connection resets only",
    verb: "delete",
    replies: [reset, reset, reset],
    requests: 3,
    end: "UnknownOutcomeError",
  },
  {
    name: "500, no retry",
    verb: "create",
    replies: [status(500)],
    options: { retry: false, ...withKeys },
    requests: 1,
    end: "UnknownOutcomeError",
  },
];
