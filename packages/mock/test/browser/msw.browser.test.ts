import { setupWorker } from "msw/browser";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createMock } from "../../src/index.ts";
import { handlers } from "../../src/msw/index.ts";

const base = "/tmf-api/prepayBalanceManagement/v4";
const mock = createMock();
const worker = setupWorker(...handlers(mock));

interface Bucket {
  readonly id: string;
  readonly usageType: string;
  readonly remainingValue: { readonly amount: number; readonly units: string };
  readonly partyAccount: { readonly id: string };
}

beforeAll(() => worker.start({ onUnhandledFrame: "bypass", quiet: true }));
afterAll(() => worker.stop());

async function read<T>(path: string): Promise<T> {
  return (await (await fetch(`${base}${path}`)).json()) as T;
}

test("the mock responds to a page's own fetch, and a top-up moves the balance", async () => {
  expect(navigator.serviceWorker.controller).not.toBeNull();
  const [bucket] = await read<Bucket[]>("/bucket?usageType=monetary&status=active&limit=1");
  if (!bucket) throw new Error("no bucket");
  const { id, usageType, remainingValue, partyAccount } = bucket;
  const topup = await fetch(`${base}/topupBalance`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      bucket: { id },
      partyAccount: { id: partyAccount.id },
      usageType,
      amount: { amount: 10, units: remainingValue.units },
    }),
  });
  expect([topup.status, topup.headers.get("content-type")]).toEqual([
    201,
    "application/json;charset=utf-8",
  ]);
  const after = await read<Bucket>(`/bucket/${id}`);
  expect(after.remainingValue.amount).toBe(remainingValue.amount + 10);
});

test("the mock responds for another origin's API too, with readable TMF headers", async () => {
  const response = await fetch(`https://operator.example${base}/bucket?limit=1`);
  expect(response.status).toBe(206);
  expect(Number(response.headers.get("x-total-count"))).toBeGreaterThan(1);
});

test("patterns work in the page too", async () => {
  const found = await read<Bucket[]>("/bucket?id.regex=%5E[a-z]%2B-main%24");
  expect(found.length).toBeGreaterThan(0);
});

test("a dropped connection is a network error in the page", async () => {
  mock.faults.add({ match: { operation: "listBucket" }, fault: { kind: "drop" }, times: 1 });
  await expect(fetch(`${base}/bucket`)).rejects.toThrow(TypeError);
});

test("a request outside the API goes to the network", async () => {
  const script = await (await fetch("/mockServiceWorker.js")).text();
  expect(script).toContain("addEventListener");
});
