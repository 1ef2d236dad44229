import { Tmf654Error } from "./tmf654-error.ts";

/**
 * The error of an invalid request: any 4xx without a class of its own, or a request that the client
 * rejected before sending.
 */
export class BadRequestError extends Tmf654Error {
  override name = "BadRequestError";
}

/** The error for 401. If there is a token provider, the client has already tried one new token. */
export class UnauthorizedError extends Tmf654Error {
  override name = "UnauthorizedError";
}

/** The error for 403: the credentials do not allow the operation. */
export class ForbiddenError extends Tmf654Error {
  override name = "ForbiddenError";
}

/** The error for 404: the resource does not exist. */
export class NotFoundError extends Tmf654Error {
  override name = "NotFoundError";
}

/** The error for 405: this server does not support the operation. */
export class MethodNotAllowedError extends Tmf654Error {
  override name = "MethodNotAllowedError";
}

/**
 * The error for 409: the server refused the action and did not change the balance. `code` is the
 * reason.
 */
export class ConflictError extends Tmf654Error {
  override name = "ConflictError";
}

/** The error for 429, after the retries. `retryAfterMs` is the delay that the server requests. */
export class RateLimitedError extends Tmf654Error {
  override name = "RateLimitedError";
}

/**
 * The error for 5xx and redirects. The client follows no redirect, so that credentials stay within
 * the origin.
 */
export class ServerError extends Tmf654Error {
  override name = "ServerError";
}
