import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type ExposedMock, openDashboard, startWorker } from "../../src/browser/index.ts";
import { createMock } from "../../src/index.ts";
import { topup } from "../support/bodies.ts";

const base = "/tmf-api/prepayBalanceManagement/v4";
const mock = createMock();
let worker: Awaited<ReturnType<typeof startWorker>>;
let page: Window & typeof globalThis;

const slow = { timeout: 20_000 };
const see = (text: string) =>
  vi.waitFor(() => expect(page.document.body?.innerText).toContain(text), slow);

function find<T extends HTMLElement = HTMLElement>(selector: string): Promise<T> {
  return vi.waitFor(() => {
    const found = page.document.querySelector<T>(selector);
    expect(found).not.toBeNull();
    return found as T;
  }, slow);
}

beforeAll(async () => {
  worker = await startWorker(mock);
  const { tmf654 } = globalThis as unknown as { tmf654: ExposedMock };
  page = (await tmf654.openDashboard()) as typeof page;
});
afterAll(async () => {
  page.close();
  await worker.stop();
});

test("the page of a mock behind MSW shows what the app does, without a reload", async () => {
  await see("Ana Martín");
  await see("€25.50");
  const amount = { amount: 10, units: "EUR" };
  const body = topup({ amount, bucket: { id: "ana-main" }, partyAccount: { id: "acc-ana" } });
  const response = await fetch(`${base}/topupBalance`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  expect(response.status).toBe(201);
  await see("€35.50");
  page.location.hash = "#/requests";
  await see("ana-main +€10.00 → €35.50");
  page.location.hash = "#/contract";
  await see("npx tmf654-mock");
});

test("the page changes the mock, which the app sees", async () => {
  page.location.hash = "#/buckets/ana-main";
  (await find('[aria-label="Top up Main balance"]')).click();
  (await find<HTMLFormElement>("dialog[open] form")).requestSubmit();
  await see("topped up to Main balance");
  const bucket = await (await fetch(`${base}/bucket/ana-main`)).json();
  expect(bucket.remainingValue.amount).toBe(45.5);
});

test("the window runs the files of the page only, and sends nothing to the network", async () => {
  await find("#app main");
  const script = page.document.createElement("script");
  script.textContent = "globalThis.hasRun = true";
  page.document.body.append(script);
  expect("hasRun" in page).toBe(false);
  await expect(page.fetch(new URL("/", location.href).href)).rejects.toThrow();
});

test("a blocked window is named with its remedy", async () => {
  const open = vi.spyOn(window, "open").mockReturnValue(null);
  await expect(openDashboard(mock)).rejects.toThrow(/blocked the window.*listener of a click/);
  open.mockRestore();
});
