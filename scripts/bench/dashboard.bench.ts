/**
 * The page of the mock in Chromium: the time to its first data, and its longest task with much
 * data. The last row is the cost of an open page for the server.
 */
import { existsSync } from "node:fs";
import { type Browser, chromium, type Page } from "playwright";
import { chromiumPath } from "../not-run.ts";
import { type Bench, median, type Row } from "./harness.ts";
import type { Load } from "./http-bytes.ts";
import { builtCommand, canMeasure, type ServerProcess, startServer } from "./server-process.ts";

const base = "/tmf-api/prepayBalanceManagement/v4";
const rounds = 5;
const subscribers = 20_000;
const requests = 10_000;
const row = ".pane-list .row";
const jsonHeaders = { "content-type": "application/json" };

/** The members of a bucket that a top-up of it needs. */
interface Bucket {
  readonly id: string;
  readonly partyAccount: object;
  readonly remainingValue: { readonly units: string };
}

export const bench: Bench = {
  title: "Page of the mock",
  run: async () => {
    if (!canMeasure || !existsSync(chromiumPath)) return [];
    const browser = await chromium.launch({
      executablePath: chromiumPath,
      args: ["--no-sandbox", "--disable-gpu"],
    });
    try {
      return [
        await measureFirstData(browser),
        await measureLongestTask(browser),
        await costOfOpenPage(browser),
      ];
    } finally {
      await browser.close();
    }
  },
};

/** The time from a new tab without a cache to the first subscribers. */
async function measureFirstData(browser: Browser): Promise<Row> {
  const server = await startServer(builtCommand(["--log", "off"]));
  const times: number[] = [];
  for (let round = -1; round < rounds; round += 1) {
    const page = await openPage(browser, server, "");
    await page.locator(row).first().waitFor();
    const time = await page.evaluate(() => performance.now());
    if (round >= 0) times.push(time);
    await page.context().close();
  }
  await server.stop();
  return { name: "first data in a new tab", value: median(times), unit: "ms", atMost: 1000 };
}

/** The longest task while a person uses the page, and another client sends requests. */
async function measureLongestTask(browser: Browser): Promise<Row> {
  const server = await startServer(builtCommand(["--log", "off"]));
  const seed = { method: "POST", path: "/__mock/seed", headers: jsonHeaders };
  await server.send({ ...seed, body: JSON.stringify({ subscribers }) });
  const state = JSON.parse((await server.send({ path: "/__mock/state" })).text);
  const list = await server.send({ path: `${base}/bucket?usageType=monetary&limit=1` });
  const [bucket] = JSON.parse(list.text);
  const load = [{ path: `${base}/bucket/${bucket.id}` }, topUpOf(bucket)];
  const page = await openPage(browser, server, "");
  await page.locator(row).first().waitFor();
  const sending = server.cpuOf(load, requests);
  for (const text of ["10", "100", "1000"]) {
    await page.getByRole("searchbox").fill(text);
    await page.waitForTimeout(400);
  }
  for (const screen of ["Requests", "Events", "Time", "State", "Subscribers"]) {
    await page.getByRole("link", { name: screen, exact: true }).click();
    await page.getByRole("heading", { name: screen, level: 1 }).waitFor();
    await page.mouse.wheel(0, 2000);
    await page.waitForTimeout(400);
  }
  await page.goto(`${server.url}/__mock/#/buckets/${encodeURIComponent(bucket.id)}`);
  await page.waitForTimeout(400);
  await sending;
  const tasks = await page.evaluate(() => (globalThis as unknown as { tasks: number[] }).tasks);
  await page.context().close();
  await server.stop();
  const note = `${tasks.length} tasks above 50 ms, while ${requests} requests run`;
  const rowName = `longest task of the page with ${state.counts.buckets} buckets`;
  return { name: rowName, value: Math.max(0, ...tasks), unit: "ms", atMost: 400, note };
}

/** The CPU time of the same requests with the page open, divided by that without a page. */
async function costOfOpenPage(browser: Browser): Promise<Row> {
  const server = await startServer(builtCommand(["--log", "off"]));
  const list = await server.send({ path: `${base}/bucket?usageType=monetary&limit=1` });
  const [bucket] = JSON.parse(list.text);
  const load = [{ path: `${base}/bucket/${bucket.id}` }, topUpOf(bucket)];
  const ratios: number[] = [];
  let costBefore = await server.cpuOf(load, requests);
  for (let round = -1; round < rounds; round += 1) {
    const page = await openPage(browser, server, "#/requests");
    await page.locator(row).first().waitFor();
    const costWithPage = await server.cpuOf(load, requests);
    await page.context().close();
    const costAfter = await server.cpuOf(load, requests);
    // The server warms up and its state grows, so the measurements before and after both count.
    if (round >= 0) ratios.push((2 * costWithPage) / (costBefore + costAfter));
    costBefore = costAfter;
  }
  await server.stop();
  const rowName = "CPU of the busy server with an open page, CPU / CPU without one";
  return { name: rowName, value: median(ratios), unit: "×", atMost: 1.1 };
}

/** Returns the request for a small top-up of a bucket. */
function topUpOf({ id, partyAccount, remainingValue: { units } }: Bucket): Load {
  const amount = { amount: 0.01, units };
  const body = JSON.stringify({ bucket: { id }, partyAccount, usageType: "monetary", amount });
  return { method: "POST", path: `${base}/topupBalance`, headers: jsonHeaders, body };
}

/** Opens a place of the page. `tasks` of the page has the durations of its tasks above 50 ms. */
async function openPage(browser: Browser, { url }: ServerProcess, place: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await page.addInitScript(() => {
    const tasks: number[] = [];
    Object.assign(globalThis, { tasks });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) tasks.push(duration);
    }).observe({ type: "longtask", buffered: true });
  });
  await page.goto(`${url}/__mock/${place}`);
  return page;
}
