import type { Quantity } from "@tmf654/contract";
import { decide } from "../decide.ts";
import { quantityOf } from "../model/amounts.ts";
import type { Command } from "../model/command.ts";
import type { ActionFacts, DecisionContext, TracedRule } from "../model/context.ts";
import type { Decision } from "../model/decision.ts";
import type { BucketRecord, LedgerView } from "../model/records.ts";
import type { RefusalCode, RefusalDetail } from "../model/refusals.ts";
import { formatInstant } from "../model/time.ts";

/** A fact that a rule read. Steps are shown as quantities, and instants as date-time texts. */
export type FactValue = string | number | boolean | null | Quantity;

/** A rule of a decision, with its result. */
export interface CheckedRule {
  readonly code: RefusalCode;
  /** `receiver`: the rule is about the receiver's bucket. */
  readonly side?: "receiver";
  /** `notReached`: an earlier rule refused the command. */
  readonly result: "passed" | "refused" | "notReached";
  /** The facts that the rule read, by path, such as `bucket.remaining`. */
  readonly facts: Readonly<Record<string, FactValue>>;
  /** The facts in the message of the refusal. */
  readonly detail?: RefusalDetail;
}

/** A decision, and each table of rules that was checked for it. */
export interface DecisionTrace {
  readonly decision: Decision;
  /** One table for most commands. An auto-top-up also has one for its first execution. */
  readonly tables: readonly (readonly CheckedRule[])[];
}

/**
 * Decides a command again and returns its rules with the facts that they read. It changes nothing,
 * and costs nothing to callers of `decide` alone. With `viewOfReads` it explains an earlier
 * decision.
 * @throws Error if the policy needs a module that `context.modules` does not have.
 */
export function traceDecision(
  view: LedgerView,
  command: Command,
  context: DecisionContext,
): DecisionTrace {
  const tables: (readonly CheckedRule[])[] = [];
  const decision = decide(view, command, {
    ...context,
    onRules: (rules, facts) => {
      tables.push(checkRules(rules, facts));
    },
  });
  return { decision, tables };
}

function checkRules<F extends object>(
  rules: readonly TracedRule<F>[],
  facts: F,
): readonly CheckedRule[] {
  const refusedIndex = rules.findIndex((rule) => rule.when(facts));
  return rules.map((rule, index) => {
    const { code, side } = rule;
    const base = { code, ...(side && { side }) };
    if (refusedIndex >= 0 && index > refusedIndex)
      return { ...base, result: "notReached", facts: {} };
    const readFacts = factsOf(rule, facts);
    if (index !== refusedIndex) return { ...base, result: "passed", facts: readFacts };
    const detail = rule.detail?.(facts);
    return { ...base, result: "refused", facts: readFacts, ...(detail && { detail }) };
  });
}

/** Members that are functions, or that a trace shows elsewhere. */
const hiddenPaths: ReadonlySet<string> = new Set(["view", "context"]);
const maxDepth = 4;

/** Returns the plain values that a rule reads. */
function factsOf<F extends object>(rule: TracedRule<F>, facts: F): CheckedRule["facts"] {
  const readValues = new Map<string, FactValue>();
  const watchReads = <T extends object>(value: T, path: string, depth: number): T =>
    new Proxy(value, {
      get: (target, name) => {
        const member: unknown = Reflect.get(target, name);
        if (typeof name === "symbol" || typeof member === "function") return member;
        const memberPath = path === "" ? name : `${path}.${name}`;
        if (typeof member === "object" && member !== null) {
          const isPlain =
            !hiddenPaths.has(memberPath) && depth < maxDepth && !(member instanceof Map);
          return isPlain ? watchReads(member, memberPath, depth + 1) : member;
        }
        const shownMember = shownFact(memberPath, member, facts as Partial<TracedFacts>);
        if (shownMember !== undefined && name !== "length") readValues.set(memberPath, shownMember);
        return member;
      },
    });
  try {
    rule.when(watchReads(facts, "", 0));
  } catch {
    // Some values cannot be watched. The result of the rule comes from the facts themselves.
  }
  return Object.fromEntries(readValues);
}

/** The facts whose unit is needed to show others. */
interface TracedFacts extends Pick<ActionFacts, "bucket" | "policy" | "requested"> {
  readonly receiver: BucketRecord;
}

const balanceFacts = /^(?:bucket|receiver)\.(?:remaining|reserved|owed)$/;
const amountFacts = /^(?:(?:amount|requested)\.steps|arriving|heldSteps|extraSteps)$/;
const instantFacts = /(?:^now$|(?:^|\.)(?:endsAt|startsAt|expiresAt|lockedUntil)$)/;

/** The last instant that a `Date` can have. */
const lastInstant = 8.64e15;

function shownFact(
  path: string,
  value: unknown,
  { bucket, receiver, policy, requested }: Partial<TracedFacts>,
): FactValue | undefined {
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value !== "number") return undefined;
  if (instantFacts.test(path) && Math.abs(value) < lastInstant) return formatInstant(value);
  const owner = path.startsWith("receiver.") ? receiver : bucket;
  if (!owner?.units || !policy) return value;
  const isAmount = amountFacts.test(path) && requested?.unit?.dimension === owner.dimension;
  return isAmount || balanceFacts.test(path) ? quantityOf(value, owner.units, policy) : value;
}
