import { isObject } from "../runtime/findings.ts";
import type { Finding, Found, PathKey } from "../runtime/issue.ts";
import { type Validator, validator } from "../runtime/validator.ts";
import { type Rule, stepsOf } from "./rule.ts";

type Steps = readonly PathKey[];

/** A rule with its paths taken apart once. */
type Prepared = {
  readonly rule: Rule;
  readonly reads: readonly Steps[];
  readonly within: Steps | undefined;
  readonly at: Steps;
};

const prepare = (rule: Rule): Prepared => ({
  rule,
  reads: rule.reads.map(stepsOf),
  within: rule.within === undefined ? undefined : stepsOf(rule.within),
  at: stepsOf(rule.at),
});

/** The member at the end of the steps; undefined where something on the way is no object. */
function valueAt(root: unknown, steps: Steps): unknown {
  let value = root;
  for (let i = 0; i < steps.length; i += 1) {
    if (typeof value !== "object" || value === null) return undefined;
    value = (value as Record<PathKey, unknown>)[steps[i] as PathKey];
  }
  return value;
}

/** Whether one path leads to, or through, where the other leads. */
function touches(a: Steps, b: Steps): boolean {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i += 1) if (a[i] !== b[i]) return false;
  return true;
}

const isSpoilt = (structural: Finding[], reads: readonly Steps[]): boolean =>
  structural.some(({ path }) => reads.some((steps) => touches(path, steps)));

function ask(root: unknown, one: Prepared, structural: Found): Finding | undefined {
  const { rule, reads, within, at } = one;
  if (within !== undefined && !isObject(valueAt(root, within))) return undefined;
  if (structural !== undefined && isSpoilt(structural, reads)) return undefined;
  const values: unknown[] = [];
  for (let i = 0; i < reads.length; i += 1) values.push(valueAt(root, reads[i] as Steps));
  const verdict = rule.breaks(values);
  if (verdict === false) return undefined;
  const { code, severity, message } = rule;
  const params = verdict === true ? undefined : verdict;
  return { path: [...at], code, params, message, severity };
}

const fill = (steps: Steps, index: number): Steps =>
  steps.map((step) => (step === "[]" ? index : step));

/** The same question about one item of the list. */
const forItem = (one: Prepared, index: number): Prepared => ({
  rule: one.rule,
  within: one.within && fill(one.within, index),
  reads: one.reads.map((steps) => fill(steps, index)),
  at: fill(one.at, index),
});

/** Asks one rule, or the same rule about every item, until there are `max` findings in all. */
function askAll(root: unknown, one: Prepared, structural: Found, found: Finding[], max: number) {
  const hole = one.reads[0]?.indexOf("[]") ?? -1;
  if (hole < 0) {
    const finding = ask(root, one, structural);
    if (finding !== undefined) found.push(finding);
    return;
  }
  const items = valueAt(root, one.reads[0]?.slice(0, hole) ?? []);
  if (!Array.isArray(items)) return;
  for (let index = 0; index < items.length && found.length < max; index += 1) {
    const finding = ask(root, forItem(one, index), structural);
    if (finding !== undefined) found.push(finding);
  }
}

/**
 * The same schema and what it cannot say. Rules are asked whatever else is wrong, as long as what
 * they read is well formed, so that one answer names every mistake.
 */
export function withRules<T>(base: Validator<T>, rules: readonly Rule[]): Validator<T> {
  const prepared = rules.map(prepare);
  const errors = prepared.filter(({ rule }) => rule.severity === "error");
  // Errors first: a limit that warnings had used up would make a wrong message look valid.
  const all = [...errors, ...prepared.filter((one) => !errors.includes(one))];
  return validator(base.schema, (value, max, warnings) => {
    const structural = base.inspect(value, max);
    if (!isObject(value)) return structural;
    const found: Finding[] = [];
    for (const one of warnings ? all : errors) {
      if (found.length < max) askAll(value, one, structural, found, max);
    }
    if (found.length === 0) return structural;
    return structural === undefined ? found : [...structural, ...found];
  });
}
