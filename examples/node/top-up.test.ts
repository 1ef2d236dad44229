import { execFile } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { createMock } from "@tmf654/mock";
import { serve } from "@tmf654/mock/node";
import { expect, test } from "vitest";

const here = import.meta.dirname;
const script = readFileSync(join(here, "top-up.ts"), "utf8");
const [, snippet] =
  /```ts\n([\s\S]*?)```/.exec(readFileSync(join(here, "../../README.md"), "utf8")) ?? [];
const BASE = "/tmf-api/prepayBalanceManagement/v4";

test("the script matches the README", () => {
  expect(snippet).toBe(script);
});

test("tops up a bucket, and a plain request reads the new balance", async () => {
  const server = await serve(createMock());
  try {
    const { stdout } = await run(script.replace("http://127.0.0.1:4010", server.url));
    expect(stdout).toBe("completed €25.50 -> €35.50\n");
    const bucket = await (await fetch(`${server.url}${BASE}/bucket/ana-main`)).json();
    expect(bucket).toMatchObject({ remainingValue: { amount: 35.5, units: "EUR" } });
  } finally {
    await server.close();
  }
});

/** Runs a script in its own process, from a file next to the example. */
function run(text: string) {
  const folder = join(here, ".cache");
  const file = join(folder, "top-up.ts");
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, text);
  return promisify(execFile)(process.execPath, ["--conditions=@tmf654/source", file]);
}
