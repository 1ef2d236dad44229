import { deepFreeze } from "../ports/deep-freeze.ts";
import { busyHistory } from "./busy-history.ts";
import { everyday } from "./everyday.ts";
import { expiredYesterday } from "./expired-yesterday.ts";
import { familyShared } from "./family-shared.ts";
import { lowBalance } from "./low-balance.ts";
import { manyBuckets } from "./many-buckets.ts";
import { newSubscriber } from "./new-subscriber.ts";
import { packs } from "./packs.ts";
import { compose, type Scenario } from "./scenario.ts";
import { suspendedLine } from "./suspended-line.ts";
import { testValues } from "./test-values.ts";

/** The subscribers of a scenario without history, so that tests start with empty lists of actions. */
function withoutHistory(scenario: Scenario): Scenario {
  return { ...scenario, actions: [] };
}

/** The default scenario of a mock. The test numbers come last. */
export const defaultScenario: Scenario = compose(
  "default",
  withoutHistory(everyday),
  withoutHistory(packs),
  testValues,
);

/** The scenario without data, for tests that create their own. */
export const emptyScenario: Scenario = {
  name: "empty",
  description: "No subscribers, no vouchers.",
};

/** Every built-in scenario, by name. */
export const scenarios: ReadonlyMap<string, Scenario> = new Map(
  [
    defaultScenario,
    emptyScenario,
    everyday,
    newSubscriber,
    lowBalance,
    familyShared,
    expiredYesterday,
    suspendedLine,
    manyBuckets,
    busyHistory,
    packs,
    testValues,
  ].map((scenario) => [scenario.name, deepFreeze(scenario)]),
);

/**
 * Combines the scenarios in a comma list of names, such as `low-balance,busy-history`. Returns
 * `undefined` if a name is unknown.
 */
export function findScenario(names: string): Scenario | undefined {
  const namedScenarios = names.split(",").map((name) => scenarios.get(name.trim()));
  const knownScenarios = namedScenarios.filter((part) => part !== undefined);
  if (knownScenarios.length !== namedScenarios.length) return undefined;
  return knownScenarios.length === 1
    ? knownScenarios[0]
    : deepFreeze(compose(names, ...knownScenarios));
}
