import type { Severity } from "../runtime/issue.ts";
import type { ValidationRule } from "./rule.ts";

/** Severities by rule code; `off` removes the rule. */
export type RuleTuning = Readonly<Record<string, Severity | "off">>;

/** Changes severities of rules, or removes rules: `tuneRules(rules, { sameBucket: "off" })`. */
export const tuneRules = (
  rules: readonly ValidationRule[],
  tuning: RuleTuning,
): readonly ValidationRule[] =>
  rules.flatMap((rule) => {
    const chosenSeverity = Object.hasOwn(tuning, rule.code) ? tuning[rule.code] : undefined;
    if (chosenSeverity === "off") return [];
    return [chosenSeverity === undefined ? rule : { ...rule, severity: chosenSeverity }];
  });
