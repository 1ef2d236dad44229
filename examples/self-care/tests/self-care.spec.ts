/** The tests of the app: each runs through MSW in the page and through the mock server. */
import { expect, test } from "@playwright/test";
import { control, open, pay, payButton, requestsOf, status, violations } from "./page.ts";

const ana = "34600000101";
const rosa = "34600000120";
const omar = "12025550141";
const elif = "4915228817105";

test("the balance shows money, data, minutes and texts with their validity", async ({ page }) => {
  await open(page, ana);
  const main = page.getByRole("region", { name: "Main balance" });
  await expect(main).toContainText("€25.50");
  await expect(main).toContainText("Valid until");
  for (const [name, amount] of [
    ["Bonus balance", "€5.00"],
    ["Monthly data", "7.25 GB"],
    ["National minutes", "184 min"],
    ["Text messages", "96 SMS"],
  ] as const) {
    const bucket = page.getByRole("listitem").filter({ hasText: name });
    await expect(bucket).toContainText(amount);
    await expect(bucket).toContainText("days left");
  }
  await expect(page.getByText("almost used up")).toBeHidden();
});

test("a low balance has a warning", async ({ page }) => {
  await open(page, elif);
  await expect(page.getByText("Your credit is almost used up.")).toBeVisible();
  await expect(page.getByText("Running low")).toBeVisible();
});

test("an unknown number is refused", async ({ page }) => {
  await page.goto("/");
  await page.getByLabel("Mobile number").fill("999");
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByRole("alert")).toHaveText(/no prepaid line/);
});

test.describe("a top-up by card", () => {
  test.beforeEach(({ page }) => open(page, ana, "top-up"));

  test("is approved, and the balance changes", async ({ page }) => {
    await pay(page, "Visa •••• 4242");
    await expect(status(page)).toContainText("€10.00 added");
    await expect(status(page)).toContainText("Your new balance is €35.50.");
    await page.getByRole("link", { name: "Balance" }).click();
    await expect(page.getByRole("region", { name: "Main balance" })).toContainText("€35.50");
  });

  test("is declined, and another card works", async ({ page }) => {
    await pay(page, "Visa •••• 0002");
    await expect(status(page)).toContainText("Your card was declined.");
    await expect(status(page)).toContainText("Nothing was charged.");
    await pay(page, "Visa •••• 4242");
    await expect(status(page)).toContainText("Your new balance is €35.50.");
  });

  test("has no funds", async ({ page }) => {
    await pay(page, "Mastercard •••• 9995");
    await expect(status(page)).toContainText("Your card was declined.");
  });

  test("is slow, continues after a reload, and completes", async ({ page }) => {
    await pay(page, "Maestro •••• 3063");
    await expect(status(page)).toContainText("Your bank needs a moment.");
    // A mock in the page keeps its balances over a reload, but not its journal.
    expect(await requestsOf(page, "POST", "/topupBalance")).toBe(1);
    await page.reload();
    await expect(status(page)).toContainText("Your bank needs a moment.");
    await expect(payButton(page)).toBeDisabled();
    await control(page, "POST", "clock/advance", { duration: "PT31S" });
    await expect(status(page)).toContainText("Your new balance is €35.50.");
  });

  test("is tapped twice and paid once", async ({ page }) => {
    await payButton(page).evaluate((button) => {
      (button as HTMLButtonElement).click();
      (button as HTMLButtonElement).click();
    });
    await expect(status(page)).toContainText("Your new balance is €35.50.");
    expect(await requestsOf(page, "POST", "/topupBalance")).toBe(1);
  });

  test("loses its response, and is found and not paid again", async ({ page }) => {
    await pay(page, "Amex •••• 1005");
    await expect(status(page)).toContainText("Your new balance is €35.50.");
    expect(await requestsOf(page, "POST", "/topupBalance")).toBe(1);
  });

  test("refuses amounts that are invalid or outside the limits", async ({ page }) => {
    const amount = page.getByLabel("Or another amount");
    for (const [typed, message] of [
      ["", "Please enter an amount."],
      ["ten", "Please enter a number."],
      ["0", "Please enter an amount greater than 0."],
      ["12,345", "Please enter an amount with fewer decimals."],
      ["1000", "Please enter an amount from €2.00 to €150.00."],
    ] as const) {
      await amount.fill(typed);
      await payButton(page).click();
      await expect(page.getByRole("alert")).toHaveText(message);
      await expect(amount).toBeFocused();
    }
    await amount.fill("12,50");
    await payButton(page).click();
    await expect(status(page)).toContainText("€12.50 added");
  });
});

