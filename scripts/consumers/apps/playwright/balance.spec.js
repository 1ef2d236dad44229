import { expect, test } from "@tmf654/mock/playwright";

test.use({ mockOptions: { clock: "2026-03-10T12:00:00Z" } });

test("the page shows the balance", async ({ page, mock }) => {
  mock.subscribers.spend("ana-main", { amount: 5.5, units: "EUR" });
  await page.goto("/");
  await expect(page.getByText("€20.00")).toBeVisible();
  expect(mock).toHaveReceived("retrieveBucket", { times: 1 });
});
