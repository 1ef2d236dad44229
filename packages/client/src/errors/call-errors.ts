import { Tmf654Error } from "./tmf654-error.ts";

/**
 * The error without a response: the connection failed or broke. `cause` is the runtime's error.
 */
export class NetworkError extends Tmf654Error {
  override name = "NetworkError";
}

/** The error when no complete response arrives within the time limit. */
export class TimeoutError extends Tmf654Error {
  override name = "TimeoutError";
}

/** The error when the caller's `signal` is aborted. `cause` is the signal's reason. */
export class AbortedError extends Tmf654Error {
  override name = "AbortedError";
}

/**
 * The error when the response body does not match the contract: HTML, incomplete JSON or another
 * shape.
 */
export class ParseError extends Tmf654Error {
  override name = "ParseError";
}
