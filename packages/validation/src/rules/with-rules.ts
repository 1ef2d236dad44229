import { isObject } from "../runtime/findings.ts";
import type { Finding, Found } from "../runtime/issue.ts";
import { type Validator, validator } from "../runtime/validator.ts";
import { type Question, questionOf, type Steps, valueAt } from "./plan.ts";
import type { Rule, Verdict } from "./rule.ts";

/** Whether something is wrong on the way to where the steps lead, or beyond. */
const isSpoilt = (structural: Found, steps: Steps): boolean | undefined =>
  structural?.some(({ path }) => path.every((key, i) => i >= steps.length || key === steps[i]));

/** Asks once, about the item at `index` where the rule is about items. */
function ask(
  { rule, reads, within, at, list }: Question,
  root: unknown,
  structural: Found,
  index: number,
): Finding | false {
  const place = (steps: Steps): Steps =>
    list ? steps.map((step) => (step === "[]" ? index : step)) : steps;
  const paths = reads.map(place);
  const verdict: Verdict =
    isObject(valueAt(root, place(within))) &&
    !paths.some((path) => isSpoilt(structural, path)) &&
    rule.breaks(paths.map((path) => valueAt(root, path)));
  return (
    verdict && {
      path: [...place(at)],
      code: rule.code,
      params: verdict === true ? undefined : verdict,
      message: rule.message,
      severity: rule.severity,
    }
  );
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
    const askAll = (severity: string): void => {
      for (const question of questions ?? []) {
        if (question.rule.severity !== severity) continue;
        const items = question.list ? valueAt(value, question.list) : [value];
        const times = Array.isArray(items) ? items.length : 0;
        for (let index = 0; index < times && found.length < max; index += 1) {
          const one = ask(question, value, structural, index);
          if (one) found.push(one);
        }
      }
    };
    askAll("error");
    // After the errors: a limit that warnings had used up would make a wrong message look valid.
    if (withWarnings) askAll("warning");
    return found.length > 0 ? found : undefined;
  });
}
