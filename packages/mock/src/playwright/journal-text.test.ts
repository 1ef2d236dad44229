import { expect, test } from "vitest";
import { createMock } from "../assembly/create-mock.ts";
import { journalText } from "./journal-text.ts";

const base = "http://mock/tmf-api/prepayBalanceManagement/v4";

test("the journal as text has a line for each request, with its bodies", async () => {
  const mock = createMock({ clock: "2026-03-10T12:00:00Z" });
  mock.faults.add({ match: { operation: "listBucket" }, fault: { kind: "drop" }, times: 1 });
  await mock.fetch(`${base}/bucket?limit=1`).catch(() => {});
  await mock.fetch(`${base}/bucket/none`);
  const body = JSON.stringify({ amount: { amount: 1, units: "EUR" } });
  const headers = { "content-type": "application/json" };
  await mock.fetch(`${base}/topupBalance`, { method: "POST", headers, body });
  const lines = journalText(mock.journal()).split("\n");
  expect(lines.map((line) => line.slice(0, 90))).toEqual([
    "2026-03-10T12:00:00.000Z GET /bucket?limit=1 connection dropped (listBucket)",
    "2026-03-10T12:00:00.000Z GET /bucket/none 404 (retrieveBucket)",
    expect.stringContaining('  response: {"code"'),
    "2026-03-10T12:00:00.000Z POST /topupBalance 400 (createTopupBalance)",
    '  request: {"amount":{"amount":1,"units":"EUR"}}',
    expect.stringContaining('  response: {"code"'),
  ]);
});

test("a long body is cut", async () => {
  const mock = createMock();
  await mock.fetch(`${base}/bucket`);
  const [, response = ""] = journalText(mock.journal()).split("\n");
  expect([response.length, response.at(-1)]).toEqual([2013, "…"]);
});