test.describe("a voucher", () => {
  test.beforeEach(({ page }) => open(page, ana, "top-up/voucher"));

  test("adds its value", async ({ page }) => {
    await page.getByLabel("Voucher code").fill("4110 2468 1357");
    await page.getByRole("button", { name: "Use voucher" }).click();
    await expect(status(page)).toContainText("€10.00 added");
    await expect(status(page)).toContainText("Your new balance is €35.50.");
  });

  test("adds data to a data balance", async ({ page }) => {
    await page.getByLabel("Voucher code").fill("4505 1122 3344 5566");
    await page.getByLabel("Monthly data").check();
    await page.getByRole("button", { name: "Use voucher" }).click();
    await expect(status(page)).toContainText("5 GB added");
  });

  for (const [code, message] of [
    ["0000 0000 0000", "We do not know this voucher code."],
    ["4110 0000 0001", "This voucher was already used."],
    ["4110 0000 0002", "This voucher has expired."],
    ["4505 1122 3344 5566", "This voucher is for another kind of balance."],
  ] as const) {
    test(`is refused: ${message}`, async ({ page }) => {
      await page.getByLabel("Voucher code").fill(code);
      await page.getByRole("button", { name: "Use voucher" }).click();
      await expect(status(page)).toContainText(message);
    });
  }
});

test("an automatic top-up starts, shows on the first screen, and stops", async ({ page }) => {
  await open(page, ana, "top-up/auto");
  await page.getByLabel("Every week").check();
  await page.getByRole("button", { name: "Top up €10.00 automatically" }).click();
  await expect(page.getByText("€10.00, every week")).toBeVisible();
  await page.getByRole("link", { name: "Balance" }).click();
  await expect(page.getByText("€10.00, every week")).toBeVisible();
  await expect(page.getByRole("region", { name: "Main balance" })).toContainText("€35.50");
  await page.getByRole("link", { name: /Automatic top-up/ }).click();
  await page.getByRole("button", { name: "Stop: €10.00, every week" }).click();
  await expect(page.getByRole("button", { name: /automatically/ })).toBeVisible();
});

test("a transfer shows its fee before it is sent, and takes it", async ({ page }) => {
  await open(page, ana, "send");
  const number = page.getByLabel("Friend's number");
  for (const [typed, message] of [
    ["34600000101", "This is your own number."],
    ["34999999999", "This number is not a prepaid line of ours."],
    ["447700900102", "This line has another currency."],
  ] as const) {
    await number.fill(typed);
    await page.getByRole("button", { name: "Continue" }).click();
    await expect(page.getByRole("alert")).toHaveText(message);
  }
  await number.fill("+353 209 100 113");
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByText("€5.25")).toBeVisible();
  await page.getByRole("button", { name: "Send €5.00" }).click();
  await expect(status(page)).toContainText("The fee was €0.25.");
  await page.getByRole("link", { name: "Balance" }).click();
  await expect(page.getByRole("region", { name: "Main balance" })).toContainText("€20.25");
  await expect(page.getByRole("listitem").filter({ hasText: "fee €0.25" })).toContainText("−€5.00");
});

