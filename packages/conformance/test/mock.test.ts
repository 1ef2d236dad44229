/** The reference mock passes every case. */
import { expect, test } from "vitest";
import { caseLevels, planCases } from "../src/index.ts";
import { certificateRows } from "../src/report/summary.ts";
import { wideCertificate } from "./mutants/setups.ts";
import {
  casesWithVerdict,
  delayedSetup,
  runAgainst,
  securedSetup,
  startMock,
} from "./support/mock-server.ts";

test("there are at least 250 cases, each with a unique id, on all four levels", () => {
  const cases = planCases({});
  expect(cases.length).toBeGreaterThanOrEqual(250);
  expect(new Set(cases.map(({ id }) => id)).size).toBe(cases.length);
  expect(new Set(cases.map(({ level }) => level))).toEqual(new Set(caseLevels));
});

test("no text of a case has an unfilled placeholder", () => {
  for (const each of planCases({})) {
    const texts = [each.id, each.title, each.rule, each.why].join(" ");
    expect(texts).not.toMatch(/\{(?:resource|Resource|attribute|value|Value|kind)\}/);
  }
});

test("the mock passes every case of every level within ten seconds", async () => {
  const server = startMock(securedSetup.mock);
  const before = process.cpuUsage();
  const report = await runAgainst(server, securedSetup.run);
  await server.close();
  const { user, system } = process.cpuUsage(before);
  expect(casesWithVerdict(report, "failed", "inconclusive")).toEqual([]);
  const skipped = report.cases.filter(({ verdict }) => verdict === "skipped");
  // The next test runs these cases against a mock that completes actions later.
  expect(skipped.filter(({ needs }) => !needs.includes("delay"))).toEqual([]);
  expect(report.summary.passed).toBe(planCases({}).length - skipped.length);
  expect(report.responseNotes.filter(({ kind }) => kind === "issue")).toEqual([]);
  // CPU time, because elapsed time depends on other programs of the platform.
  expect((user + system) / 1e6).toBeLessThan(10);
});

test("a mock that completes actions later passes the cases that need one", async () => {
  const server = startMock(delayedSetup.mock);
  const needing = planCases({}).filter(({ needs }) => needs.includes("delay"));
  const filters = needing.map(({ id }) => id);
  const report = await runAgainst(server, { ...delayedSetup.run, filters });
  await server.close();
  expect(casesWithVerdict(report, "failed", "inconclusive", "skipped")).toEqual([]);
  expect(report.summary.passed).toBe(6);
});

test("the profile ctk passes a certificate with all operations, even POST /bucket", async () => {
  const server = startMock({ profile: "ctk" });
  const run = { certificate: wideCertificate, onlyCertificate: true };
  const certified = await runAgainst(server, { ...run, levels: ["certified"] });
  expect(casesWithVerdict(certified, "failed", "inconclusive", "skipped")).toEqual([]);
  const hub = await runAgainst(server, {
    ...run,
    filters: ["contract.hub.", "contract.listener."],
  });
  expect(casesWithVerdict(hub, "failed", "inconclusive", "skipped")).toEqual([]);
  const rows = certificateRows(wideCertificate, [...certified.cases, ...hub.cases]);
  const cells = rows.flatMap((row) => row.cells);
  expect(cells.filter(({ counts }) => counts.passed === 0)).toEqual([]);
  await server.close();
});

test("the profile ctk passes every other case, except those that its leniency breaks", async () => {
  const server = startMock({ profile: "ctk" });
  const report = await runAgainst(server, { levels: ["contract", "guidelines", "behaviour"] });
  await server.close();
  // This mock fills in missing members, and creates unknown buckets.
  const lenient =
    /create\.without-\w+$|^behaviour\.(?:topupBalance\.unknown-bucket|event\.failure\.[\w.]+)$/;
  const broken = report.cases.filter(({ verdict }) => /failed|inconclusive/.test(verdict));
  expect(broken.filter(({ id }) => !lenient.test(id)).map(({ id }) => id)).toEqual([]);
  expect(report.summary.passed).toBeGreaterThan(300);
});

test.each(["certified", "ctk"])(
  "the mock under the profile %s passes every case that applies",
  async (profile) => {
    const server = startMock({ profile });
    const levels = ["certified"] as const;
    const report = await runAgainst(server, { levels, onlyCertificate: true });
    await server.close();
    expect(casesWithVerdict(report, "failed", "inconclusive")).toEqual([]);
    expect(report.summary.passed).toBeGreaterThan(100);
  },
);

test("the certified profile passes its cases, except where it fills in a member", async () => {
  const server = startMock({ profile: "certified" });
  const report = await runAgainst(server, { onlyCertificate: true });
  await server.close();
  // The certificate makes the usage type optional, and lets a product or a number name the bucket.
  const optional = /create\.without-(?:bucket|usageType): /;
  const broken = casesWithVerdict(report, "failed", "inconclusive");
  expect(broken.filter((line) => !optional.test(line))).toEqual([]);
  expect(report.summary.skipped).toBeGreaterThan(0);
  expect(report.summary.passed).toBeGreaterThan(200);
});

test("a run that may only read sends only GET and changes nothing", async () => {
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
  expect(casesWithVerdict(report, "failed")).toEqual([]);
  // That scenario has no transfer, and a run that only reads cannot create one.
  for (const each of casesWithVerdict(report, "inconclusive"))
    expect(each).toContain("transferBalance");
  expect(casesWithVerdict(report, "skipped")[0]).toContain("--allow-writes");
});

test("a run that writes restores every balance, and lists what it could not undo", async () => {
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
