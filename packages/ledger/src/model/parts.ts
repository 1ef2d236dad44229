import type { DecisionContext, PolicyParts } from "./context.ts";

/** A part whose policy has the same name. */
type PolicyPartName = Exclude<keyof PolicyParts, "reversals" | "usage">;

/** Returns an optional part. Throws when the context has none: an error of the program. */
export function partOf<Name extends keyof PolicyParts>(
  { parts }: DecisionContext,
  name: Name,
): NonNullable<PolicyParts[Name]> {
  const part = parts?.[name];
  if (part) return part;
  throw new Error(
    `part ${name} is missing: import it from "@tmf654/ledger/policies", and pass it in parts`,
  );
}

/** Throws when the policy has one of these members, and its part is missing. */
export function requireParts(context: DecisionContext, names: readonly PolicyPartName[]): void {
  for (const name of names) {
    // Faster than a list of the keys, for every decision.
    for (const _ in context.policy[name]) partOf(context, name);
  }
}
