/** The reference mock keeps every rule that the cases check. */
import { expect, test } from "vitest";
import { caseLevels, planCases } from "../src/index.ts";
import { endedAs, runAgainst, startMock } from "./support/mock-server.ts";

test("there are at least 250 cases, each with an id of its own, on all four levels", () => {
  const cases = planCases({});
  expect(cases.length).toBeGreaterThanOrEqual(250);
  expect(new Set(cases.map(({ id }) => id)).size).toBe(cases.length);
  expect(new Set(cases.map(({ level }) => level))).toEqual(new Set(caseLevels));
});

test("no text of a case has a name that was not filled in", () => {
  for (const each of planCases({})) {
    const texts = [each.id, each.title, each.rule, each.why].join(" ");
    expect(texts).not.toMatch(/\{(?:resource|Resource|attribute|value|kind)\}/);
  }
});

test("the mock passes every case of every level within ten seconds", async () => {
  const server = startMock();
  const before = process.cpuUsage();
  const report = await runAgainst(server);
  await server.close();
  const { user, system } = process.cpuUsage(before);
  expect(endedAs(report, "failed", "inconclusive", "skipped")).toEqual([]);
  expect(report.summary.passed).toBe(planCases({}).length);
  expect(report.responseNotes.filter(({ kind }) => kind === "issue")).toEqual([]);
  // Processor time: the wall clock of a busy machine says nothing about the suite.
  expect((user + system) / 1e6).toBeLessThan(10);
});

test.each(["certified", "ctk"])(
  "the mock under the profile %s passes every case that applies",
  async (profile) => {
    const server = startMock({ profile });
    const levels = ["certified"] as const;
    const report = await runAgainst(server, { levels, onlyCertificate: true });
    await server.close();
    expect(endedAs(report, "failed", "inconclusive")).toEqual([]);
    expect(report.summary.passed).toBeGreaterThan(100);
  },
);

test("the certified profile passes the other levels too, as far as its operations go", async () => {
  const server = startMock({ profile: "certified" });
  const report = await runAgainst(server, { onlyCertificate: true });
  await server.close();
  expect(endedAs(report, "failed", "inconclusive")).toEqual([]);
  expect(report.summary.skipped).toBeGreaterThan(0);
  expect(report.summary.passed).toBeGreaterThan(200);
});

test("a run that may only read sends nothing but GET, and leaves the world as it was", async () => {
  const server = startMock({ scenario: "default,busy-history" });
  const methods = new Set<string>();
  const fetch: typeof globalThis.fetch = (input, init) => {
    methods.add(init?.method ?? "GET");
    return server.fetch(input, init);
  };
  const report = await runAgainst({ ...server, fetch }, { allowWrites: false });
  await server.close();
  expect([...methods]).toEqual(["GET"]);
  expect(report.cleanUp).toEqual({ written: 0, undone: [], left: [] });
  expect(endedAs(report, "failed")).toEqual([]);
  // That scenario has no transfer, and nothing may make one.
  for (const each of endedAs(report, "inconclusive")) expect(each).toContain("transferBalance");
  expect(endedAs(report, "skipped")[0]).toContain("--allow-writes");
});

test("a run that writes puts every balance back, and says what it could not undo", async () => {
  const server = startMock();
  const balances = async (): Promise<unknown> =>
    (await server.fetch(`${server.baseUrl}/bucket?fields=remainingValue,reservedValue`)).json();
  const before = await balances();
  const report = await runAgainst(server);
  expect(await balances()).toEqual(before);
  const list = await server.fetch(`${server.baseUrl}/topupBalance`);
  expect(await list.json()).toEqual([]);
  expect(report.cleanUp.written).toBeGreaterThan(100);
  expect(report.cleanUp.left).toEqual([expect.stringContaining("entries of the history")]);
  await server.close();
});
