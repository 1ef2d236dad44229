import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test, vi } from "vitest";
import { readArguments } from "./arguments.ts";
import { createServedMock } from "./setup.ts";

const folder = mkdtempSync(join(tmpdir(), "tmf654-scenarios-"));
afterAll(() => rmSync(folder, { recursive: true }));

function fileOf(key: string): string {
  const main = { key: "main", usageType: "monetary", name: "M", amount: 1, units: "EUR" };
  const subscriber = { key, name: key, msisdn: "447700900999", buckets: [main] };
  const path = join(folder, `${key}.json`);
  writeFileSync(path, JSON.stringify({ name: key, subscribers: [subscriber] }));
  return path;
}

async function bucketsOf(scenario: string): Promise<readonly string[]> {
  const settings = readArguments(["--scenario", scenario], {});
  if (!("port" in settings)) throw new Error("the arguments are wrong");
  const { handler, basePath } = createServedMock(settings, undefined);
  const response = await handler.fetch(`http://mock${basePath}/bucket?fields=id`);
  return ((await response.json()) as { id: string }[]).map(({ id }) => id);
}

test("combines scenario names and files in their order", async () => {
  const [mine, yours] = [fileOf("mine"), fileOf("yours")];
  expect(await bucketsOf(mine)).toEqual(["mine-main"]);
  expect((await bucketsOf(`low-balance, ${mine},${yours}`)).slice(-2)).toEqual([
    "mine-main",
    "yours-main",
  ]);
  expect((await bucketsOf(`${mine},low-balance`))[0]).toBe("mine-main");
});

const bucket = { key: "main", usageType: "monetary", name: "M", amount: 1, units: "EUR" };
const subscriber = { key: "a", name: "A", msisdn: "447700900999", buckets: [bucket] };
const voucher = { code: "1", amount: 1, units: "EUR", usageType: "monetary" };

function write(content: object): string {
  const path = join(folder, "tried.json");
  writeFileSync(path, JSON.stringify({ name: "tried", ...content }));
  return path;
}

test.each([
  [
    "subscribers[0].buckets[0].ends",
    { subscribers: [{ ...subscriber, buckets: [{ ...bucket, ends: "1 day" }] }] },
  ],
  [
    "subscribers[0].buckets[0].starts",
    { subscribers: [{ ...subscriber, buckets: [{ ...bucket, starts: "PT" }] }] },
  ],
  ["vouchers[0].expires", { vouchers: [{ ...voucher, expires: "P" }] }],
  ["vouchers[0].grants", { vouchers: [{ ...voucher, grants: "-P1D" }] }],
  ["actions[0].at", { actions: [{ at: "yesterday", resource: "topupBalance", body: {} }] }],
])(
  "a scenario file with an invalid %s is an error that names the file and the path",
  async (at, content) => {
    const path = write(content);
    await expect(bucketsOf(path)).rejects.toThrow(`${path}: invalid scenario: ${at} must be a`);
  },
);

test("a scenario file without subscribers starts an empty mock, with a warning", async () => {
  const warn = vi.spyOn(console, "error").mockImplementation(() => {});
  const path = write({});
  expect(await bucketsOf(path)).toEqual([]);
  expect(warn.mock.calls).toEqual([
    [`The scenario ${path} has no subscribers, so it adds no buckets.`],
  ]);
  warn.mockClear();
  await bucketsOf(write({ subscribers: [subscriber] }));
  expect(warn).not.toHaveBeenCalled();
  warn.mockRestore();
});

test("a tenant that was replaced returns as a new mock", async () => {
  const settings = readArguments(["--tenants", "--max-tenants", "1"], {});
  if (!("port" in settings)) throw new Error("the arguments are wrong");
  const { handler, basePath, close } = createServedMock(settings, undefined);
  const read = async (path: string) =>
    (await handler.fetch(`http://localhost${path}`)).json() as Promise<unknown[]>;
  const journal = async () => (await read("/__mock/journal")).length;
  await read(`${basePath}/bucket`);
  expect(await journal()).toBe(1);
  await read(`/t/other${basePath}/bucket`);
  expect(await journal()).toBe(0);
  await close();
});
