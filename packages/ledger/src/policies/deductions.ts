import { stepsIn } from "../model/amounts.ts";
import type { ActionFacts, PolicyModules } from "../model/context.ts";
import type { DeductionRule } from "../model/policy.ts";
import { ruleFor } from "../rules/by-amount.ts";

/** A percentage of steps, rounded down, computed from the digits of the percentage. */
function percentageOf(steps: number, percent: number): number {
  if (!Number.isSafeInteger(steps)) return 0;
  const [digits = "", exponent = "0"] = String(percent).split("e");
  const [whole = "", fraction = ""] = digits.split(".");
  const product = BigInt(steps) * BigInt(whole + fraction);
  const scale = fraction.length + 2 - Number(exponent);
  return Number(product / 10n ** BigInt(Math.max(0, scale)));
}

/** The steps that a rule takes, rounded down to a step, and at most what is left. */
function computeDeduction(
  facts: ActionFacts,
  rules: readonly DeductionRule[],
  remainingSteps: number,
): number {
  const rule = ruleFor(rules, facts);
  if (rule === undefined) return 0;
  const share = percentageOf(facts.amount.steps, rule.percent ?? 0);
  const fixedSteps = stepsIn(rule.fixed, facts.bucket.dimension, facts.policy) ?? 0;
  return Math.min(share + fixedSteps, remainingSteps);
}

/** The fee that is taken from a top-up, by `policy.topupFees`. */
export const topupFees: NonNullable<PolicyModules["topupFees"]> = (facts, remainingSteps) =>
  computeDeduction(facts, facts.policy.topupFees, remainingSteps);

/** The tax that is taken from a top-up, by `policy.topupTaxes`. */
export const topupTaxes: NonNullable<PolicyModules["topupTaxes"]> = (facts, remainingSteps) =>
  computeDeduction(facts, facts.policy.topupTaxes, remainingSteps);
