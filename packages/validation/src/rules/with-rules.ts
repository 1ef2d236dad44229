import { isObject } from "../runtime/findings.ts";
import type { Finding, Found } from "../runtime/issue.ts";
import { type Validator, validator } from "../runtime/validator.ts";
import { type Question, questionOf, type Steps, valueAt } from "./plan.ts";
import type { Rule } from "./rule.ts";

/** Whether something is wrong on the way to where the steps lead, or beyond. */
const isSpoilt = (structural: readonly Finding[], steps: Steps): boolean =>
  structural.some(({ path }) => path.every((key, i) => i >= steps.length || key === steps[i]));

/** Asks once, about the item at `index` where the rule is about items. */
function ask(
  { rule, reads, within, at, list }: Question,
  root: unknown,
  structural: Found,
  index: number,
): Finding | undefined {
  const place = (steps: Steps): Steps =>
    list ? steps.map((step) => (step === "[]" ? index : step)) : steps;
  const paths = list ? reads.map(place) : reads;
  if (!isObject(valueAt(root, place(within)))) return undefined;
  if (structural && paths.some((path) => isSpoilt(structural, path))) return undefined;
  const verdict = rule.breaks(paths.map((path) => valueAt(root, path)));
  if (verdict === false) return undefined;
  const { code, message, severity } = rule;
  const params = verdict === true ? undefined : verdict;
  return { path: [...place(at)], code, params, message, severity };
}

/**
 * The same schema and what it cannot say. Rules are asked whatever else is wrong, as long as what
 * they read is well formed, so that one answer names every mistake.
 */
export function withRules<T>(base: Validator<T>, rules: readonly Rule[]): Validator<T> {
  // Prepared when first asked: an app imports more rule sets than it uses.
  let questions: readonly Question[] | undefined;
  return validator(base.schema, (value, max, withWarnings) => {
    const structural = base.inspect(value, max);
    if (!isObject(value)) return structural;
    questions ??= rules.map(questionOf);
    const found: Finding[] = [...(structural ?? [])];
    // Errors first: a limit that warnings had used up would make a wrong message look valid.
    for (const severity of withWarnings ? ["error", "warning"] : ["error"]) {
      for (const question of questions) {
        if (question.rule.severity !== severity) continue;
        const items = question.list ? valueAt(value, question.list) : [value];
        for (
          let index = 0;
          Array.isArray(items) && index < items.length && found.length < max;
          index += 1
        ) {
          const one = ask(question, value, structural, index);
          if (one) found.push(one);
        }
      }
    }
    return found.length > 0 ? found : undefined;
  });
}
