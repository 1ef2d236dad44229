import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { readCommandLine } from "./arguments.ts";
import { createServedMock } from "./served-mock.ts";
import { readContent } from "./server-content.ts";
import { readServerSettings } from "./server-settings.ts";

const folder = mkdtempSync(join(tmpdir(), "tmf654-scenarios-"));
afterAll(() => rmSync(folder, { recursive: true }));

function fileOf(key: string): string {
  const mainBucket = { key: "main", usageType: "monetary", name: "M", amount: 1, units: "EUR" };
  const subscriber = { key, name: key, msisdn: "447700900999", buckets: [mainBucket] };
  const path = join(folder, `${key}.json`);
  writeFileSync(path, JSON.stringify({ name: key, subscribers: [subscriber] }));
  return path;
}

/** Creates the mock that a command line describes. */
async function createFromArguments(args: readonly string[]) {
  const command = readCommandLine(args);
  if ("error" in command) throw new Error(command.error);
  const settings = await readServerSettings({ values: command.values, environment: {}, folder });
  const content = await readContent(settings);
  return { ...createServedMock(settings, content, { err: () => {} }), warnings: content.warnings };
}

async function bucketsOf(scenario: string): Promise<readonly string[]> {
  const { handler, basePath } = await createFromArguments(["--scenario", scenario]);
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
  const path = write({});
  expect(await bucketsOf(path)).toEqual([]);
  const warningsOf = async () => (await createFromArguments(["--scenario", path])).warnings;
  expect(await warningsOf()).toEqual([
    `The scenario ${path} has no subscribers, so it adds no buckets.`,
  ]);
  write({ subscribers: [subscriber] });
  expect(await warningsOf()).toEqual([]);
});

test("a scenario in TypeScript runs as it is", async () => {
  const path = join(folder, "typed.ts");
  const content = { name: "typed", description: "", subscribers: [subscriber] };
  writeFileSync(
    path,
    `const scenario: object = ${JSON.stringify(content)};\nexport { scenario };\n`,
  );
  expect(await bucketsOf("typed.ts")).toEqual(["a-main"]);
});

test("the error of a missing file suggests a file with a similar name", async () => {
  fileOf("family");
  await expect(bucketsOf("famly.json")).rejects.toThrow("did you mean family.json?");
});

test("events of the settings replace those of the profile", async () => {
  const folders = { profile: folder, scenario: folder };
  const { profile } = await readContent({ profile: "ctk", events: { jitter: 0 }, folders });
  expect(profile).toEqual({ name: "ctk", extends: "ctk", events: { jitter: 0 } });
});

test("a tenant that was replaced returns as a new mock, below the base path of the flag", async () => {
  const args = ["--tenants", "--max-tenants", "1", "--base-path", "/api"];
  const { handler, basePath, close } = await createFromArguments(args);
  expect(basePath).toBe("/api");
  const read = async (path: string) =>
    (await handler.fetch(`http://localhost${path}`)).json() as Promise<unknown[]>;
  const journal = async () => (await read("/__mock/journal")).length;
  await read(`${basePath}/bucket`);
  expect(await journal()).toBe(1);
  await read(`/t/other${basePath}/bucket`);
  expect(await journal()).toBe(0);
  await close();
});

test.each<[readonly string[], boolean]>([
  [[], true],
  [["--trace", "on"], true],
  [["--trace", "off"], false],
])("traces are on in the command, unless a flag says otherwise: %s", async (args, isOn) => {
  const { mock } = await createFromArguments(args);
  expect(mock.isTracing()).toBe(isOn);
});
