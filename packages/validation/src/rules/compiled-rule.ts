import type { PathKey } from "../runtime/issue.ts";
import type { ValidationRule } from "./rule.ts";

/** A path split into steps. `[]` stands for every item of a list. */
export type RulePath = readonly PathKey[];

/** A rule with its paths split into steps. */
export interface CompiledRule {
  readonly rule: ValidationRule;
  readonly reads: readonly RulePath[];
  readonly within: RulePath;
  readonly at: RulePath;
  /** The path of the list, for a rule about list items. */
  readonly list: RulePath | undefined;
}

/** Splits `logicalResource[].id` into `["logicalResource", "[]", "id"]`. */
const splitPath = (path: string): RulePath => path.replaceAll("[]", ".[]").split(".");

/** Splits the paths of a rule once, because the rule is applied many times. */
export function compileRule(rule: ValidationRule): CompiledRule {
  const reads = rule.reads.map(splitPath);
  const [first = []] = reads;
  const item = first.indexOf("[]");
  return {
    rule,
    reads,
    within: rule.within ? splitPath(rule.within) : [],
    at: splitPath(rule.at),
    list: item < 0 ? undefined : first.slice(0, item),
  };
}

/** Returns the member at the path; undefined when a step is missing. */
export function memberAt(root: unknown, path: RulePath): unknown {
  let value = root as Record<PathKey, unknown> | null | undefined;
  for (const step of path) value = value?.[step] as typeof value;
  return value;
}
