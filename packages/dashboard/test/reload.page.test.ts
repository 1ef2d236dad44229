import type { Page } from "playwright";
import { expect, test } from "vitest";
import { usePages } from "./open-page.ts";

const open = usePages();

/** Delays the responses at paths of the control plane until the returned function is called. */
async function hold(page: Page, path: RegExp): Promise<() => void> {
  let release = (): void => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(path, async (route) => {
    await released;
    await route.continue();
  });
  return release;
}

test.each(["ana-main", "Elif"])("a search for %s keeps the dialog of its list", async (text) => {
  const { page, mock, errors } = await open();
  const card = page.getByRole("region", { name: "Main balance" });
  await card.getByText("€25.50", { exact: true }).waitFor();
  const release = await hold(page, /\/__mock\/subscribers\?/);
  await page.getByRole("searchbox").fill(text);
  await card.getByRole("button", { name: "Top up Main balance" }).click();
  const dialog = page.getByRole("dialog", { name: "Top up Main balance" });
  await dialog.getByLabel("Amount", { exact: true }).fill("12,50");
  await expect.poll(() => page.url()).toContain(text);
  release();
  await expect.poll(() => page.locator(".pane-list .row").count()).toBe(1);
  await dialog.getByRole("button", { name: "Top up" }).click();
  await page.getByText("€12.50 topped up to Main balance.").waitFor();
  expect(mock.get("bucket", "ana-main")).toMatchObject({ remainingValue: { amount: 38 } });
  expect(errors).toEqual([]);
});

test("the list keeps its subscribers until the response of a search", async () => {
  const { page } = await open();
  await page.getByRole("heading", { name: "Ana Martín" }).waitFor();
  const release = await hold(page, /\/__mock\/subscribers\?/);
  await page.getByRole("searchbox").fill("Elif");
  await expect.poll(() => page.url()).toContain("Elif");
  expect(await page.locator(".pane-list .row").count()).toBeGreaterThan(1);
  expect(await page.getByRole("heading", { name: "Ana Martín" }).isVisible()).toBe(true);
  release();
  await page.getByRole("heading", { name: /^Elif/ }).waitFor();
});

test("a person types on while the address and the list follow", async () => {
  const { page } = await open({ place: "#/subscribers/34600000101" });
  await page.getByRole("heading", { name: "Ana Martín" }).waitFor();
  await page.getByRole("searchbox").focus();
  // Each pause is long enough to start a search for the letters so far.
  for (const letter of "elif") {
    await page.keyboard.press(letter);
    await page.waitForTimeout(260);
  }
  expect(await page.getByRole("searchbox").inputValue()).toBe("elif");
  await page.getByRole("heading", { name: /^Elif/ }).waitFor();
});

test("a late address does not remove what a person typed since", async () => {
  const { page } = await open();
  await page.getByRole("heading", { name: "Ana Martín" }).waitFor();
  const field = page.getByRole("searchbox");
  await page.evaluate(() => {
    // The test types before the page receives the event of its own address change.
    const type = (): void => {
      const input = document.querySelector<HTMLInputElement>("input[type=search]");
      if (!input) return;
      input.value = "elif";
      input.dispatchEvent(new InputEvent("input", { bubbles: true }));
    };
    addEventListener("hashchange", type, { once: true, capture: true });
  });
  await field.fill("el");
  await expect.poll(() => page.url()).toContain("q=elif");
  expect(await field.inputValue()).toBe("elif");
});

const dialogs = [
  ["#/buckets/ana-main", "Top up Main balance", "Voucher code"],
  ["#/buckets/ana-main", "Spend from Main balance", /^Amount$/],
  ["#/buckets/ana-main", "Add a voucher", /^Code$/],
  ["#/state", "Add a fault", "Times"],
] as const;

test.each(dialogs)("on %s, changes in the mock keep the dialog %s", async (place, name, label) => {
  const { page, mock } = await open({ place });
  await page.getByRole("button", { name }).click();
  const field = page.getByRole("dialog").getByLabel(label);
  await field.fill("7");
  for (let count = 0; count < 3; count += 1) {
    mock.subscribers.spend("ana-main", { amount: 1, units: "EUR" });
    await page.waitForTimeout(200);
  }
  mock.reset();
  await page.waitForTimeout(400);
  expect(await field.inputValue()).toBe("7");
});

test("a dialog stays when its subscriber is gone", async () => {
  const { page, mock } = await open();
  const card = page.getByRole("region", { name: "Main balance" });
  await card.getByRole("button", { name: "Spend from Main balance" }).click();
  const field = page.getByRole("dialog").getByLabel("Amount", { exact: true });
  await field.fill("7");
  mock.reset("empty");
  await expect.poll(() => page.getByRole("heading", { name: "Ana Martín" }).count()).toBe(0);
  expect(await field.inputValue()).toBe("7");
});

test("going to another screen closes a dialog", async () => {
  const { page } = await open({ place: "#/subscribers" });
  await page.getByRole("link", { name: "State" }).click();
  await page.getByRole("button", { name: "Add a fault" }).click();
  await page.getByRole("dialog").waitFor();
  await page.goBack();
  await expect.poll(() => page.getByRole("dialog").count()).toBe(0);
});

test("a refused token keeps the dialog and its text", async () => {
  const { page, mock } = await open({ place: "#/buckets/ana-main", controlToken: "first" });
  const token = page.getByLabel("Control token");
  await token.fill("first");
  await page.getByRole("button", { name: "Open" }).click();
  await page.getByRole("button", { name: "Spend from Main balance" }).click();
  const field = page.getByLabel("Amount", { exact: true });
  await field.fill("7");
  let isRefused = true;
  await page.route(/\/__mock\//, (route) =>
    isRefused ? route.fulfill({ status: 401, body: "{}" }) : route.continue(),
  );
  mock.subscribers.spend("ana-main", { amount: 1, units: "EUR" });
  await token.waitFor();
  isRefused = false;
  await token.fill("first");
  await page.getByRole("button", { name: "Open" }).click();
  await expect.poll(() => token.count()).toBe(0);
  expect(await field.inputValue()).toBe("7");
});

test("the shown postings stay in their place when more postings load", async () => {
  const { page, mock } = await open({ place: "#/buckets/ana-main" });
  for (let count = 0; count < 120; count += 1) {
    mock.subscribers.spend("ana-main", { amount: 0.01, units: "EUR" });
  }
  const more = page.getByRole("button", { name: "Show earlier postings" });
  await more.scrollIntoViewIfNeeded();
  const before = await page.evaluate(() => scrollY);
  const release = await hold(page, /\/postings\?/);
  await more.click();
  await page.waitForTimeout(200);
  expect(await page.getByRole("row").count()).toBe(101);
  release();
  await expect.poll(() => page.getByRole("row").count()).toBeGreaterThan(120);
  expect(await page.evaluate(() => scrollY)).toBe(before);
});

test("a running clock leaves the field in which a person types a time", async () => {
  const { page, mock } = await open({ place: "#/time" });
  const field = page.getByLabel("Set to");
  await field.focus();
  const before = await field.inputValue();
  await mock.clock.advance("PT1H");
  await page.getByText("13:00:00").first().waitFor();
  expect(await field.inputValue()).toBe(before);
});
