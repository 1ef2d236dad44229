import { createClient } from "@tmf654/client";
import { createMock } from "@tmf654/mock";
import { expect, test } from "vitest";

test("reads and tops up a bucket in a browser", async () => {
  const mock = createMock();
  const client = createClient({
    baseUrl: "https://ocs.example/tmf-api/prepayBalanceManagement/v4",
    fetch: mock.fetch,
    idempotency: true,
  });
  const before = await client.bucket.retrieve("ana-main");
  await client.topupBalance.create({
    bucket: { id: "ana-main" },
    partyAccount: { id: "acc-ana" },
    usageType: "monetary",
    amount: { amount: 10, units: "EUR" },
  });
  const after = await client.bucket.retrieve("ana-main");
  expect(after.remainingValue?.amount).toBe((before.remainingValue?.amount ?? 0) + 10);
});
