import type { ActionFailedError } from "./action-failed-error.ts";
import type { AbortedError, NetworkError, ParseError, TimeoutError } from "./call-errors.ts";
import type {
  BadRequestError,
  ConflictError,
  ForbiddenError,
  MethodNotAllowedError,
  NotFoundError,
  RateLimitedError,
  ServerError,
  UnauthorizedError,
} from "./status-errors.ts";
import type { Tmf654Error } from "./tmf654-error.ts";
import type { UnknownOutcomeError } from "./unknown-outcome-error.ts";

/** Every error class by its `name`. */
export interface Tmf654Errors {
  BadRequestError: BadRequestError;
  UnauthorizedError: UnauthorizedError;
  ForbiddenError: ForbiddenError;
  NotFoundError: NotFoundError;
  MethodNotAllowedError: MethodNotAllowedError;
  ConflictError: ConflictError;
  RateLimitedError: RateLimitedError;
  ServerError: ServerError;
  NetworkError: NetworkError;
  TimeoutError: TimeoutError;
  AbortedError: AbortedError;
  ParseError: ParseError;
  UnknownOutcomeError: UnknownOutcomeError;
  ActionFailedError: ActionFailedError;
}

/** Is it one of ours? True across realms, and between the ESM and the CJS copy of this package. */
export function isTmf654Error(error: unknown): error is Tmf654Error;
/** Is it the one of ours with this name? */
export function isTmf654Error<Name extends keyof Tmf654Errors>(
  error: unknown,
  name: Name,
): error is Tmf654Errors[Name];
export function isTmf654Error(error: unknown, name?: string): boolean {
  const candidate = error as Partial<Tmf654Error> | null | undefined;
  return candidate?.tmf654 === true && (name === undefined || candidate.name === name);
}
