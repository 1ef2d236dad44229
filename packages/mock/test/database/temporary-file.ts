import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";

/** Creates a folder that is removed after the test, and returns the path of a file in it. */
export function temporaryFile(name = "sandbox.db"): string {
  const folder = mkdtempSync(join(tmpdir(), "tmf654-database-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, name);
}
