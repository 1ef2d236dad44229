/** @jest-environment jsdom */
const { createMock } = require("@tmf654/mock");
const { createControl } = require("@tmf654/mock/control");
const { matchers, recordEvents } = require("@tmf654/mock/jest");
const { serve } = require("@tmf654/mock/node");

expect.extend(matchers);
const mock = createMock();
const remedy = 'In Jest use the environment "node", or "jest-fixed-jsdom"';

test.each([
  ["mock.fetch", () => mock.fetch(`http://mock${mock.basePath}/bucket/ana-main`)],
  ["the control client", () => createControl({ fetch: mock.fetch }).state()],
  ["serve", async () => serve(mock)],
])("jsdom without fetch: the import works, and %s names the remedy", async (_, call) => {
  await expect(call()).rejects.toThrow(remedy);
});

test("jsdom without structuredClone: the mock keeps state and sends events", async () => {
  recordEvents(mock);
  mock.subscribers.spend("ana-main", { amount: 5.5, units: "EUR" });
  expect(mock).toHaveBalance("ana-main", "20 EUR");
  mock.engine.create("topupBalance", {
    bucket: { id: "ana-main" },
    partyAccount: { id: "acc-ana" },
    usageType: "monetary",
    amount: { amount: 5, units: "EUR" },
  });
  expect(mock).toHaveDelivered("TopupBalanceCreateEvent");
  mock.restore(mock.snapshot());
});
