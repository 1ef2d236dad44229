import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { bundleDocument } from "./document.ts";
import { findStaleFiles, writeFiles } from "./files.ts";
import { generatedFiles } from "./main.ts";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "generate-"));
});
afterEach(() => rmSync(root, { recursive: true }));

const files = { "a/generated/one.ts": "1", "a/generated/two.ts": "2", "docs/three.md": "3" };

test("missing, edited and left-over files are stale, and writing corrects them", () => {
  writeFiles(root, files, ["a/generated/one.ts", "a/generated/two.ts"]);
  writeFileSync(join(root, "a/generated/two.ts"), "edited");
  writeFileSync(join(root, "a/generated/gone.ts"), "of an emitter that is no more");
  const stalePaths = findStaleFiles(root, files);
  expect(stalePaths).toEqual(["a/generated/two.ts", "docs/three.md", "a/generated/gone.ts"]);
  writeFiles(root, files, stalePaths);
  expect(findStaleFiles(root, files)).toEqual([]);
  expect(readFileSync(join(root, "a/generated/two.ts"), "utf8")).toBe("2");
});

test("a file in an ordinary folder beside a generated file is kept", () => {
  writeFiles(root, files, Object.keys(files));
  writeFileSync(join(root, "docs/own.md"), "written by hand");
  expect(findStaleFiles(root, files)).toEqual([]);
});

test("`generate --check` fails on a changed contract and names the stale files", async () => {
  const main = resolve("scripts/generate/main.ts");
  const run = (...args: string[]) =>
    spawnSync(process.execPath, ["--conditions=@tmf654/source", main, ...args], {
      cwd: root,
      encoding: "utf8",
    });
  cpSync("spec", join(root, "spec"), { recursive: true });
  const freshFiles = await generatedFiles(await bundleDocument("spec/openapi.yaml"));
  writeFiles(root, freshFiles, Object.keys(freshFiles));
  expect(run("--check")).toMatchObject({ status: 0, stderr: "" });
  const period = join(root, "spec/schemas/enums/RecurringPeriodType.yaml");
  writeFileSync(period, readFileSync(period, "utf8").replace("- monthly", "- yearly"));
  const failedRun = run("--check");
  expect(failedRun.status).toBe(1);
  expect(failedRun.stderr).toContain("packages/contract/src/generated/enums.ts is stale: run");
}, 120_000);
