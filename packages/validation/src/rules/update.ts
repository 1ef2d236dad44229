import type { ActionStatusType } from "@tmf654/contract";
import { type Rule, rule } from "./rule.ts";

/** What an update may ask for. */
const requestable: readonly string[] = ["completed", "cancelled"];

/**
 * Only a server says that an action failed or was created. A PATCH must name a status though, and
 * the current one changes nothing: give it when you know it and the rule is an error. Without it
 * the rule can only warn.
 */
export const requestableStatus = (current?: ActionStatusType): Rule =>
  rule({
    code: "statusNotRequestable",
    severity: current === undefined ? "warning" : "error",
    reads: ["status"],
    message: "must be completed, cancelled or the current one",
    breaks: ([status]) =>
      status !== undefined && status !== current && !requestable.includes(status),
  });
