import type { Scenario } from "../scenarios/scenario.ts";

/** The difference between two versions of a scenario. */
export interface ScenarioDifference {
  /** The parts that only the new version has; undefined if there are none. */
  readonly added: Scenario | undefined;
  /** Names of all parts that are only in the new version: `subscriber ana`. */
  readonly addedNames: readonly string[];
  /** Names of the parts of the old version that the new one changes or does not have. */
  readonly changedNames: readonly string[];
}

/** Compares subscribers, vouchers and actions. Ignores their order and the name of the scenario. */
export function compareScenarios(oldScenario: Scenario, newScenario: Scenario): ScenarioDifference {
  const subscribers = compareParts(
    oldScenario.subscribers,
    newScenario.subscribers,
    subscriberName,
  );
  const vouchers = compareParts(
    oldScenario.vouchers,
    newScenario.vouchers,
    ({ code }) => `voucher ${code}`,
  );
  // An action has no name, so a changed action counts as a removed one and a new one.
  const actions = compareParts(
    oldScenario.actions,
    newScenario.actions,
    (action) => `${textOf(action)}`,
  );
  const isAdded = [subscribers, vouchers, actions].some(({ added }) => added.length > 0);
  const { name, description } = newScenario;
  return {
    added: isAdded
      ? {
          name,
          description,
          subscribers: subscribers.added,
          vouchers: vouchers.added,
          actions: actions.added,
        }
      : undefined,
    addedNames: [
      ...subscribers.addedNames,
      ...vouchers.addedNames,
      ...actions.addedNames.map(() => "action"),
    ],
    changedNames: [
      ...subscribers.changedNames,
      ...vouchers.changedNames,
      ...actions.changedNames.map(() => "action"),
    ],
  };
}

const subscriberName = ({ key }: { readonly key: string }): string => `subscriber ${key}`;

interface PartsDifference<T> {
  readonly added: readonly T[];
  readonly addedNames: readonly string[];
  readonly changedNames: readonly string[];
}

function compareParts<T>(
  partsBefore: readonly T[] = [],
  partsAfter: readonly T[] = [],
  nameOf: (part: T) => string,
): PartsDifference<T> {
  const oldParts = mapByName(partsBefore, nameOf);
  const newParts = mapByName(partsAfter, nameOf);
  const addedParts = [...newParts].flatMap(([name, part]) => (oldParts.has(name) ? [] : [part]));
  const changedParts = [...oldParts].filter(
    ([name, part]) => textOf(newParts.get(name)) !== textOf(part),
  );
  return {
    added: addedParts,
    addedNames: addedParts.map(nameOf),
    changedNames: changedParts.map(([, part]) => nameOf(part)),
  };
}

/** The parts by name; the same action may occur several times. */
function mapByName<T>(parts: readonly T[], nameOf: (part: T) => string): ReadonlyMap<string, T> {
  const partsByName = new Map<string, T>();
  for (const part of parts) {
    let name = nameOf(part);
    while (partsByName.has(name)) name += "+";
    partsByName.set(name, part);
  }
  return partsByName;
}

/** Returns the same text for the same data, in any order of members. */
function textOf(part: unknown): string | undefined {
  return JSON.stringify(part, (_, value: unknown) =>
    typeof value === "object" && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}