test("the history has filters and loads page after page", async ({ page }) => {
  await open(page, omar, "history");
  const entries = page.locator("main li");
  await expect(status(page)).toHaveText(/^15 of \d+ entries$/);
  await page.getByRole("button", { name: "Show more" }).scrollIntoViewIfNeeded();
  await expect(status(page)).toHaveText(/^30 of/);
  await page.getByRole("button", { name: "Top-ups" }).click();
  await expect(status(page)).toHaveText("15 of 30 entries");
  await expect(entries.filter({ hasText: "Card top-up" })).toHaveCount(15);
  await page.getByRole("button", { name: "Usage" }).click();
  await expect(entries.filter({ hasText: "Goodwill" }).first()).toBeVisible();
  await expect(entries.filter({ hasText: "Card top-up" })).toHaveCount(0);
  await page.getByLabel("Period").selectOption("Last 7 days");
  await expect(page.getByRole("button", { name: "Show more" })).toBeHidden();
  await page.getByRole("button", { name: "Transfers" }).click();
  await expect(status(page)).toHaveText("Nothing here yet.");
});

test("a family sees its shared data and who used it", async ({ page }) => {
  await open(page, rosa);
  await page.getByRole("link", { name: "Shared by 3" }).click();
  await expect(page.getByRole("region", { name: "Family data" })).toContainText("44.75 GB");
  await expect(page.getByRole("listitem").filter({ hasText: "Rosa Vidal" })).toContainText("2 GB");
  await expect(page.getByRole("listitem").filter({ hasText: "Leo Vidal" })).toContainText("9.5 GB");
  await expect(page.getByText("15.25 GB used in total")).toBeVisible();
});

test("the language changes texts, amounts and dates, and stays", async ({ page }) => {
  await open(page, ana);
  await page.getByRole("button", { name: "Español" }).click();
  await expect(page.getByRole("heading", { name: "Hola, Ana" })).toBeVisible();
  await expect(page.getByText(/25,50\s€/)).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("lang", "es");
  await page.goto("/#/top-up");
  await page.reload();
  await expect(page.getByRole("button", { name: /Pagar 10,00\s€/ })).toBeVisible();
  await page.getByLabel("U otro importe").fill("0");
  await page.getByRole("button", { name: /^Pagar/ }).click();
  await expect(page.getByRole("alert")).toHaveText("Escribe un importe mayor que 0.");
});

test("a keyboard skips to the content and pays", async ({ page }) => {
  await open(page, ana, "top-up");
  await page.reload();
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
  await page.getByRole("button", { name: "Skip to content" }).press("Enter");
  await expect(page.getByRole("main")).toBeFocused();
  await payButton(page).press("Enter");
  await expect(status(page)).toContainText("€10.00 added");
});

test.describe("axe finds nothing", () => {
  const screens = [
    [ana, ""],
    [elif, ""],
    [ana, "top-up"],
    [ana, "top-up/voucher"],
    [ana, "top-up/auto"],
    [ana, "send"],
    [ana, "history"],
    [rosa, "family"],
  ] as const;
  // The dark scheme changes colours only.
  for (const [colorScheme, ...rules] of [["light"], ["dark", "color-contrast"]] as const) {
    test(`on any screen, ${colorScheme}`, async ({ page }) => {
      test.setTimeout(120_000);
      await page.emulateMedia({ colorScheme });
      await page.goto("/");
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      expect(await violations(page, ...rules)).toEqual([]);
      for (const [number, route] of screens) {
        await page.evaluate((line) => sessionStorage.setItem("self-care.number", line), number);
        await page.goto(`/#/${route}`);
        await page.reload();
        await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
        expect({ route, found: await violations(page, ...rules) }).toEqual({ route, found: [] });
        const width = await page.evaluate(() => document.documentElement.scrollWidth);
        expect({ route, width }).toEqual({ route, width: 390 });
      }
    });
  }

  test("in the states of a payment", async ({ page }) => {
    await open(page, ana, "top-up");
    await page.getByLabel("Or another amount").fill("0");
    await payButton(page).click();
    expect(await violations(page)).toEqual([]);
    await page.getByRole("button", { name: "€10", exact: true }).click();
    for (const [card, text] of [
      ["Visa •••• 0002", "declined"],
      ["Maestro •••• 3063", "bank"],
    ] as const) {
      await pay(page, card);
      await expect(status(page)).toContainText(text);
      expect(await violations(page)).toEqual([]);
    }
    await control(page, "POST", "clock/advance", { duration: "PT31S" });
    await expect(status(page)).toContainText("€10.00 added");
    expect(await violations(page)).toEqual([]);
  });
});
