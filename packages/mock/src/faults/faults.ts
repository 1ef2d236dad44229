import type { Random } from "../clock/random.ts";
import type { Fault } from "../ports/fault.ts";
import type { RequestView } from "../ports/http-message.ts";
import { createLimitWatch, type LimitName, type LimitWatch } from "../ports/limits.ts";
import type { FaultCheck } from "../ports/request-notes.ts";
import { appliesTo, type FaultRule } from "./rule.ts";
import { FaultRuleError, faultRuleIssues } from "./rule-issues.ts";

/** An active fault rule. */
export type ActiveFault = FaultRule & {
  readonly id: string;
  readonly applied: number;
  /** True while the rule is switched off. The rule stays in the list and applies to no request. */
  readonly isDisabled?: true;
};

/** The fault rules of one mock. */
export interface Faults {
  /**
   * Adds a rule and returns its id for `remove`. @throws FaultRuleError for a rule that can never
   * apply or exceeds the limits of the mock.
   */
  add(rule: FaultRule): string;
  /** Returns false if there is no such rule. */
  remove(id: string): boolean;
  clear(): void;
  /** Switches a rule off, or on again. Returns false if there is no such rule. */
  setDisabled(id: string, isDisabled: boolean): boolean;
  list(): readonly ActiveFault[];
  /**
   * Returns the fault of the first matching rule, and counts the rule as applied. Adds each rule
   * that it compares to `checks`.
   */
  find(request: RequestView, when: "before" | "after", checks?: FaultCheck[]): Fault | undefined;
}

/** The fault rules, with a function that removes all. */
export type FaultRules = Faults & {
  /** Removes all rules. New ids start from the beginning. */
  reset(): void;
};

interface KeptRule {
  readonly rule: FaultRule;
  readonly bytes: number;
  applied: number;
  isDisabled: boolean;
}

/** Compares a request with a rule. A rule with a rate takes a random value only if it matches. */
function compare(
  { rule, isDisabled }: KeptRule,
  request: RequestView,
  random: Random,
): FaultCheck["result"] {
  if (isDisabled) return "disabled";
  if (!appliesTo(rule, request)) return "noMatch";
  return rule.rate !== undefined && random.next() >= rule.rate ? "skipped" : "applied";
}

/** Creates an empty list of rules. Rules are checked in the order in which they were added. */
export function createFaults(random: Random, limits: LimitWatch = createLimitWatch()): FaultRules {
  const rules = new Map<string, KeptRule>();
  let added = 0;
  const checkRoom = (bytes: number): void => {
    const held = [...rules.values()].reduce((sum, rule) => sum + rule.bytes, bytes);
    const full: LimitName | undefined =
      rules.size >= limits.max.faults
        ? "faults"
        : held > limits.max.faultBytes
          ? "faultBytes"
          : undefined;
    if (!full) return;
    limits.reached(full);
    const message = `exceeds the limit ${full} of ${limits.max[full]}: remove rules, or raise the limit`;
    throw new FaultRuleError([{ path: "", code: "tooMany", message }]);
  };
  return {
    add: (rule) => {
      const issues = faultRuleIssues(rule);
      if (issues.length > 0) throw new FaultRuleError(issues);
      const bytes = JSON.stringify(rule).length;
      checkRoom(bytes);
      added += 1;
      const id = `fault-${added}`;
      rules.set(id, { rule, applied: 0, bytes, isDisabled: false });
      return id;
    },
    remove: (id) => rules.delete(id),
    clear: () => rules.clear(),
    reset: () => {
      rules.clear();
      added = 0;
    },
    setDisabled: (id, isDisabled) => {
      const kept = rules.get(id);
      if (kept) kept.isDisabled = isDisabled;
      return kept !== undefined;
    },
    list: () =>
      [...rules].map(([id, { rule, applied, isDisabled }]) => ({
        ...rule,
        id,
        applied,
        ...(isDisabled && { isDisabled }),
      })),
    find: (request, when, checks) => {
      if (rules.size === 0) return undefined;
      for (const [id, active] of rules) {
        const { rule } = active;
        if ((rule.when ?? "before") !== when) continue;
        const result = compare(active, request, random);
        checks?.push({ id, when, result });
        if (result !== "applied") continue;
        active.applied += 1;
        if (rule.times !== undefined && active.applied >= rule.times) rules.delete(id);
        return rule.fault;
      }
      return undefined;
    },
  };
}
