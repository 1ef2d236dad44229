import { expect, test } from "@tmf654/mock/playwright";

test("a top-up moves the balance", async ({ page, mock }) => {
  await page.goto("/");
  await expect(page.getByText("€25.50")).toBeVisible();
  await page.getByRole("button").click();
  await expect(page.getByText("€35.50")).toBeVisible();
  expect(mock).toHaveReceived("createTopupBalance", { times: 1 });
});

test("a refused top-up moves nothing, and the customer reads why", async ({ page, mock }) => {
  mock.subscribers.suspend("ana-main");
  await page.goto("/");
  await page.getByRole("button").click();
  await expect(page.getByRole("alert")).toHaveText("Refused: bucketSuspended");
  expect(mock).toHaveBalance("ana-main", "25.50 EUR");
});
