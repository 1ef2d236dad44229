/**
 * What made an amount or an operation impossible:
 * - `notFinite`: NaN, Infinity, or beyond what a number can hold.
 * - `tooManyDigits`: more than the 15 significant digits that a JSON number carries safely.
 * - `missing`: a Quantity or Money without its amount or its unit.
 * - `unknownUnit`: a text that names no unit, or not the kind of unit asked for.
 * - `dimensionMismatch`: two amounts, or an amount and a unit, that do not go together.
 * - `needsRounding`: the amount has more decimals than its shares: round it first.
 * - `invalidWeights`: negative, not finite, or nothing to share by.
 */
export type QuantityErrorCode =
  | "notFinite"
  | "tooManyDigits"
  | "missing"
  | "unknownUnit"
  | "dimensionMismatch"
  | "needsRounding"
  | "invalidWeights";

/** Thrown by functions on amounts that cannot return an exact result. `code` is stable, the text is not. */
export class QuantityError extends Error {
  override readonly name = "QuantityError";
  readonly code: QuantityErrorCode;

  constructor(code: QuantityErrorCode, about: string) {
    super(`${code}: ${about}`);
    this.code = code;
  }
}

/** Also true for an error of another copy of this package, where `instanceof` is not. */
export function isQuantityError(error: unknown): error is QuantityError {
  return typeof error === "object" && (error as Error | null)?.name === "QuantityError";
}
