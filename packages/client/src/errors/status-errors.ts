import { Tmf654Error } from "./tmf654-error.ts";

/** The request was wrong: any 4xx without a class of its own, or refused before sending. */
export class BadRequestError extends Tmf654Error {
  override name = "BadRequestError";
}

/** 401, after one refresh of the token where there is a provider. */
export class UnauthorizedError extends Tmf654Error {
  override name = "UnauthorizedError";
}

/** 403. */
export class ForbiddenError extends Tmf654Error {
  override name = "ForbiddenError";
}

/** 404. */
export class NotFoundError extends Tmf654Error {
  override name = "NotFoundError";
}

/** 405: this server does not offer the operation. */
export class MethodNotAllowedError extends Tmf654Error {
  override name = "MethodNotAllowedError";
}

/** 409: refused, and `code` says why; the balance is as it was. */
export class ConflictError extends Tmf654Error {
  override name = "ConflictError";
}

/** 429, after the retries. `retryAfterMs` is the server's wish. */
export class RateLimitedError extends Tmf654Error {
  override name = "RateLimitedError";
}

/** 5xx, or a redirect: redirects are not followed, so that no credential leaves the origin. */
export class ServerError extends Tmf654Error {
  override name = "ServerError";
}
