import type { StepsProblem } from "@tmf654/quantity";

type Exactness = {
  /** How many decimals the number's shortest text has, which is what JSON carries. */
  readonly decimals: number;
  /** Why it is no whole number of steps, if it is none. */
  readonly problem: StepsProblem | undefined;
};

/**
 * The same answers as `toSteps` of `@tmf654/quantity`, which makes the steps as well and is three
 * times the code; a test compares them.
 */
export function exactness(amount: number, stepsPerUnit: number): Exactness {
  const [mantissa = "", power] = amount.toExponential().split("e");
  const digits = mantissa.replace(/\D/g, "");
  const decimals = digits.length - 1 - Number(power);
  const problem = (): StepsProblem | undefined => {
    if (!Number.isFinite(amount)) return "notFinite";
    if (digits.length > 15) return "tooManyDigits";
    const isSplit =
      decimals > 0 && (BigInt(digits) * BigInt(stepsPerUnit)) % 10n ** BigInt(decimals);
    if (isSplit) return "notWholeSteps";
    // Rounded; but what fits, in 15 digits, is never rounded up to what does not, nor the reverse.
    return Number.isSafeInteger(Math.trunc(amount * stepsPerUnit)) ? undefined : "tooLarge";
  };
  return { decimals, problem: problem() };
}
