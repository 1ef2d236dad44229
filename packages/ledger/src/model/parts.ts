import type { DecisionContext, PolicyParts } from "./context.ts";

/** The name of a part that is also the name of its policy. */
type PolicyPartName = Exclude<
  keyof PolicyParts,
  "reversals" | "usage" | "dailyLimits" | "topupsWhenLow"
>;

/**
 * Returns an optional part. Throws when the context lacks it, because that is an error of the
 * program.
 */
export function requirePart<Name extends keyof PolicyParts>(
  { parts }: DecisionContext,
  name: Name,
): NonNullable<PolicyParts[Name]> {
  const part = parts?.[name];
  if (part) return part;
  throw new Error(`part ${name} is missing: pass it in parts, from "@tmf654/ledger/policies"`);
}

/** Throws when the policy has one of these members, and its part is missing. */
export function requireParts(context: DecisionContext, names: readonly PolicyPartName[]): void {
  for (const name of names) {
    if (context.parts?.[name]) continue;
    if (hasMember(context.policy[name])) requirePart(context, name);
  }
}

/** Every decision runs this check, and a list of keys would cost more. */
function hasMember(value: object): boolean {
  for (const _ in value) return true;
  return false;
}
