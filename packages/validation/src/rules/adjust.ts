import { defineRule, type ValidationRule } from "./rule.ts";

/**
 * The rule only warns, because the contract has the value `recurring` but no member for its period.
 */
export const recurringOnce: ValidationRule = /* @__PURE__ */ defineRule({
  code: "recurringWithoutPeriod",
  severity: "warning",
  reads: ["adjustType"],
  message: "is recorded only: an adjustment has no period, so it is applied once",
  breaks: ([type]) => type === "recurring",
});
