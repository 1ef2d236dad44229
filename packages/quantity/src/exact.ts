/**
 * A whole `coefficient` × 10^`exponent`, in one form per value. The exponent is 0 if possible, else
 * negative. The coefficient is a bigint only if no safe integer can hold it.
 */
export interface ExactDecimal {
  readonly coefficient: number | bigint;
  readonly exponent: number;
}

/** 10^n for a whole n that is not negative. */
export const powerOfTen = (n: number): bigint => 10n ** BigInt(n);

/** Converts a value to its canonical form. */
export function normalizeDecimal(coefficient: bigint, exponent: number): ExactDecimal {
  let digits = exponent > 0 ? coefficient * powerOfTen(exponent) : coefficient;
  let power = Math.min(exponent, 0);
  while (power < 0 && digits % 10n === 0n) {
    digits /= 10n;
    power += 1;
  }
  const number = Number(digits);
  return { coefficient: Number.isSafeInteger(number) ? number : digits, exponent: power };
}

/** The coefficient of a value for a given `exponent`, which is not above the value's own. */
export const coefficientAt = (value: ExactDecimal, exponent: number): bigint =>
  BigInt(value.coefficient) * powerOfTen(value.exponent - exponent);

/**
 * The value of a number's decimal text, times `factor`: 0.1 is one tenth, although the binary
 * number is not. JSON carries the shortest text that reads back as the same number.
 */
export function parseExact(
  value: number,
  factor: number,
): ExactDecimal | "notFinite" | "tooManyDigits" {
  const scale = factor === 1e6 ? 1e6 : 1e3;
  const scaled = Math.round(value * scale);
  // Two different decimals of 15 digits never read as the same number. So if this decimal reads as
  // `value`, it is the text.
  if (scaled / scale === value && Math.abs(scaled) < 1e15) {
    if (scale === factor) return { coefficient: scaled + 0, exponent: 0 };
    const product = scaled * factor;
    if (Number.isSafeInteger(product) && product % scale === 0) {
      return { coefficient: product / scale + 0, exponent: 0 };
    }
  }
  if (!Number.isFinite(value)) return "notFinite";
  const [mantissa = "", power] = value.toExponential().split("e");
  const fraction = mantissa.replace(/-?.\.?/, "").length;
  if (fraction > 14) return "tooManyDigits";
  return normalizeDecimal(
    BigInt(mantissa.replace(".", "")) * BigInt(factor),
    Number(power) - fraction,
  );
}
