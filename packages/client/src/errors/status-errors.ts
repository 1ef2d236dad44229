import { Tmf654Error } from "./tmf654-error.ts";

/** The request is invalid: any 4xx without its own class, or rejected before sending. */
export class BadRequestError extends Tmf654Error {
  override name = "BadRequestError";
}

/** 401, after one new token from the provider, if there is one. */
export class UnauthorizedError extends Tmf654Error {
  override name = "UnauthorizedError";
}

/** 403: the credentials do not allow the operation. */
export class ForbiddenError extends Tmf654Error {
  override name = "ForbiddenError";
}

/** 404: the resource does not exist. */
export class NotFoundError extends Tmf654Error {
  override name = "NotFoundError";
}

/** 405: this server does not support the operation. */
export class MethodNotAllowedError extends Tmf654Error {
  override name = "MethodNotAllowedError";
}

/** 409: the server refused the action and did not change the balance; `code` says why. */
export class ConflictError extends Tmf654Error {
  override name = "ConflictError";
}

/** 429, after the retries. `retryAfterMs` is the delay that the server asked for. */
export class RateLimitedError extends Tmf654Error {
  override name = "RateLimitedError";
}

/** 5xx, or a redirect. Redirects are not followed, so that credentials stay within the origin. */
export class ServerError extends Tmf654Error {
  override name = "ServerError";
}
