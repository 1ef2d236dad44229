import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createMock, type Mock, type MockOptions } from "@tmf654/mock";
import { type MockServer, serve } from "@tmf654/mock/node";
import { type Browser, chromium, type Page } from "playwright";
import { afterAll, afterEach, beforeAll } from "vitest";
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

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Returns the violations that axe finds, with options for its run. */
export async function violations(page: Page, options: object = {}): Promise<readonly string[]> {
  // The content security policy allows no script of others, so the browser adds it.
  const session = await page.context().newCDPSession(page);
  await session.send("Runtime.evaluate", { expression: axe });
  return page.evaluate(async (given) => {
    const { axe } = globalThis as unknown as {
      axe: {
        run(options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
      };
    };
    const result = await axe.run(given);
    return result.violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
  }, options);
}
