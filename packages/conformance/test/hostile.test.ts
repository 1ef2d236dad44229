/** Hostile servers: every case ends, and no case passes without evidence. */
import { expect, test } from "vitest";
import {
  type ConformanceOptions,
  type ConformanceReport,
  runConformance,
  toHtml,
  toJUnit,
} from "../src/index.ts";

type Fetch = typeof globalThis.fetch;

const run = (fetch: Fetch, options: Partial<ConformanceOptions> = {}): Promise<ConformanceReport> =>
  runConformance({
    fetch,
    baseUrl: "http://server/base",
    allowWrites: true,
    timeoutMs: 5,
    eventTimeoutMs: 5,
    callback: { url: "http://localhost:9/events", received: () => [] },
    concurrency: 20,
    ...options,
  });

const never = new Promise<never>(() => {});

const json = (text: string, status = 200): Response =>
  new Response(text, { status, headers: { "content-type": "application/json" } });

const createEndlessResponse = (): Response =>
  new Response(
    new ReadableStream({
      pull: (controller) => controller.enqueue(new TextEncoder().encode("[".repeat(65_536))),
    }),
  );

/** Servers that no case can pass. */
const silent: readonly { readonly $name: string; readonly fetch: Fetch; readonly why: RegExp }[] = [
  { $name: "never responds", fetch: () => never, why: /no response within 5 ms/ },
  {
    $name: "drops every connection",
    fetch: async () => {
      throw new TypeError("fetch failed", { cause: new Error("socket hang up") });
    },
    why: /fetch failed: socket hang up/,
  },
  {
    $name: "stops in the middle of the body",
    fetch: async () => new Response(new ReadableStream({ pull: () => never })),
    why: /no response within 5 ms/,
  },
  {
    $name: "responds with 500 to everything",
    fetch: async () => json('{"code":"1","reason":"Internal error"}', 500),
    why: /got 500/,
  },
  { $name: "redirects everything", fetch: async () => json("", 302), why: /got 302/ },
];

test.each(silent)("a server that $$name passes no case", async ({ fetch, why }) => {
  const report = await run(fetch);
  expect(report.summary.passed).toBe(0);
  expect(report.summary.failed).toBeGreaterThan(50);
  const ended = report.cases.filter(({ verdict }) => verdict === "failed");
  for (const { reason } of ended) expect(reason).toMatch(why);
  expect(toHtml(report)).toContain("Not proven conformant");
});

/** Servers with a meaningless body: only cases about status or headers can pass. */
const nonsense: readonly { readonly $name: string; readonly fetch: Fetch }[] = [
  { $name: "a web page", fetch: async () => new Response("<html>Welcome</html>") },
  {
    $name: "bytes that are not text",
    fetch: async () => new Response(new Uint8Array([255, 0, 254])),
  },
  { $name: "null", fetch: async () => json("null") },
  { $name: "a number", fetch: async () => json("7") },
  { $name: "a list of nulls", fetch: async () => json("[null,null]") },
  { $name: "an object instead of a list", fetch: async () => json('{"bucket":[]}') },
  {
    $name: "a thousand nested lists",
    fetch: async () => json("[".repeat(1000) + "]".repeat(1000)),
  },
  { $name: "half a document", fetch: async () => json('[{"id":"b1"') },
  { $name: "nothing", fetch: async () => new Response(null, { status: 204 }) },
];

test.each(nonsense)(
  "a server that always returns $$name passes no case about bodies",
  async ({ fetch }) => {
    const report = await run(fetch);
    expect(report.cases.length).toBe(
      Object.values(report.summary).reduce((sum, one) => sum + one, 0),
    );
    for (const { id, verdict, steps } of report.cases) {
      if (verdict !== "passed") continue;
      const bodies = steps.flatMap(({ checks }) =>
        checks.filter(({ expected }) => /schema|some element|each element is [^n]/.test(expected)),
      );
      expect([id, bodies]).toEqual([id, []]);
    }
    expect(report.summary.failed).toBeGreaterThan(50);
  },
  60_000,
);

test("an endless body is read only up to the limit", async () => {
  const report = await run(async () => createEndlessResponse(), {
    filters: ["bucket.list.schema"],
    timeoutMs: 5000,
  });
  expect(report.cases.map(({ reason }) => reason)).toEqual([expect.stringMatching(/longer than/)]);
});

test("hostile text stays text in every report", async () => {
  const evil = '</script><script>alert(1)</script>" onload="x" ]]> \u0000\u001b[31m\u202e';
  const report = await run(async () => json(JSON.stringify([{ id: evil, href: evil }])));
  const page = toHtml(report);
  expect(page).not.toContain("<script");
  expect(page).not.toContain("\u001b");
  expect(page).not.toContain("\u202e");
  expect(toJUnit(report)).not.toContain("\u001b");
});
