import type { DebitFailedError, ReservationWithoutEndError } from "../reservations/errors.ts";
import type { WrittenResources } from "../types/requests.ts";
import type { ActionFailedError } from "./action-failed-error.ts";
import type { AbortedError, NetworkError, ParseError, TimeoutError } from "./call-errors.ts";
import type { InvalidOptionsError } from "./invalid-options-error.ts";
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
export interface Tmf654ErrorMap {
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
  InvalidOptionsError: InvalidOptionsError;
  DebitFailedError: DebitFailedError;
  ReservationWithoutEndError: ReservationWithoutEndError;
}

/**
 * Whether a value is an error of this client. Works across realms and between the ESM and CJS
 * copies of this package.
 */
export function isTmf654Error(error: unknown): error is Tmf654Error;
/** Whether a value is the error of this client with the given name. */
export function isTmf654Error<Name extends keyof Tmf654ErrorMap>(
  error: unknown,
  name: Name,
): error is Tmf654ErrorMap[Name];
/** Whether a value is the `UnknownOutcomeError` of one operation. */
export function isTmf654Error<Operation extends keyof WrittenResources>(
  error: unknown,
  name: "UnknownOutcomeError",
  operation: Operation,
): error is UnknownOutcomeError<WrittenResources[Operation]>;
export function isTmf654Error(error: unknown, name?: string, operation?: string): boolean {
  const candidate = error as Partial<Tmf654Error> | null | undefined;
  return (
    candidate?.tmf654 === true &&
    (name ?? candidate.name) === candidate.name &&
    (operation ?? candidate.operation) === candidate.operation
  );
}
