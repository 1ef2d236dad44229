import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
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

test("a tenant that made room comes back as a new mock", async () => {
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
