/** Exact decimal arithmetic on JSON numbers: 0.1 + 0.2 is 0.3. */

interface Scaled {
  readonly digits: bigint;
  readonly places: number;
}

const NUMBER = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/i;

/** A number as digits and decimal places; undefined for other texts. */
function toScaled(value: number): Scaled | undefined {
  const match = NUMBER.exec(String(value));
  if (match === null) return undefined;
  const [, sign = "", whole = "", fraction = "", exponent = "0"] = match;
  const places = fraction.length - Number(exponent);
  const digits = BigInt(`${sign}${whole}${fraction}`);
  return places >= 0 ? { digits, places } : { digits: digits * 10n ** BigInt(-places), places: 0 };
}

function alignScales(left: Scaled, right: Scaled): readonly [bigint, bigint, number] {
  const places = Math.max(left.places, right.places);
  const scaleDigits = ({ digits, places: ownPlaces }: Scaled): bigint =>
    digits * 10n ** BigInt(places - ownPlaces);
  return [scaleDigits(left), scaleDigits(right), places];
}

function toNumber(digits: bigint, places: number): number {
  const sign = digits < 0n ? "-" : "";
  const text = (digits < 0n ? -digits : digits).toString().padStart(places + 1, "0");
  const integerDigits = text.slice(0, text.length - places);
  return Number(`${sign}${integerDigits}.${text.slice(text.length - places) || "0"}`);
}

/** The exact sum; NaN when a part is not a finite number. */
export function addExactly(summands: readonly number[]): number {
  let [digits, places] = [0n, 0];
  for (const part of summands) {
    const scaledPart = toScaled(part);
    if (scaledPart === undefined) return Number.NaN;
    const [left, right, common] = alignScales({ digits, places }, scaledPart);
    [digits, places] = [left + right, common];
  }
  return toNumber(digits, places);
}

/** `left - right`, exactly. */
export function subtractExactly(left: number, right: number): number {
  return addExactly([left, -right]);
}

/** The largest multiple of 0.01 (or of 1) that fits `partCount` times into the amount. */
export function shareOf(amount: number, partCount: number, places: number): number {
  const value = toScaled(amount);
  if (value === undefined) return Number.NaN;
  const [digits] = alignScales({ ...value }, { digits: 0n, places });
  const common = Math.max(value.places, places);
  const steps = digits / 10n ** BigInt(common - places) / BigInt(partCount);
  return toNumber(steps, places);
}
