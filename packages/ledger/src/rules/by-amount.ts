import type { Quantity, UsageType } from "@tmf654/contract";
import { stepsIn } from "../model/amounts.ts";
import type { ActionFacts } from "../model/context.ts";

/** A policy's rule for actions of at least an amount. */
interface AmountRule {
  readonly usageType: UsageType;
  readonly atLeast: Quantity;
}

/** The rule for an action: the one with the largest amount among the rules that fit. */
export function ruleFor<R extends AmountRule>(
  rules: readonly R[],
  {
    policy,
    bucket,
    amount,
  }: Pick<ActionFacts, "policy" | "bucket"> & { readonly amount: { readonly steps: number } },
): R | undefined {
  let bestRule: { readonly steps: number; readonly rule: R } | undefined;
  for (const rule of rules) {
    const steps = stepsIn(rule.atLeast, bucket.dimension, policy);
    if (rule.usageType !== bucket.usageType || steps === undefined || steps > amount.steps)
      continue;
    if (bestRule === undefined || steps > bestRule.steps) bestRule = { steps, rule };
  }
  return bestRule?.rule;
}
