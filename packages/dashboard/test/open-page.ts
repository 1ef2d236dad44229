import { createMock, type Mock, type MockOptions } from "@tmf654/mock";
import { type MockServer, serve } from "@tmf654/mock/node";
import { type Browser, chromium, type Page } from "playwright";
import { afterAll, afterEach, beforeAll } from "vitest";
import { buildDashboard, isDashboardBuilt } from "../../../scripts/dashboard/build.ts";
import { chromiumPath } from "../../../scripts/not-run.ts";

/** A page of the browser, with the mock and the server behind it. */
export interface OpenPage {
  readonly page: Page;
  readonly mock: Mock;
  readonly server: MockServer;
  /** The errors of the page and the messages of its console, which are empty when all is well. */
  readonly errors: string[];
}

const viewports = { wide: { width: 1280, height: 860 }, narrow: { width: 390, height: 844 } };

/** The start of a page in a test. */
export interface PageOptions extends MockOptions {
  readonly place?: string;
  readonly size?: keyof typeof viewports;
  readonly colorScheme?: "light" | "dark";
}

/** Starts a browser for the tests of a file. Returns the function that opens pages. */
export function usePages(): (options?: PageOptions) => Promise<OpenPage> {
  let browser: Browser | undefined;
  const closing: (() => Promise<unknown>)[] = [];
  beforeAll(async () => {
    if (!isDashboardBuilt()) await buildDashboard();
    browser = await chromium.launch({ executablePath: chromiumPath, args: ["--no-sandbox"] });
  });
  afterEach(async () => {
    await Promise.all(closing.splice(0).map((close) => close()));
  });
  afterAll(() => browser?.close());
  return async ({ place = "", size = "wide", colorScheme = "light", ...options } = {}) => {
    if (!browser) throw new Error("The browser has not started.");
    const mock = createMock({ scenario: "default", clock: "2026-11-27T12:00:00Z", ...options });
    const server = await serve(mock);
    const context = await browser.newContext({
      viewport: viewports[size],
      colorScheme,
      reducedMotion: "reduce",
    });
    closing.push(
      () => context.close(),
      () => server.close(),
      () => mock.close(),
    );
    const page = await context.newPage();
    const errors: string[] = [];
    page.on("pageerror", (error) => errors.push(error.message));
    page.on("console", (message) => {
      if (message.type() === "error") errors.push(message.text());
    });
    await page.goto(`${server.url}/__mock/${place}`);
    return { page, mock, server, errors };
  };
}
