/**
 * What made an amount or an operation impossible:
 * - `notFinite`: NaN, Infinity, or beyond what a number can hold.
 * - `tooManyDigits`: more than the 15 significant digits that a JSON number carries safely.
 * - `missing`: a Quantity or Money without its amount or its unit.
 * - `unknownUnit`: a text that names no unit, or not the kind of unit asked for.
 * - `dimensionMismatch`: two amounts, or an amount and a unit, that do not go together.
 * - `notWholePieces`: an amount finer than the pieces it is to be shared out in.
 * - `badWeights`: negative, not finite, or nothing to share by.
 */
export type QuantityErrorCode =
  | "notFinite"
  | "tooManyDigits"
  | "missing"
  | "unknownUnit"
  | "dimensionMismatch"
  | "notWholePieces"
  | "badWeights";

/** Thrown by functions on amounts that cannot answer exactly. `code` is stable, the text is not. */
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
