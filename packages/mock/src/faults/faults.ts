import type { Random } from "../clock/random.ts";
import type { Fault } from "../ports/fault.ts";
import type { RequestView } from "../ports/http-message.ts";
import { createLimitWatch, type LimitName, type LimitWatch } from "../ports/limits.ts";
import type { FaultCheck } from "../ports/request-notes.ts";
import type { StateChanges } from "../ports/state-changes.ts";
import { appliesTo, type FaultRule } from "./rule.ts";
import { FaultRuleError, faultRuleIssues } from "./rule-issues.ts";

/** An active fault rule. */
export type ActiveFault = FaultRule & {
  readonly id: string;
  /** The number of requests to which the rule was applied. */
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
  /** Replaces all rules by those of a list. Their ids and counts stay as they are. */
  load(rules: readonly ActiveFault[]): void;
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
  requestView: RequestView,
  random: Random,
): FaultCheck["result"] {
  if (isDisabled) return "disabled";
  if (!appliesTo(rule, requestView)) return "noMatch";
  return rule.rate !== undefined && random.next() >= rule.rate ? "skipped" : "applied";
}

/** Returns the rules that can be stored: a rule with a predicate has a function. */
export function storableFaults(faults: Pick<Faults, "list">): readonly ActiveFault[] {
  return faults.list().filter(({ match }) => !match?.predicate);
}

/** Checks that the limits allow one more rule. @throws FaultRuleError when they do not. */
function checkLimits(
  rules: ReadonlyMap<string, KeptRule>,
  bytes: number,
  { max, countReached }: LimitWatch,
): void {
  const totalBytes = [...rules.values()].reduce((sum, rule) => sum + rule.bytes, bytes);
  const reachedLimit: LimitName | undefined =
    rules.size >= max.faults ? "faults" : totalBytes > max.faultBytes ? "faultBytes" : undefined;
  if (!reachedLimit) return;
  countReached(reachedLimit);
  const message = `exceeds the limit ${reachedLimit} of ${max[reachedLimit]}: remove rules, or raise the limit`;
  throw new FaultRuleError([{ path: "", code: "tooMany", message }]);
}

function toActive([id, { rule, applied, isDisabled }]: [string, KeptRule]): ActiveFault {
  return { ...rule, id, applied, ...(isDisabled && { isDisabled }) };
}

/** Creates an empty list of rules. Rules are checked in the order in which they were added. */
export function createFaults(
  random: Random,
  limits: LimitWatch = createLimitWatch(),
  stateChanges: StateChanges = {},
): FaultRules {
  const report = (): void => stateChanges.onChange?.("setting", "faults", undefined);
  const rules = new Map<string, KeptRule>();
  let addedCount = 0;
  return {
    add: (rule) => {
      const issues = faultRuleIssues(rule);
      if (issues.length > 0) throw new FaultRuleError(issues);
      const bytes = JSON.stringify(rule).length;
      checkLimits(rules, bytes, limits);
      addedCount += 1;
      const id = `fault-${addedCount}`;
      rules.set(id, { rule, applied: 0, bytes, isDisabled: false });
      report();
      return id;
    },
    remove: (id) => {
      report();
      return rules.delete(id);
    },
    clear: () => {
      report();
      rules.clear();
    },
    reset: () => {
      rules.clear();
      addedCount = 0;
    },
    setDisabled: (id, isDisabled) => {
      const rule = rules.get(id);
      if (rule) rule.isDisabled = isDisabled;
      report();
      return rule !== undefined;
    },
    load: (storedRules) => {
      rules.clear();
      for (const { id, applied, isDisabled = false, ...rule } of storedRules) {
        rules.set(id, { rule, applied, isDisabled, bytes: JSON.stringify(rule).length });
        addedCount = Math.max(addedCount, Number(id.slice("fault-".length)));
      }
    },
    list: () => [...rules].map(toActive),
    find: (requestView, when, checks) => {
      if (rules.size === 0) return undefined;
      for (const [id, active] of rules) {
        const { rule } = active;
        if ((rule.when ?? "before") !== when) continue;
        const result = compare(active, requestView, random);
        checks?.push({ id, when, result });
        if (result !== "applied") continue;
        active.applied += 1;
        report();
        if (rule.times !== undefined && active.applied >= rule.times) rules.delete(id);
        return rule.fault;
      }
      return undefined;
    },
  };
}
