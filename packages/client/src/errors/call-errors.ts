import { Tmf654Error } from "./tmf654-error.ts";

/** No answer: the connection could not be made, or broke. `cause` is the runtime's error. */
export class NetworkError extends Tmf654Error {
  override name = "NetworkError";
}

/** No complete answer in time; headers and body count alike. */
export class TimeoutError extends Tmf654Error {
  override name = "TimeoutError";
}

/** The caller's `signal` was aborted. `cause` is the signal's reason. */
export class AbortedError extends Tmf654Error {
  override name = "AbortedError";
}

/** An answer that is not what the contract promises: HTML, half a document, another shape. */
export class ParseError extends Tmf654Error {
  override name = "ParseError";
}
