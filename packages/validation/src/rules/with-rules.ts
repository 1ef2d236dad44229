import { isObject } from "../runtime/findings.ts";
import type { Finding, Found, Severity } from "../runtime/issue.ts";
import { type Validator, validator } from "../runtime/validator.ts";
import { type Question, questionOf, type Steps, stepAt, valueAt } from "./plan.ts";
import type { Rule } from "./rule.ts";

/** Whether something is wrong on the way to where the steps lead, or beyond. */
const isSpoilt = (structural: Found, steps: Steps, index: number): boolean =>
  structural?.some(({ path }) =>
    steps.every((step, i) => i >= path.length || path[i] === stepAt(step, index)),
  ) === true;

/** Asks once, about the item at `index` where the rule is about items. */
function ask(
  { rule, reads, within, at }: Question,
  root: unknown,
  structural: Found,
  index: number,
): Finding | undefined {
  if (!isObject(valueAt(root, within, index))) return undefined;
  if (structural && reads.some((steps) => isSpoilt(structural, steps, index))) return undefined;
  const verdict = rule.breaks(reads.map((steps) => valueAt(root, steps, index)));
  if (verdict === false) return undefined;
  return {
    path: at.map((step) => stepAt(step, index)),
    code: rule.code,
    params: verdict === true ? undefined : verdict,
    message: rule.message,
    severity: rule.severity,
  };
}

/** How often a rule is to be asked: once, or once an item. */
function timesToAsk({ list }: Question, root: unknown): number {
  if (list === undefined) return 1;
  const items = valueAt(root, list, 0);
  return Array.isArray(items) ? items.length : 0;
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
    const all = questions ?? rules.map(questionOf);
    questions = all;
    const found: Finding[] = [];
    const askAll = (severity: Severity): void => {
      for (const question of all) {
        if (question.rule.severity !== severity) continue;
        const times = timesToAsk(question, value);
        for (let index = 0; index < times && found.length < max; index += 1) {
          const one = ask(question, value, structural, index);
          if (one !== undefined) found.push(one);
        }
      }
    };
    askAll("error");
    // After the errors: a limit that warnings had used up would make a wrong message look valid.
    if (withWarnings) askAll("warning");
    if (found.length === 0) return structural;
    return structural === undefined ? found : [...structural, ...found];
  });
}
