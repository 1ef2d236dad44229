import type { Severity } from "../runtime/issue.ts";
import type { Rule } from "./rule.ts";

/** What a rule set is tuned with: a severity, or off, by code. */
export type Tuning = Readonly<Record<string, Severity | "off">>;

/** The rules with other severities, or without some: `tuneRules(rules, { sameBucket: "off" })`. */
export const tuneRules = (rules: readonly Rule[], tuning: Tuning): readonly Rule[] =>
  rules.flatMap((rule) => {
    const wanted = Object.hasOwn(tuning, rule.code) ? tuning[rule.code] : undefined;
    if (wanted === "off") return [];
    return [wanted === undefined ? rule : { ...rule, severity: wanted }];
  });
