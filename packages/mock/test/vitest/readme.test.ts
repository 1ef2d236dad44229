import { expect, test } from "@tmf654/mock/vitest";
import { topUp } from "./app.ts";

test("a top-up moves the balance", async ({ mock }) => {
  await topUp(10);
  expect(mock).toHaveReceived("createTopupBalance", { times: 1, body: { amount: { amount: 10 } } });
  expect(mock).toHaveBalance("ana-main", "35.50 EUR");
  expect(mock).toHaveDelivered("TopupBalanceCreateEvent");
});
