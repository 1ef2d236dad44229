import { instantOf } from "../runtime/formats.ts";
import { type Rule, rule } from "./rule.ts";

const endsAfterStart: Rule = /* @__PURE__ */ rule({
  code: "periodEndsBeforeStart",
  reads: ["validFor.endDateTime", "validFor.startDateTime"],
  message: "must be after startDateTime",
  breaks: ([end = "", start = ""]) => instantOf(end) <= instantOf(start),
});

const startNeedsEnd: Rule = /* @__PURE__ */ rule({
  code: "periodWithoutEnd",
  severity: "warning",
  reads: ["validFor.endDateTime", "validFor.startDateTime"],
  message: "is missing",
  breaks: ([end, start]) => end === undefined && start !== undefined,
});

/** What holds for `validFor`. */
export const periodRules: readonly Rule[] = [endsAfterStart, startNeedsEnd];
