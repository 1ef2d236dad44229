import { createControl } from "@tmf654/mock/control";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { type ExposedMock, startWorker } from "../../src/browser/index.ts";
import { createMock, type Mock } from "../../src/index.ts";
import { topup } from "../support/bodies.ts";

const base = "/tmf-api/prepayBalanceManagement/v4";
const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
const first = createMock();

const lines: string[] = [];

beforeAll(async () => {
  // The page of an earlier test file may have set `tmf654`.
  Reflect.deleteProperty(globalThis, "tmf654");
  vi.spyOn(console, "info").mockImplementation((line) => lines.push(line));
  await startWorker(first);
});
beforeEach(() => {
  first.reset();
  warn.mockClear();
});
afterAll(async () => {
  const worker = await startWorker(first);
  await worker.stop();
  vi.restoreAllMocks();
});

/** The number of requests that each mock received for one top-up of the page. */
async function topUp(...mocks: readonly Mock[]): Promise<readonly number[]> {
  const amount = { amount: 10, units: "EUR" };
  const body = topup({ amount, bucket: { id: "ana-main" }, partyAccount: { id: "acc-ana" } });
  const headers = { "content-type": "application/json" };
  const init = { method: "POST", headers, body: JSON.stringify(body) };
  expect((await fetch(`${base}/topupBalance`, init)).status).toBe(201);
  return mocks.map((mock) => mock.journal().length);
}

test("a second start, as in a hot update, replaces the first one", async () => {
  const second = createMock();
  await startWorker(second);
  expect(await topUp(first, second)).toEqual([0, 1]);
  const control = createControl({ baseUrl: location.origin, fetch: (request) => fetch(request) });
  await control.subscribers.suspend("ana-main");
  expect([first, second].map((mock) => mock.get("bucket", "ana-main")?.status)).toEqual([
    "active",
    "suspended",
  ]);
  const { tmf654 } = globalThis as unknown as { tmf654: ExposedMock };
  expect(tmf654.mock).toBe(second);
  expect(warn).not.toHaveBeenCalled();
  expect(lines).toHaveLength(1);
});

test("of two concurrent starts, as in React's strict mode, the second one remains", async () => {
  const [second, third] = [createMock(), createMock()];
  await Promise.all([startWorker(second), startWorker(third)]);
  expect(await topUp(first, second, third)).toEqual([0, 0, 1]);
  expect(warn).not.toHaveBeenCalled();
});

test("a start that fails leaves the mock before it", async () => {
  const second = createMock();
  await startWorker(second);
  const start = startWorker(createMock(), { worker: { url: "/missing/worker.js" } });
  await expect(start).rejects.toThrow("script is missing");
  expect(await topUp(second)).toEqual([1]);
});
