/** Ten tests in parallel workers: each starts with the same balance, and its top-up is the first. */
import { expect, test } from "@tmf654/mock/playwright";

test.describe.configure({ mode: "parallel" });

for (let index = 1; index <= 10; index += 1) {
  test(`test ${index} has a mock of its own`, async ({ page, mock }) => {
    await page.goto("/");
    await expect(page.locator("body")).toHaveText("€25.50");
    for (let time = 0; time < index; time += 1) await page.evaluate(() => globalThis.topUp(10));
    await page.reload();
    await expect(page.locator("body")).toHaveText(`€${index * 10 + 25}.50`);
    expect(mock).toHaveBalance("ana-main", `${index * 10 + 25.5} EUR`);
    expect(mock).toHaveReceived("createTopupBalance", { times: index });
    expect(mock).toHaveDelivered("TopupBalanceCreateEvent", { times: index });
  });
}

test("the page steers the mock under its own origin", async ({ page, mock }) => {
  await page.goto("/");
  await page.evaluate(() => fetch("/__mock/buckets/ana-main/suspend", { method: "POST" }));
  expect(mock.get("bucket", "ana-main").status).toBe("suspended");
  const other = await page.evaluate(() =>
    fetch("http://other.test/__mock/state").then(
      ({ status }) => status,
      () => "failed",
    ),
  );
  expect(other).not.toBe(200);
});
