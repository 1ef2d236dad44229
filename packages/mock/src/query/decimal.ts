const pattern = /^([+-]?)(\d+(?:\.\d*)?|\.\d+)(?:[eE]([+-]?\d{1,3}))?$/;

/** A decimal number without rounding: `digits` times ten to the power of `exponent`. */
interface Decimal {
  readonly digits: bigint;
  readonly exponent: number;
}

/**
 * Whether a filter accepts a text as a number: at most 400 characters, and an exponent below 1000.
 */
export function isDecimal(text: string): boolean {
  return text.length <= 400 && pattern.test(text);
}

/** Compares two numbers exactly. Returns a negative number, 0 or a positive number. */
export function compareDecimals(left: string, right: string): number {
  const [a, b] = [parseDecimal(left), parseDecimal(right)];
  const exponent = Math.min(a.exponent, b.exponent);
  const difference = toScale(a, exponent) - toScale(b, exponent);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/**
 * Whether doubles compare like the decimals. Up to 15 digits, different decimals have different
 * doubles.
 */
export function isSafeAsDouble(text: string): boolean {
  const digits = text
    .replace(/[eE].*$/, "")
    .replace(/[+\-.]/g, "")
    .replace(/^0+/, "");
  return digits.length <= 15 && !/[eE]/.test(text);
}

function parseDecimal(text: string): Decimal {
  const match = pattern.exec(text);
  if (!match) return { digits: 0n, exponent: 0 };
  const [whole = "", fraction = ""] = (match[2] ?? "").split(".");
  const digits = BigInt(`${whole}${fraction}`);
  const exponent = Number(match[3] ?? 0) - fraction.length;
  return { digits: match[1] === "-" ? -digits : digits, exponent };
}

function toScale(value: Decimal, exponent: number): bigint {
  return value.digits * 10n ** BigInt(value.exponent - exponent);
}
