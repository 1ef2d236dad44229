import { everydayHistory } from "./everyday-history.ts";
import type { Scenario } from "./scenario.ts";
import { specialSubscribers } from "./special-subscribers.ts";
import { usualSubscribers } from "./usual-subscribers.ts";
import { vouchers } from "./vouchers.ts";

/**
 * A scenario with fourteen customers from different countries. Their numbers have no real owner.
 *
 * Some regulators reserve numbers for fiction:
 * - GB 7700 900, US 555-01, FR 6 39 98
 * - AU 491 570, IE 20 91, DE 152 28817
 *
 * The other numbers are from ranges that are not in use.
 */
export const everyday: Scenario = {
  name: "everyday",
  description: "Fourteen subscribers: rich, low, empty, shared, expired, suspended.",
  subscribers: [...usualSubscribers, ...specialSubscribers],
  vouchers,
  actions: everydayHistory,
};
