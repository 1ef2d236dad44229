/** The HTML report in Chromium: no errors, accessible, complete in print. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, chromium, type Page } from "playwright";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { chromiumPath } from "../../../scripts/not-run.ts";
import { type ConformanceReport, toHtml } from "../src/index.ts";
import { allMutants } from "./mutants/all.ts";
import { type Mutant, mutate } from "./mutants/mutant.ts";
import { runAgainst, startMock } from "./support/mock-server.ts";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const folder = mkdtempSync(join(tmpdir(), "tmf654-report-"));
const file = join(folder, "report.html");
/** Axe checks every element, so a tenth of the cases is enough: it has all kinds of elements. */
const smallFile = join(folder, "small.html");

let report: ConformanceReport;
let browser: Browser;

beforeAll(async () => {
  const server = startMock();
  const mutant = allMutants.find(({ name }) => name === "a top-up adds twice") as Mutant;
  report = await runAgainst(mutate(server, mutant), { server: "<b>Server</b> & Sons" });
  await server.close();
  writeFileSync(file, toHtml(report));
  const cases = report.cases.filter(({ level }) => level === "behaviour");
  writeFileSync(smallFile, toHtml({ ...report, cases }));
});

afterAll(() => rmSync(folder, { recursive: true }));

test("the report of all cases is at most 1.5 MB", () => {
  expect(report.summary.failed).toBeGreaterThan(0);
  expect(Buffer.byteLength(toHtml(report))).toBeLessThan(1.5 * 1024 * 1024);
});

test("the certificate's table comes before any other", () => {
  const page = toHtml(report);
  expect(page.indexOf("<h2>Certificate")).toBeLessThan(page.indexOf("<table"));
  expect(page.indexOf("<table")).toBeLessThan(page.indexOf("<h2>The run"));
});

describe.skipIf(!existsSync(chromiumPath))("in Chromium", () => {
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: chromiumPath, args: ["--no-sandbox"] });
  });
  afterAll(() => browser.close());

  const open = async (
    scheme: "light" | "dark",
    width = 1100,
    shown = file,
  ): Promise<[Page, string[]]> => {
    const context = await browser.newContext({
      bypassCSP: true,
      colorScheme: scheme,
      viewport: { width, height: 900 },
    });
    const page = await context.newPage();
    const errors: string[] = [];
    page.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning") errors.push(message.text());
    });
    page.on("pageerror", (error) => errors.push(error.message));
    await page.goto(pathToFileURL(shown).href);
    return [page, errors];
  };

  test.each(["light", "dark"] as const)(
    "axe finds no issue in the %s page",
    async (scheme) => {
      const [page, errors] = await open(scheme, 1100, smallFile);
      await page.evaluate(axe);
      const violations = await page.evaluate(async () => {
        const { axe: checker } = globalThis as unknown as {
          axe: { run: () => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
        };
        const found = (await checker.run()).violations;
        return found.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 120)}`);
      });
      expect(violations).toEqual([]);
      expect(errors).toEqual([]);
      await page.context().close();
    },
    120_000,
  );

  test("hostile text is shown as text", async () => {
    const [page] = await open("light");
    expect(await page.textContent("h1")).toContain("<b>Server</b> & Sons");
    expect(await page.locator("h1 b").count()).toBe(0);
    await page.context().close();
  });

  test("the page fits the screen of a phone", async () => {
    const [page] = await open("light", 360);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(360);
    await page.context().close();
  });

  test("failed cases are open, and the others can be hidden", async () => {
    const [page] = await open("light");
    expect(await page.locator("details.failed:not([open])").count()).toBe(0);
    await page.check("#show-rest");
    expect(await page.locator("details.passed:visible").count()).toBe(0);
    expect(await page.locator("details.failed:visible").count()).toBe(report.summary.failed);
    await page.context().close();
  });

  test("a print cuts no row, is not too wide, and has space to sign", async () => {
    const [page] = await open("dark", 720);
    await page.emulateMedia({ media: "print" });
    const cut = await page.evaluate(
      () =>
        [...document.querySelectorAll("tr, .sign, .result, pre")].filter(
          (one) => getComputedStyle(one).breakInside !== "avoid",
        ).length,
    );
    expect(cut).toBe(0);
    const tables = page.locator("table");
    for (const table of await tables.all()) {
      const box = await table.boundingBox();
      expect(box === null ? 0 : box.x + box.width).toBeLessThanOrEqual(720);
    }
    expect(await page.locator(".sign").isVisible()).toBe(true);
    expect(await page.locator("fieldset").isVisible()).toBe(false);
    const back = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    expect(back).toBe("rgb(255, 255, 255)");
    expect((await page.pdf({ format: "A4" })).subarray(0, 5).toString()).toBe("%PDF-");
    await page.context().close();
  }, 60_000);
});
