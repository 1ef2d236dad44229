import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openSqlite } from "@tmf654/mock/sqlite";
import { expect, onTestFinished, test } from "vitest";
import { usePages, violations } from "./open-page.ts";

const open = usePages();

/** Creates a file for a database, which is removed after the test. */
function databaseFile(): string {
  const folder = mkdtempSync(join(tmpdir(), "tmf654-page-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, "sandbox.db");
}

test("the page of a mock in memory says that the data ends with the mock", async () => {
  const { page } = await open({ place: "#/state" });
  const card = page.getByRole("region", { name: "Storage" });
  await card.getByText("In memory. The data ends with the mock.").waitFor();
});

test("the page shows where data is stored, and a failure until it ends", async () => {
  const file = databaseFile();
  const database = openSqlite(file, { maximumBytes: 600_000 });
  const { page, mock } = await open({ place: "#/state", database });
  const card = page.getByRole("region", { name: "Storage" });
  await card.getByText(`SQLite ${file}`).waitFor();
  await card.getByText("Stored", { exact: true }).waitFor();

  const body = {
    amount: { amount: 1, units: "EUR" },
    usageType: "monetary",
    reason: "x".repeat(1_000_000),
  };
  const response = await mock.fetch(`http://mock${mock.basePath}/topupBalance`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ ...body, bucket: { id: "ana-main" }, partyAccount: { id: "acc-ana" } }),
  });
  expect(response.status).toBe(503);
  await card.getByText("Failing", { exact: true }).waitFor();
  await page.getByText("The data is not stored.").waitFor();
  expect(await violations(page)).toEqual([]);
  // While storing fails, the page calls `/ready`. The mock then stores only its settings, which fit
  // into the file.
  await card.getByText("Stored", { exact: true }).waitFor();
  await expect.poll(() => page.getByText("The data is not stored.").count()).toBe(0);
});
