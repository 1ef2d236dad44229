import { expect, test } from "vitest";
import type { Scenario, SeedAction, Subscriber } from "../scenarios/scenario.ts";
import { compareScenarios } from "./compare-scenarios.ts";

const ana: Subscriber = { key: "ana", name: "Ana", msisdn: "34600000101", buckets: [] };
const ben: Subscriber = { ...ana, key: "ben", msisdn: "34600000102" };
const voucher = { code: "V", amount: 1, units: "EUR", usageType: "monetary" } as const;
const action: SeedAction = { at: "-P1D", resource: "topupBalance", body: { a: 1, b: 2 } };
const createScenario = (parts: Partial<Scenario>): Scenario => ({
  name: "s",
  description: "",
  ...parts,
});

test.each<[string, Partial<Scenario>, Partial<Scenario>, readonly string[], readonly string[]]>([
  ["nothing", { subscribers: [ana] }, { subscribers: [ana] }, [], []],
  ["the order", { subscribers: [ana, ben] }, { subscribers: [ben, ana] }, [], []],
  [
    "the order of members",
    { actions: [action] },
    { actions: [{ body: { b: 2, a: 1 }, resource: "topupBalance", at: "-P1D" }] },
    [],
    [],
  ],
  ["the name", { name: "a" }, { name: "b", description: "B" }, [], []],
  ["a new subscriber", { subscribers: [ana] }, { subscribers: [ana, ben] }, ["subscriber ben"], []],
  [
    "a changed one",
    { subscribers: [ana] },
    { subscribers: [{ ...ana, name: "A" }] },
    [],
    ["subscriber ana"],
  ],
  ["one that left", { subscribers: [ana, ben] }, { subscribers: [ben] }, [], ["subscriber ana"]],
  ["a new voucher", {}, { vouchers: [voucher] }, ["voucher V"], []],
  [
    "a used voucher",
    { vouchers: [voucher] },
    { vouchers: [{ ...voucher, used: true }] },
    [],
    ["voucher V"],
  ],
  ["a new action", {}, { actions: [action] }, ["action"], []],
  [
    "a changed action",
    { actions: [action] },
    { actions: [{ ...action, at: "-P2D" }] },
    ["action"],
    ["action"],
  ],
])("the difference of two scenarios: %s", (_, oldParts, newParts, addedNames, changedNames) => {
  const foundDifference = compareScenarios(createScenario(oldParts), createScenario(newParts));
  expect([foundDifference.addedNames, foundDifference.changedNames]).toEqual([
    addedNames,
    changedNames,
  ]);
  expect(foundDifference.added !== undefined).toBe(addedNames.length > 0);
});

test("a repeated action is found as an added action", () => {
  const found = compareScenarios(
    createScenario({ actions: [action] }),
    createScenario({ actions: [action, action] }),
  );
  expect(found.added?.actions).toEqual([action]);
});
