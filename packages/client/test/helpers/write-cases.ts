import type { ClientOptions } from "@tmf654/client";
import { createFetchError, type Reply } from "./fake-server.ts";

export const createdReply = { status: 201, body: { id: "t1", status: "completed" } };
export const connectionReset = createFetchError({ code: "ECONNRESET" });
const connectionRefused = createFetchError({ code: "ECONNREFUSED", syscall: "connect" });
const unknownHost = createFetchError({ code: "ENOTFOUND", syscall: "getaddrinfo" });
export const withKeys: Partial<ClientOptions> = { idempotency: true };
const on503: Partial<ClientOptions> = { retry: { retryWritesOn503: true } };
const patchedReply = { body: { id: "t1", status: "cancelled" } };
const deletedReply: Reply = { status: 204 };
export const statusReply = (code: number, headers = {}): Reply => ({ status: code, headers });
const replayedConflict = statusReply(409, { "idempotency-replayed": "true" });

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
    replies: [connectionReset, createdReply],
    requests: 1,
    end: "UnknownOutcomeError",
  },
  {
    name: "connection reset, keys supported",
    verb: "create",
    replies: [connectionReset, createdReply],
    options: withKeys,
    requests: 2,
    end: "ok",
  },
  {
    name: "connection resets only, keys supported",
    verb: "create",
    replies: [connectionReset, connectionReset, connectionReset],
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
    replies: [connectionRefused, createdReply],
    requests: 2,
    end: "ok",
  },
  {
    name: "unknown host",
    verb: "create",
    replies: [unknownHost, unknownHost, unknownHost],
    requests: 3,
    end: "NetworkError",
  },
  {
    name: "500",
    verb: "create",
    replies: [statusReply(500), createdReply],
    requests: 1,
    end: "UnknownOutcomeError",
  },
  {
    name: "500, keys supported",
    verb: "create",
    replies: [statusReply(500), createdReply],
    options: withKeys,
    requests: 2,
    end: "ok",
  },
  {
    name: "502",
    verb: "create",
    replies: [statusReply(502), createdReply],
    requests: 1,
    end: "UnknownOutcomeError",
  },
  {
    name: "503",
    verb: "create",
    replies: [statusReply(503), createdReply],
    requests: 1,
    end: "UnknownOutcomeError",
  },
  {
    name: "503, retryWritesOn503",
    verb: "create",
    replies: [statusReply(503), createdReply],
    options: on503,
    requests: 2,
    end: "ok",
  },
  {
    name: "503 only, retryWritesOn503",
    verb: "create",
    replies: [statusReply(503), statusReply(503), statusReply(503)],
    options: on503,
    requests: 3,
    end: "ServerError",
  },
  {
    name: "504",
    verb: "create",
    replies: [statusReply(504), createdReply],
    requests: 1,
    end: "UnknownOutcomeError",
  },
  {
    name: "408",
    verb: "create",
    replies: [statusReply(408), createdReply],
    requests: 1,
    end: "UnknownOutcomeError",
  },
  {
    name: "redirect",
    verb: "create",
    replies: [statusReply(307), createdReply],
    requests: 1,
    end: "UnknownOutcomeError",
  },
  {
    name: "429, then success",
    verb: "create",
    replies: [statusReply(429), createdReply],
    requests: 2,
    end: "ok",
  },
  {
    name: "429 only",
    verb: "create",
    replies: [statusReply(429), statusReply(429), statusReply(429)],
    requests: 3,
    end: "RateLimitedError",
  },
  {
    name: "429, then a connection reset",
    verb: "create",
    replies: [statusReply(429), connectionReset, createdReply],
    requests: 2,
    end: "UnknownOutcomeError",
  },
  {
    name: "400",
    verb: "create",
    replies: [statusReply(400), createdReply],
    options: withKeys,
    requests: 1,
    end: "BadRequestError",
  },
  {
    name: "409",
    verb: "create",
    replies: [statusReply(409), createdReply],
    options: withKeys,
    requests: 1,
    end: "ConflictError",
  },
  {
    name: "connection reset, then 409",
    verb: "create",
    replies: [connectionReset, statusReply(409)],
    options: withKeys,
    requests: 2,
    end: "UnknownOutcomeError",
  },
  {
    name: "connection reset, then 401",
    verb: "create",
    replies: [connectionReset, statusReply(401)],
    options: withKeys,
    requests: 2,
    end: "UnknownOutcomeError",
  },
  {
    name: "connection reset, then the replay of a 409",
    verb: "create",
    replies: [connectionReset, replayedConflict],
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
    replies: [connectionReset, patchedReply],
    requests: 1,
    end: "UnknownOutcomeError",
  },
  {
    name: "connection reset, keys supported",
    verb: "update",
    replies: [connectionReset, patchedReply],
    options: withKeys,
    requests: 2,
    end: "ok",
  },
  {
    name: "500",
    verb: "update",
    replies: [statusReply(500), patchedReply],
    requests: 1,
    end: "UnknownOutcomeError",
  },
  {
    name: "connection reset",
    verb: "delete",
    replies: [connectionReset, deletedReply],
    requests: 2,
    end: "ok",
  },
  {
    name: "connection reset, then 404",
    verb: "delete",
    replies: [connectionReset, statusReply(404)],
    requests: 2,
    end: "ok",
  },
  {
    name: "503, then 404",
    verb: "delete",
    replies: [statusReply(503), statusReply(404)],
    requests: 2,
    end: "ok",
  },
  {
    name: "404",
    verb: "delete",
    replies: [statusReply(404)],
    requests: 1,
    end: "NotFoundError",
  },
  {
    name: "429, then 404",
    verb: "delete",
    replies: [statusReply(429), statusReply(404)],
    requests: 2,
    end: "NotFoundError",
  },
  {
    name: "connection resets only",
    verb: "delete",
    replies: [connectionReset, connectionReset, connectionReset],
    requests: 3,
    end: "UnknownOutcomeError",
  },
  {
    name: "500, no retry",
    verb: "create",
    replies: [statusReply(500)],
    options: { retry: false, ...withKeys },
    requests: 1,
    end: "UnknownOutcomeError",
  },
];
