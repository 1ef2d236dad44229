import { parseDateTime } from "@tmf654/contract";
import { defineRule, type ValidationRule } from "./rule.ts";

const endsAfterStart: ValidationRule = /* @__PURE__ */ defineRule({
  code: "periodEndsBeforeStart",
  reads: ["validFor.endDateTime", "validFor.startDateTime"],
  message: "must be after startDateTime",
  breaks: ([end, start]) => Number(parseDateTime(end)) <= Number(parseDateTime(start)),
});

const startNeedsEnd: ValidationRule = /* @__PURE__ */ defineRule({
  code: "periodWithoutEnd",
  severity: "warning",
  reads: ["validFor.endDateTime", "validFor.startDateTime"],
  message: "is missing",
  breaks: ([end, start]) => end === undefined && start !== undefined,
});

/** Rules for `validFor`. */
export const periodRules: readonly ValidationRule[] = [endsAfterStart, startNeedsEnd];
