import type { PathKey, Severity } from "../runtime/issue.ts";
import { type Rule, stepsOf } from "./rule.ts";

/** A path taken apart. `[]` stands for every item of a list. */
export type Steps = readonly PathKey[];

/** A rule whose paths are numbers in the plan's list, so that each member is read once. */
export type Question = {
  readonly rule: Rule;
  readonly reads: readonly number[];
  readonly within: number | undefined;
  readonly at: Steps;
};

/** A rule about the items of the list that `list` leads to; `inItem` are steps from there on. */
export type ItemQuestion = {
  readonly rule: Rule;
  readonly list: Steps;
  readonly reads: readonly Steps[];
  readonly at: Steps;
};

/** A rule set, ready to be asked. */
export type Plan = {
  readonly paths: readonly Steps[];
  readonly questions: readonly Question[];
  readonly itemQuestions: readonly ItemQuestion[];
};

/** Prepares the rules of one severity. */
export function planOf(rules: readonly Rule[], severity: Severity): Plan {
  const paths: string[] = [];
  const indexOf = (path: string): number => {
    const known = paths.indexOf(path);
    return known < 0 ? paths.push(path) - 1 : known;
  };
  const questions: Question[] = [];
  const itemQuestions: ItemQuestion[] = [];
  for (const rule of rules) {
    if (rule.severity !== severity) continue;
    const first = stepsOf(rule.reads[0] ?? "");
    const hole = first.indexOf("[]");
    if (hole < 0) {
      const within = rule.within === undefined ? undefined : indexOf(rule.within);
      questions.push({ rule, reads: rule.reads.map(indexOf), within, at: stepsOf(rule.at) });
    } else {
      const list = first.slice(0, hole);
      itemQuestions.push({ rule, list, reads: rule.reads.map(stepsOf), at: stepsOf(rule.at) });
    }
  }
  return { paths: paths.map(stepsOf), questions, itemQuestions };
}

/** The member at the end of the steps; undefined where something on the way is no object. */
export function valueAt(root: unknown, steps: Steps): unknown {
  let value = root;
  for (let i = 0; i < steps.length; i += 1) {
    if (typeof value !== "object" || value === null) return undefined;
    value = (value as Record<PathKey, unknown>)[steps[i] as PathKey];
  }
  return value;
}
