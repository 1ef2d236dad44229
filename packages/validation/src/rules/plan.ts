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
  const hole = reads[0]?.indexOf("[]") ?? -1;
  return {
    rule,
    reads,
    within: rule.within === undefined ? [] : stepsOf(rule.within),
    at: stepsOf(rule.at),
    list: hole < 0 ? undefined : reads[0]?.slice(0, hole),
  };
}

/** The step itself, or the index of the item that `[]` stands for. */
export const stepAt = (step: PathKey, index: number): PathKey => (step === "[]" ? index : step);

/** The member at the end of the steps; undefined where something on the way is no object. */
export function valueAt(root: unknown, steps: Steps, index: number): unknown {
  let value = root;
  for (const step of steps) {
    if (typeof value !== "object" || value === null) return undefined;
    value = (value as Record<PathKey, unknown>)[stepAt(step, index)];
  }
  return value;
}
