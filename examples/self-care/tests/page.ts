/** Helpers of the tests: a page of the app, and the control plane of its mock. */
import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/** Opens a screen of a line. Each test starts with a mock in its first state. */
export async function open(page: Page, number: string, route = ""): Promise<void> {
  await page.goto("/");
  await page.getByLabel("Mobile number").fill(number);
  await control(page, "POST", "reset");
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByRole("heading", { name: "Hello," })).toBeVisible();
  if (route === "") return;
  await page.goto(`/#/${route}`);
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
}

/**
 * Calls the control plane of the mock. It has the page's origin, with the mock in the page and with
 * the mock server.
 */
export function control(page: Page, method: string, path: string, body?: object): Promise<unknown> {
  return page.evaluate(
    async ([verb, url, text]) => {
      const headers = { "content-type": "application/json" };
      const response = await fetch(url, { method: verb, headers, ...(text && { body: text }) });
      if (!response.ok) throw new Error(`${url}: ${response.status} ${await response.text()}`);
      return response.headers.get("content-type")?.includes("json") ? response.json() : undefined;
    },
    [method, `/__mock/${path}`, body ? JSON.stringify(body) : ""] as const,
  );
}

/** Returns how many requests of a method and path the mock has received. */
export async function requestsOf(page: Page, method: string, path: string): Promise<number> {
  const journal = (await control(page, "GET", "journal")) as { method: string; path: string }[];
  return journal.filter((entry) => entry.method === method && entry.path.includes(path)).length;
}

/** The button that pays. */
export const payButton = (page: Page) => page.getByRole("button", { name: /^Pay/ });
/** The region that reports what happens. */
export const status = (page: Page) => page.getByRole("status");

/** Pays 10 EUR with a card. */
export async function pay(page: Page, card: string): Promise<void> {
  await page.getByLabel(card).check();
  await payButton(page).click();
}

/** Returns what axe finds on a page; with rules, only what these rules find. */
export async function violations(page: Page, ...rules: string[]): Promise<readonly string[]> {
  const axe = new AxeBuilder({ page });
  const { violations: found } = await (rules.length > 0 ? axe.withRules(rules) : axe).analyze();
  return found.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}
