/**
 * Pictures of the page at `/__mock/`, in light and dark, for a wide and a narrow window.
 * `npm run screenshots -- FOLDER [SCREEN…]` takes them. Fails when the page reports an error.
 * `npm run screenshots -- --check` takes all of them, and also fails when a picture of docs/images
 * no longer shows the page.
 */
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { createMock } from "@tmf654/mock";
import { serve } from "@tmf654/mock/node";
import { chromium, type Page } from "playwright";
import { chromiumPath } from "../not-run.ts";
import { root } from "../packages.ts";
import { comparePictures } from "./compare-pictures.ts";
import { sendSampleRequests } from "./sample-requests.ts";

const places: Readonly<Record<string, string>> = {
  subscribers: "subscribers",
  subscriber: "subscribers/34600000101",
  bucket: "buckets/ana-main",
  requests: "requests",
  request: "requests/8",
  events: "events",
  time: "time",
  state: "state",
  contract: "contract",
};

const windows = [
  { name: "wide", width: 1280, height: 860 },
  { name: "narrow", width: 390, height: 844 },
] as const;

const words = process.argv.slice(2);
const isCheck = words.includes("--check");
const [folder = ".cache/screenshots", ...names] = words.filter((word) => word !== "--check");
const issues: string[] = [];
mkdirSync(folder, { recursive: true });
const clock = "2026-11-27T12:00:00Z";
const mock = createMock({ scenario: "everyday", clock, seed: 654, fetch });
const server = await serve(mock);
await sendSampleRequests(mock, server);
const browser = await chromium.launch({ executablePath: chromiumPath, args: ["--no-sandbox"] });
try {
  for (const { name: size, width, height } of windows) {
    for (const colorScheme of ["light", "dark"] as const) {
      const page = await browser.newPage({ viewport: { width, height }, colorScheme });
      page.on("pageerror", (error) => issues.push(`${page.url()}: ${error.message}`));
      page.on("console", (message) => {
        if (message.type() === "error") issues.push(`${page.url()}: ${message.text()}`);
      });
      await takePictures(page, `${size}-${colorScheme}`);
      if (isCheck) issues.push(...(await picturesIssues(page, `${size}-${colorScheme}`)));
      await page.close();
    }
  }
} finally {
  await browser.close();
  await server.close();
  await mock.close();
}
for (const issue of issues) console.error(issue);
process.exitCode = issues.length === 0 ? 0 : 1;

async function takePictures(page: Page, suffix: string): Promise<void> {
  for (const [name, place] of Object.entries(places)) {
    if (names.length > 0 && !names.includes(name)) continue;
    await page.goto(`${server.url}/__mock/#/${place}`);
    await page.getByText("Live", { exact: false }).first().waitFor();
    if (name === "contract") {
      await page.frameLocator("iframe").getByText("/bucket/{id}").first().waitFor();
    }
    await page.waitForTimeout(700);
    await page.screenshot({ path: join(folder, `${name}-${suffix}.png`) });
  }
}

/** The issues of the pictures of a window that the documents show. */
async function picturesIssues(page: Page, suffix: string): Promise<readonly string[]> {
  const found: string[] = [];
  // The content security policy of the mock's page allows no pictures of another place.
  await page.goto("about:blank");
  for (const name of Object.keys(places).map((place) => `${place}-${suffix}.png`)) {
    const shown = join(root, "docs", "images", name);
    if (!existsSync(shown)) continue;
    const issue = await comparePictures(page, shown, join(folder, name));
    if (issue !== undefined) found.push(`docs/images/${name}: ${issue}`);
  }
  return found;
}
