import { type Rule, rule } from "./rule.ts";

/** Milliseconds since 1970; a leap second is read as the one before it. */
const instant = (dateTime: string): number =>
  Date.parse(dateTime.toUpperCase().replace(":60", ":59"));

const endsAfterStart: Rule = /* @__PURE__ */ rule({
  code: "periodEndsBeforeStart",
  reads: ["validFor.endDateTime", "validFor.startDateTime"],
  message: "must be after startDateTime",
  source: "TMF654 TimePeriod",
  breaks: ([end, start]) =>
    end !== undefined && start !== undefined && instant(end) <= instant(start),
});

const startNeedsEnd: Rule = /* @__PURE__ */ rule({
  code: "periodWithoutEnd",
  severity: "warning",
  reads: ["validFor.endDateTime", "validFor.startDateTime"],
  message: "is missing: a period that has a start should have an end",
  source: "TMF654 startDateTime asks for it, TimePeriod does not",
  breaks: ([end, start]) => end === undefined && start !== undefined,
});

/** What holds for `validFor`. */
export const periodRules: readonly Rule[] = [endsAfterStart, startNeedsEnd];
