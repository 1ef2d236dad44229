import { createMock, type Mock, type MockOptions } from "@tmf654/mock";
import { expect } from "vitest";

/** Fills the database of a tenant with actions, keys, a listener and a voucher lock. */
export async function fillTenant(database: MockOptions["database"]): Promise<Mock> {
  const mock = createMock({ scenario: "everyday", database });
  const post = (path: string, body: object, key = "k1") =>
    mock.fetch(`http://mock${mock.basePath}/${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", "idempotency-key": key },
      body: JSON.stringify(body),
    });
  await post("hub", { callback: "http://127.0.0.1:9/events" });
  const common = {
    usageType: "monetary",
    bucket: { id: "ana-main" },
    partyAccount: { id: "acc-ana" },
  };
  const amount = { amount: 4, units: "EUR" };
  expect((await post("topupBalance", { ...common, amount })).status).toBe(201);
  await post("reserveBalance", { ...common, amount }, "k2");
  await post("topupBalance", { ...common, amount, voucher: "WRONG" }, "k3");
  await mock.events.drain();
  return mock;
}
