import { stepsIn } from "../model/amounts.ts";
import type { DeductionRule } from "../model/policy.ts";
import { ruleFor } from "../rules/by-amount.ts";
import type { ActionFacts } from "../rules/facts.ts";
import type { CreditFacts } from "./emergency-credit.ts";

/** The parts of a top-up, in steps: what arrives in the bucket, and what is taken on the way. */
export interface TopupShares {
  readonly credit: number;
  readonly fee: number;
  readonly tax: number;
  /** Pays back an emergency credit. */
  readonly recovered: number;
}

/** The steps that a rule takes, rounded down to a step, and at most what is left. */
function deduction(facts: ActionFacts, rules: readonly DeductionRule[], left: number): number {
  const rule = ruleFor(rules, facts);
  if (rule === undefined) return 0;
  const share = Math.floor((facts.amount.steps * (rule.percent ?? 0)) / 100);
  const fixed = stepsIn(rule.fixed, facts.bucket.dimension, facts.policy) ?? 0;
  return Math.min(share + fixed, left);
}

/** Divides a top-up by policy. An emergency credit arrives whole. */
export function sharesOf(facts: CreditFacts): TopupShares {
  const { policy, amount, bucket } = facts;
  if (facts.isEmergency) return { credit: amount.steps, fee: 0, tax: 0, recovered: 0 };
  const fee = deduction(facts, policy.topupFees, amount.steps);
  const tax = deduction(facts, policy.topupTaxes, amount.steps - fee);
  const left = amount.steps - fee - tax;
  const recovered = Math.min(bucket.owed ?? 0, left);
  return { credit: left - recovered, fee, tax, recovered };
}
