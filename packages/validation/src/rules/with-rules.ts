import { isObject } from "../runtime/checks.ts";
import type { FoundIssues, MutableIssue } from "../runtime/issue.ts";
import { type Validator, validator } from "../runtime/validator.ts";
import { type CompiledRule, compileRule, memberAt, type RulePath } from "./compiled-rule.ts";
import type { RuleResult, ValidationRule } from "./rule.ts";

/** Whether a structural issue lies on the path, or below it. */
const hasStructuralIssue = (structuralIssues: FoundIssues, path: RulePath): boolean | undefined =>
  structuralIssues?.some((issue) =>
    issue.path.every((key, i) => i >= path.length || key === path[i]),
  );

/** Applies a rule once; to the item at `index` when the rule is about list items. */
function applyRule(
  { rule, reads, within, at, list }: CompiledRule,
  root: unknown,
  structural: FoundIssues,
  index: number,
): MutableIssue | false {
  const toPlace = (path: RulePath): RulePath =>
    list ? path.map((step) => (step === "[]" ? index : step)) : path;
  const paths = reads.map(toPlace);
  const result: RuleResult =
    isObject(memberAt(root, toPlace(within))) &&
    !paths.some((path) => hasStructuralIssue(structural, path)) &&
    rule.breaks(paths.map((path) => memberAt(root, path)));
  return (
    result && {
      path: [...toPlace(at)],
      code: rule.code,
      params: result === true ? undefined : result,
      message: rule.message,
      severity: rule.severity,
    }
  );
}

/**
 * A validator of the schema and of rules that a schema cannot express. A rule applies when the
 * members that it reads are well formed, whatever else is wrong, so one check reports all issues.
 */
export function withRules<T>(base: Validator<T>, rules: readonly ValidationRule[]): Validator<T> {
  // Compiled at the first check, because an app imports more rule sets than it uses.
  let compiledRules: readonly CompiledRule[] | undefined;
  return validator(base.schema, (value, max, withWarnings) => {
    const structuralIssues = base.inspect(value, max);
    if (!isObject(value)) return structuralIssues;
    compiledRules ??= rules.map(compileRule);
    const found: MutableIssue[] = [...(structuralIssues ?? [])];
    const applyAll = (severity: string): void => {
      for (const each of compiledRules ?? []) {
        if (each.rule.severity !== severity) continue;
        const items = each.list ? memberAt(value, each.list) : [value];
        const count = Array.isArray(items) ? items.length : 0;
        for (let index = 0; index < count && found.length < max; index += 1) {
          const issue = applyRule(each, value, structuralIssues, index);
          if (issue) found.push(issue);
        }
      }
    };
    applyAll("error");
    // Errors come first: warnings that used up the limit would make an invalid message look valid.
    if (withWarnings) applyAll("warning");
    return found.length > 0 ? found : undefined;
  });
}
