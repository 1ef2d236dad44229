import type { ActionStatusType } from "@tmf654/contract";
import { defineRule, type ValidationRule } from "./rule.ts";

/** The statuses that a client may request. */
const requestableStatuses: readonly string[] = ["completed", "cancelled"];

/**
 * The rule that a client requests only `completed`, `cancelled` or the current status. A PATCH has
 * to contain a status, and the current one changes nothing. With `current` the rule is an error;
 * without it a warning.
 */
export const requestableStatus = (current?: ActionStatusType): ValidationRule =>
  defineRule({
    code: "statusNotRequestable",
    severity: current === undefined ? "warning" : "error",
    reads: ["status"],
    message: "must be completed, cancelled or the current status",
    breaks: ([status]) =>
      status !== undefined && status !== current && !requestableStatuses.includes(status),
  });
