import { createControl } from "@tmf654/mock/control";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type ExposedMock, startWorker, WorkerError } from "../../src/browser/index.ts";
import { createMock } from "../../src/index.ts";
import { tmf654 } from "../../src/msw/index.ts";
import { topup } from "../support/bodies.ts";

const base = "/tmf-api/prepayBalanceManagement/v4";
const amount = { amount: 10, units: "EUR" };
// The page of an earlier test file may have saved its state while it closed.
sessionStorage.clear();
const mock = createMock({ persist: sessionStorage });
const lines: string[] = [];
let worker: Awaited<ReturnType<typeof startWorker>>;

beforeAll(async () => {
  Reflect.deleteProperty(globalThis, "tmf654");
  const info = vi.spyOn(console, "info").mockImplementation((line) => lines.push(line));
  worker = await startWorker(mock);
  info.mockRestore();
});
afterAll(async () => {
  sessionStorage.clear();
  await worker.stop();
});

const retrieve = async (id: string): Promise<{ status: string; remainingValue: typeof amount }> =>
  (await fetch(`${base}/bucket/${id}`)).json();

const topUp = (): Promise<Response> =>
  fetch(`${base}/topupBalance`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(
      topup({ amount, bucket: { id: "ana-main" }, partyAccount: { id: "acc-ana" } }),
    ),
  });

test("the mock responds to the page's own fetch, and a top-up changes the balance", async () => {
  expect(navigator.serviceWorker.controller).not.toBeNull();
  const before = await retrieve("ana-main");
  expect((await topUp()).status).toBe(201);
  const after = await retrieve("ana-main");
  expect(after.remainingValue.amount - before.remainingValue.amount).toBe(10);
});

test("the mock responds for another origin's API too, with readable TMF headers", async () => {
  const response = await fetch(`https://operator.example${base}/bucket?limit=1`);
  expect(response.status).toBe(206);
  expect(Number(response.headers.get("x-total-count"))).toBeGreaterThan(1);
});

test("patterns work in the page too", async () => {
  const found = await fetch(`${base}/bucket?id.regex=%5E[a-z]%2B-main%24`);
  expect(((await found.json()) as unknown[]).length).toBeGreaterThan(0);
});

test("a dropped connection is a network error in the page", async () => {
  mock.faults.add({ match: { operation: "listBucket" }, fault: { kind: "drop" }, times: 1 });
  await expect(fetch(`${base}/bucket`)).rejects.toThrow(TypeError);
});

test("a request outside the API goes to the network", async () => {
  const script = await (await fetch("/mockServiceWorker.js")).text();
  expect(script).toContain("addEventListener");
});

test("a handler of one operation is called before the mock", async () => {
  worker.use(tmf654.listBucket(({ respond }) => respond(503, { code: "busy", reason: "Busy" })));
  expect((await fetch(`${base}/bucket`)).status).toBe(503);
  worker.resetHandlers();
  expect((await fetch(`${base}/bucket?limit=1`)).status).toBe(206);
});

test("the control plane of the page's own origin controls the mock", async () => {
  const control = createControl({ baseUrl: location.origin, fetch: (request) => fetch(request) });
  await control.subscribers.suspend("ben-main");
  expect((await retrieve("ben-main")).status).toBe("suspended");
  expect((await control.state()).profile).toBe("reference");
  const refused = await fetch("/__mock/clock/advance", { method: "POST", body: "{}" });
  expect(refused.status).toBe(400);
});

test("globalThis.tmf654 has the mock, and the console names it once", async () => {
  const { tmf654: exposed } = globalThis as unknown as { tmf654: ExposedMock };
  expect(exposed.mock).toBe(mock);
  expect((await exposed.control.state()).basePath).toBe(base);
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain("await tmf654.control.state()");
});

test("the state survives in sessionStorage", async () => {
  await topUp();
  const { remainingValue } = await retrieve("ana-main");
  await vi.waitFor(() => {
    const reloaded = createMock({ persist: sessionStorage });
    expect(reloaded.get("bucket", "ana-main")?.remainingValue).toEqual(remainingValue);
  });
});

test("a missing worker script is named with the remedy", async () => {
  const start = startWorker(createMock(), { worker: { url: "/missing/worker.js" } });
  await expect(start).rejects.toThrow(WorkerError);
  await expect(start).rejects.toThrow(/script is missing.*npx msw init public/);
});

test.each<[object, string]>([
  [{ baseURL: `https://operator.example${base}` }, "did you mean baseUrl"],
  [{ onUnhandledRequest: "error" }, "no option is called onUnhandledRequest"],
  [{ worker: { URL: "/mockServiceWorker.js" } }, "no option is called URL"],
  [{ worker: "/mockServiceWorker.js" }, "worker must be an object"],
  [{ worker: { url: new URL("https://page.example") } }, "url must be text"],
  [{ handlers: tmf654.listBucket(() => undefined) }, "handlers must be a list"],
  [{ isExposed: "no" }, "isExposed must be true or false"],
])("an option without effect is refused: %o", async (options, message) => {
  await expect(startWorker(createMock(), options)).rejects.toThrow(message);
});
