import { isObject } from "../runtime/findings.ts";
import type { Finding, Found } from "../runtime/issue.ts";
import { type Validator, validator } from "../runtime/validator.ts";
import {
  type ItemQuestion,
  type Plan,
  planOf,
  type Question,
  type Steps,
  valueAt,
} from "./plan.ts";
import type { Rule, Verdict } from "./rule.ts";

/** Whether one path leads to, or through, where the other leads. */
function touches(a: Steps, b: Steps): boolean {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i += 1) if (a[i] !== b[i]) return false;
  return true;
}

const isSpoilt = (structural: Found, steps: Steps): boolean =>
  structural?.some(({ path }) => touches(path, steps)) === true;

function finding({ code, severity, message }: Rule, at: Steps, verdict: Verdict): Finding {
  const params = typeof verdict === "boolean" ? undefined : verdict;
  return { path: [...at], code, params, message, severity };
}

/** Asks about members that are read once for all rules. */
function ask(
  { rule, reads, within, at }: Question,
  values: readonly unknown[],
  spoilt: readonly boolean[] | undefined,
): Finding | undefined {
  if (within !== undefined && !isObject(values[within])) return undefined;
  const read: unknown[] = [];
  for (let i = 0; i < reads.length; i += 1) {
    const index = reads[i] as number;
    if (spoilt?.[index]) return undefined;
    read.push(values[index]);
  }
  const verdict = rule.breaks(read);
  return verdict === false ? undefined : finding(rule, at, verdict);
}

const fill = (steps: Steps, index: number): Steps =>
  steps.map((step) => (step === "[]" ? index : step));

/** Asks about every item of a list, until there are `max` findings in all. */
function askItems(
  one: ItemQuestion,
  root: unknown,
  structural: Found,
  found: Finding[],
  max: number,
) {
  const items = valueAt(root, one.list);
  if (!Array.isArray(items)) return;
  for (let index = 0; index < items.length && found.length < max; index += 1) {
    const reads = one.reads.map((steps) => fill(steps, index));
    if (structural !== undefined && reads.some((steps) => isSpoilt(structural, steps))) continue;
    const verdict = one.rule.breaks(reads.map((steps) => valueAt(root, steps)));
    if (verdict !== false) found.push(finding(one.rule, fill(one.at, index), verdict));
  }
}

function askAll(plan: Plan, root: unknown, structural: Found, found: Finding[], max: number) {
  const values = plan.paths.map((steps) => valueAt(root, steps));
  const spoilt = structural && plan.paths.map((steps) => isSpoilt(structural, steps));
  for (const question of plan.questions) {
    const one = found.length < max ? ask(question, values, spoilt) : undefined;
    if (one !== undefined) found.push(one);
  }
  for (const question of plan.itemQuestions) askItems(question, root, structural, found, max);
}

/**
 * The same schema and what it cannot say. Rules are asked whatever else is wrong, as long as what
 * they read is well formed, so that one answer names every mistake.
 */
export function withRules<T>(base: Validator<T>, rules: readonly Rule[]): Validator<T> {
  // Planned when first asked: an app imports more rule sets than it uses.
  let errors: Plan | undefined;
  let warnings: Plan | undefined;
  return validator(base.schema, (value, max, withWarnings) => {
    const structural = base.inspect(value, max);
    if (!isObject(value)) return structural;
    const found: Finding[] = [];
    errors ??= planOf(rules, "error");
    askAll(errors, value, structural, found, max);
    // After the errors: a limit that warnings had used up would make a wrong message look valid.
    if (withWarnings) {
      warnings ??= planOf(rules, "warning");
      askAll(warnings, value, structural, found, max);
    }
    if (found.length === 0) return structural;
    return structural === undefined ? found : [...structural, ...found];
  });
}
