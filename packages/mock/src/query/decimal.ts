const pattern = /^([+-]?)(\d+(?:\.\d*)?|\.\d+)(?:[eE]([+-]?\d{1,3}))?$/;

/** A decimal number without rounding: `digits` times ten to the power of `exponent`. */
interface Decimal {
  readonly digits: bigint;
  readonly exponent: number;
}

/** True for what a filter may give as a number: at most 400 characters, exponent below 1000. */
export function isDecimal(text: string): boolean {
  return text.length <= 400 && pattern.test(text);
}

/** Negative, zero or positive, as `left` is below, at or above `right`; exact at any length. */
export function compareDecimals(left: string, right: string): number {
  const [a, b] = [parse(left), parse(right)];
  const exponent = Math.min(a.exponent, b.exponent);
  const difference = toScale(a, exponent) - toScale(b, exponent);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/**
 * True when doubles compare like the decimals. Up to 15 digits, no two decimals share a double.
 */
export function isSafeAsDouble(text: string): boolean {
  const digits = text
    .replace(/[eE].*$/, "")
    .replace(/[+\-.]/g, "")
    .replace(/^0+/, "");
  return digits.length <= 15 && !/[eE]/.test(text);
}

function parse(text: string): Decimal {
  const parts = pattern.exec(text);
  if (!parts) return { digits: 0n, exponent: 0 };
  const [whole = "", fraction = ""] = (parts[2] ?? "").split(".");
  const digits = BigInt(`${whole}${fraction}`);
  const exponent = Number(parts[3] ?? 0) - fraction.length;
  return { digits: parts[1] === "-" ? -digits : digits, exponent };
}

function toScale(value: Decimal, exponent: number): bigint {
  return value.digits * 10n ** BigInt(value.exponent - exponent);
}
