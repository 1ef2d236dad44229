import { expect, test } from "@tmf654/mock/vitest";
import { topUp } from "./app.ts";

test("a top-up changes the balance", async ({ mock }) => {
  await topUp("ana-main", { amount: 10, units: "EUR" });
  expect(mock).toHaveReceived("createTopupBalance", { times: 1 });
  expect(mock).toHaveBalance("ana-main", "35.50 EUR");
});
