import { existsSync } from "node:fs";
import { createMock } from "@tmf654/mock";
import { serve } from "@tmf654/mock/node";
import { type Browser, chromium } from "playwright";
import { createServer } from "vite";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { chromiumPath } from "../../scripts/not-run.ts";

/** Without Chromium no tests are declared here; the test run lists them as not run. */
const sources = existsSync(chromiumPath) ? (["page", "server"] as const) : [];

describe("the page", () => {
  let browser: Browser;
  let pageUrl = "";
  const closing: (() => Promise<unknown>)[] = [];

  beforeAll(async () => {
    if (sources.length === 0) return;
    const vite = await createServer({
      configFile: `${import.meta.dirname}/vite.config.ts`,
      server: { hmr: false, watch: null },
    });
    await vite.listen(0);
    pageUrl = vite.resolvedUrls?.local[0] ?? "";
    const server = await serve(createMock());
    pageUrl += `?server=${encodeURIComponent(server.url)}`;
    const args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"];
    browser = await chromium.launch({ executablePath: chromiumPath, args });
    closing.push(
      () => browser.close(),
      server.close,
      () => vite.close(),
    );
  }, 60_000);
  afterAll(async () => {
    for (const close of closing) await close();
  });

  test("runs if Chromium is installed", () => {
    expect(sources.length === 0).toBe(!existsSync(chromiumPath));
  });

  for (const source of sources) {
    test(`shows buckets and tops one up, with the ${source} as source`, async () => {
      const page = await browser.newPage();
      const errors: string[] = [];
      page.on("pageerror", (error) => errors.push(error.message));
      await page.goto(`${pageUrl}&source=${source}`);
      const card = page.locator("[data-bucket=ana-main]");
      await card.getByText("€25.50").waitFor();
      await card.getByRole("button", { name: "Top up 5 EUR" }).click();
      await card.getByText("€30.50").waitFor();
      expect(await page.locator("#buckets li").count()).toBeGreaterThan(4);
      const screenshot = process.env.TMF654_SCREENSHOTS;
      if (screenshot)
        await page.screenshot({ path: `${screenshot}/${source}.png`, fullPage: true });
      expect(errors).toEqual([]);
      await page.close();
    }, 60_000);
  }
});
