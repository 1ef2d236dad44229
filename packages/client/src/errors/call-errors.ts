import { Tmf654Error } from "./tmf654-error.ts";

/** No response: the connection failed or broke. `cause` is the runtime's error. */
export class NetworkError extends Tmf654Error {
  override name = "NetworkError";
}

/** No complete response within the time limit, headers and body included. */
export class TimeoutError extends Tmf654Error {
  override name = "TimeoutError";
}

/** The caller's `signal` was aborted. `cause` is the signal's reason. */
export class AbortedError extends Tmf654Error {
  override name = "AbortedError";
}

/** The response body does not match the contract: HTML, incomplete JSON or another shape. */
export class ParseError extends Tmf654Error {
  override name = "ParseError";
}
