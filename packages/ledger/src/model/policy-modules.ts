import type { DecisionContext, PolicyModules } from "./context.ts";

/** The name of a module that is also the name of its policy. */
type PolicyModuleName = Exclude<
  keyof PolicyModules,
  "reversals" | "usage" | "dailyLimits" | "topupsWhenLow"
>;

/**
 * Returns a policy module. Throws when the context lacks it, because that is an error of the
 * program.
 */
export function requireModule<Name extends keyof PolicyModules>(
  { modules }: DecisionContext,
  name: Name,
): NonNullable<PolicyModules[Name]> {
  const module = modules?.[name];
  if (module) return module;
  throw new Error(
    `policy module ${name} is missing: pass it in modules, from "@tmf654/ledger/policies"`,
  );
}

/** Throws when the policy has one of these members, and its module is missing. */
export function requireModules(context: DecisionContext, names: readonly PolicyModuleName[]): void {
  for (const name of names) {
    if (context.modules?.[name]) continue;
    if (hasMember(context.policy[name])) requireModule(context, name);
  }
}

/** Every decision runs this check, and a list of keys would cost more. */
function hasMember(value: object): boolean {
  for (const _ in value) return true;
  return false;
}
