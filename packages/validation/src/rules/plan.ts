import type { PathKey } from "../runtime/issue.ts";
import type { Rule } from "./rule.ts";

/** A path taken apart. `[]` stands for every item of a list. */
export type Steps = readonly PathKey[];

/** A rule with its paths taken apart. */
export type Question = {
  readonly rule: Rule;
  readonly reads: readonly Steps[];
  readonly within: Steps;
  readonly at: Steps;
  /** Where the list is whose items are asked about, if they are. */
  readonly list: Steps | undefined;
};

/** `logicalResource[].id` in steps: `["logicalResource", "[]", "id"]`. */
const stepsOf = (path: string): Steps => path.replaceAll("[]", ".[]").split(".");

/** Prepares a rule for being asked often. */
export function questionOf(rule: Rule): Question {
  const reads = rule.reads.map(stepsOf);
  const [first = []] = reads;
  return {
    rule,
    reads,
    within: rule.within ? stepsOf(rule.within) : [],
    at: stepsOf(rule.at),
    list: first.includes("[]") ? first.slice(0, first.indexOf("[]")) : undefined,
  };
}

/** The member at the end of the steps; undefined where something on the way is not there. */
export function valueAt(root: unknown, steps: Steps): unknown {
  let value = root as Record<PathKey, unknown> | null | undefined;
  for (const step of steps) value = value?.[step] as typeof value;
  return value;
}
