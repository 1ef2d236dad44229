import { expect, test } from "vitest";
import { usePages, violations } from "./open-page.ts";

const open = usePages();

const places = ["#/subscribers/34600000101", "#/buckets/ana-main", "#/time", "#/state"];

test.each(places)("axe finds nothing on %s", async (place) => {
  for (const [size, colorScheme] of [
    ["wide", "light"],
    ["wide", "dark"],
    ["narrow", "light"],
  ] as const) {
    const { page, mock } = await open({ place, size, colorScheme, scenario: "everyday" });
    mock.faults.add({ fault: { kind: "status" }, times: 3 });
    await page.getByRole("heading", { level: 1 }).waitFor();
    await page.waitForTimeout(400);
    expect(await violations(page)).toEqual([]);
  }
});

test("axe finds nothing in a dialog", async () => {
  const { page } = await open({ place: "#/buckets/ana-main" });
  await page.getByRole("button", { name: "Top up Main balance" }).click();
  await page.getByRole("dialog").waitFor();
  expect(await violations(page)).toEqual([]);
});

test("a keyboard reaches the content, opens a dialog and comes back to its button", async () => {
  const { page } = await open({ place: "#/buckets/ana-main" });
  await page.getByRole("button", { name: "Top up Main balance" }).waitFor();
  await page.keyboard.press("Tab");
  expect(await page.locator(":focus").innerText()).toBe("Skip to content");
  await page.keyboard.press("Enter");
  expect(await page.locator(":focus").getAttribute("id")).toBe("main");
  const button = page.getByRole("button", { name: "Top up Main balance" });
  await button.focus();
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").waitFor();
  await page.keyboard.press("Escape");
  await expect.poll(() => page.getByRole("dialog").count()).toBe(0);
  expect(await button.evaluate((element) => element === document.activeElement)).toBe(true);
});

test("no screen is wider than a phone", async () => {
  for (const place of places) {
    const { page } = await open({ place, size: "narrow", scenario: "everyday" });
    await page.getByRole("heading", { level: 1 }).waitFor();
    await page.waitForTimeout(300);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect({ place, width }).toEqual({ place, width: 390 });
  }
});
