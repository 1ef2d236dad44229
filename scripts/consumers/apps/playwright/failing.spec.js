/** A test that fails on purpose: main.mjs reads the attachment of its report. */
import { expect, test } from "@tmf654/mock/playwright";

test("fails", async ({ page }) => {
  await page.goto("/");
  await expect(page.locator("body")).toHaveText("€25.50");
  expect(1).toBe(2);
});
