import { expect, test } from "vitest";
import { createModules, scenarioOf } from "../assembly/modules.ts";
import { listAccumulated, retrieveAccumulated } from "./accumulated.ts";
import { seedScenario } from "./seed.ts";

const wholeList = { where: undefined, sort: [], offset: 0, limit: 1000, fields: undefined };

test("every balance of a list is found by its id, also without a party account", () => {
  const { core, clock } = createModules({ clock: "2026-03-01T12:00:00Z" });
  seedScenario(scenarioOf("everyday"), core, clock.now());
  for (const amount of [1, 2]) {
    const remainingValue = { amount, units: "GB" };
    core.execute({ type: "open", body: { usageType: "data", remainingValue } });
  }
  const { items } = listAccumulated(core, wholeList);
  for (const balance of items) expect(retrieveAccumulated(core, balance.id)).toEqual(balance);
  const balanceWithoutAccount = retrieveAccumulated(core, "data");
  expect(balanceWithoutAccount?.totalBalance).toEqual({ amount: 3, units: "GB" });
  expect(retrieveAccumulated(core, "voice")).toBeUndefined();
});
