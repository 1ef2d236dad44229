/**
 * The reason why an amount or an operation is impossible:
 * - `notFinite`: NaN, Infinity, or beyond what a number can hold.
 * - `tooManyDigits`: more than the 15 significant digits that a JSON number carries safely.
 * - `missing`: a Quantity or Money without its amount or its unit.
 * - `unknownUnit`: an unknown unit, or a unit of another kind.
 * - `dimensionMismatch`: two amounts, or an amount and a unit, of different dimensions.
 * - `needsRounding`: the amount has more decimals than its shares: round it first.
 * - `invalidWeights`: a weight is negative or not finite, or all weights are 0.
 */
export type QuantityErrorCode =
  | "notFinite"
  | "tooManyDigits"
  | "missing"
  | "unknownUnit"
  | "dimensionMismatch"
  | "needsRounding"
  | "invalidWeights";

/**
 * The error of a function on amounts that has no exact result. `code` is stable; the text is not.
 */
export class QuantityError extends Error {
  override readonly name = "QuantityError";
  readonly code: QuantityErrorCode;

  constructor(code: QuantityErrorCode, about: string) {
    super(`${code}: ${about}`);
    this.code = code;
  }
}

/** Whether a value is a `QuantityError`, also from another copy of this package. */
export function isQuantityError(error: unknown): error is QuantityError {
  return typeof error === "object" && (error as Error | null)?.name === "QuantityError";
}
