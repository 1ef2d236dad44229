const { createClient } = require("@tmf654/client");
const { createMock } = require("@tmf654/mock");

test("a top-up changes the balance", async () => {
  const mock = createMock({ clock: "2026-03-10T12:00:00Z" });
  const client = createClient({ baseUrl: `http://mock${mock.basePath}`, fetch: mock.fetch });
  const topup = await client.topupBalance.create({
    bucket: { id: "ana-main" },
    partyAccount: { id: "acc-ana" },
    usageType: "monetary",
    amount: { amount: 10, units: "EUR" },
  });
  expect(topup.status).toBe("completed");
  expect((await client.bucket.retrieve("ana-main")).remainingValueName).toBe("€35.50");
});
