import { expect, test } from "vitest";
import type { RequestView } from "../seam.ts";
import { createJournal } from "./journal.ts";

const request = (path: string): RequestView => ({
  operation: undefined,
  method: "GET",
  path,
  query: "",
  header: () => undefined,
  body: undefined,
});
const answer = (body: string) => ({ status: 200, headers: {}, body });

test("§9 the journal keeps the last entries up to its count", () => {
  const journal = createJournal(3, 1e6);
  for (let n = 1; n <= 5000; n += 1) journal.record(request(`/${n}`), answer("{}"), n);
  expect(journal.entries().map(({ path }) => path)).toEqual(["/4998", "/4999", "/5000"]);
});

test("§9 the journal keeps the last entries up to its bytes", () => {
  const journal = createJournal(1000, 10_000);
  for (let n = 1; n <= 50; n += 1) journal.record(request(`/${n}`), answer("x".repeat(1000)), n);
  const { length } = journal.entries();
  expect(length).toBeGreaterThan(5);
  expect(length).toBeLessThan(10);
  expect(journal.entries().at(-1)?.path).toBe("/50");
});

test("§9 an exchange longer than the cap is kept without its bodies", () => {
  const journal = createJournal(1000, 10_000);
  journal.record(request("/a"), answer("x".repeat(20_000)), 1);
  expect(journal.entries()).toMatchObject([{ path: "/a", status: 200, responseBody: undefined }]);
});

test("§9 a dropped connection has status 0", () => {
  const journal = createJournal(10, 10_000);
  journal.record(request("/a"), { status: 201, headers: {}, body: undefined, drop: true }, 1);
  expect(journal.entries()[0]?.status).toBe(0);
});
