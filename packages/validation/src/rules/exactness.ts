import type { StepsErrorCode } from "@tmf654/quantity";

type Exactness = {
  /** Decimals of the number's shortest text, which is what JSON carries; 0 or less when whole. */
  readonly decimals: number;
  /** Why it is no whole number of steps, if it is none. */
  readonly problem: StepsErrorCode | undefined;
};

/**
 * The same answers as `toSteps` of `@tmf654/quantity`, which makes the steps as well and is three
 * times the code; a test compares them.
 */
export function exactness(amount: number, stepsPerUnit: number): Exactness {
  // Rounded; but what fits, in 15 digits, is never rounded up to what does not, nor the reverse.
  const fits = Number.isSafeInteger(Math.trunc(amount * stepsPerUnit));
  // Most amounts are whole, and what follows, which would find the same, takes a microsecond.
  if (fits && Number.isInteger(amount) && Math.abs(amount) < 1e15) {
    return { decimals: 0, problem: undefined };
  }
  const [mantissa = "", power] = amount.toExponential().split("e");
  const digits = mantissa.replace(/\D/g, "");
  const decimals = digits.length - 1 - Number(power);
  const problem = (): StepsErrorCode | undefined => {
    if (!Number.isFinite(amount)) return "notFinite";
    if (digits.length > 15) return "tooManyDigits";
    const isSplit =
      decimals > 0 && (BigInt(digits) * BigInt(stepsPerUnit)) % 10n ** BigInt(decimals);
    if (isSplit) return "notWholeSteps";
    return fits ? undefined : "tooLarge";
  };
  return { decimals, problem: problem() };
}
