import { type Scenario, scenarios } from "@tmf654/mock";
import { family } from "./family.ts";

/** Scenarios of the mock with usual customers, a long history and test numbers. */
const builtIn = ["everyday", "busy-history", "test-values"].flatMap(
  (name) => scenarios.get(name) ?? [],
);
const parts: readonly Scenario[] = [...builtIn, family];

/** The customers of this app, for the mock in the page and for the mock server. */
export const selfCare: Scenario = {
  name: "self-care",
  description: "The customers of a prepaid operator, with a family and a long history.",
  subscribers: parts.flatMap(({ subscribers = [] }) => subscribers),
  vouchers: parts.flatMap(({ vouchers = [] }) => vouchers),
  actions: parts.flatMap(({ actions = [] }) => actions),
};
