import { expect, test } from "vitest";
import type { RequestView } from "../ports/http-message.ts";
import { createJournal } from "./journal.ts";

const request = (path: string): RequestView => ({
  operation: undefined,
  method: "GET",
  path,
  query: "",
  header: () => undefined,
  headers: () => ({}),
  body: undefined,
  bodyBytes: 0,
});
const response = (body: string) => ({ status: 200, headers: {}, body });

test("The control plane: the journal keeps the last entries up to its count", () => {
  const journal = createJournal(3, 1e6);
  for (let n = 1; n <= 5000; n += 1) journal.record(request(`/${n}`), response("{}"), n);
  expect(journal.entries().map(({ path }) => path)).toEqual(["/4998", "/4999", "/5000"]);
});

test("The control plane: the journal keeps the last entries up to its bytes", () => {
  const journal = createJournal(1000, 10_000);
  for (let n = 1; n <= 50; n += 1) journal.record(request(`/${n}`), response("x".repeat(1000)), n);
  const { length } = journal.entries();
  expect(length).toBeGreaterThan(5);
  expect(length).toBeLessThan(10);
  expect(journal.entries().at(-1)?.path).toBe("/50");
});

test("The control plane: a request longer than the limit is kept without its bodies", () => {
  const journal = createJournal(1000, 10_000);
  journal.record(request("/a"), response("x".repeat(20_000)), 1);
  expect(journal.entries()).toMatchObject([{ path: "/a", status: 200, responseBody: undefined }]);
});

test("The control plane: a dropped connection has status 0", () => {
  const journal = createJournal(10, 10_000);
  journal.record(request("/a"), { status: 201, headers: {}, body: undefined, drop: true }, 1);
  expect(journal.entries()[0]?.status).toBe(0);
});

test("The control plane: an entry has its instant as text too", () => {
  const journal = createJournal(10, 10_000);
  journal.record(request("/a"), response("{}"), Date.UTC(2026, 2, 10));
  expect(journal.entries()).toMatchObject([
    { at: 1_773_100_800_000, time: "2026-03-10T00:00:00.000Z" },
  ]);
});

test("The control plane: an entry has the request's headers with masked secrets", () => {
  const journal = createJournal(10, 10_000);
  const headers = {
    accept: "application/json",
    authorization: "Bearer s3cret",
    "proxy-authorization": "s3cret",
    cookie: "session=s3cret; theme=s3cret",
  };
  journal.record({ ...request("/a"), headers: () => headers }, response("{}"), 1);
  expect(journal.entries()[0]?.requestHeaders).toEqual({
    accept: "application/json",
    authorization: "Bearer ***",
    "proxy-authorization": "***",
    cookie: "***",
  });
});

test("headers count towards the journal's limit in bytes", () => {
  const journal = createJournal(1000, 10_000);
  const headers = () => ({ "x-long": "x".repeat(1000) });
  for (let n = 1; n <= 50; n += 1) {
    journal.record({ ...request(`/${n}`), headers }, response("{}"), n);
  }
  expect(journal.entries().length).toBeLessThan(10);
});

test("a body counts by its size as received, whatever its form", () => {
  const journal = createJournal(1000, 10_000);
  for (let n = 1; n <= 50; n += 1) {
    journal.record({ ...request(`/${n}`), body: {}, bodyBytes: 500 }, response(""), n);
  }
  expect(journal.entries().length).toBeLessThan(10);
});

test("entries are found by their number, and cleared", () => {
  const journal = createJournal(40, 1e6);
  for (let n = 1; n <= 50; n += 1) journal.record(request(`/${n}`), response("{}"), n);
  expect([10, 11, 50, 51].map((number) => journal.find(number)?.path)).toEqual([
    undefined,
    "/11",
    "/50",
    undefined,
  ]);
  expect([...journal.latestFirst()].map(({ number }) => number).slice(0, 2)).toEqual([50, 49]);
  journal.clear();
  expect(journal.entries()).toEqual([]);
  journal.record(request("/d"), response("{}"), 51);
  expect(journal.entries()).toMatchObject([{ number: 51, path: "/d" }]);
});
