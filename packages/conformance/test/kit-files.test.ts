/** The files of the official kit: its configuration before a run, its result afterwards. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { runInProcess } from "./support/command.ts";

const folder = mkdtempSync(join(tmpdir(), "tmf654-conformance-"));
const path = (name: string): string => join(folder, name);

afterAll(() => rmSync(folder, { recursive: true }));

describe("the official kit's files", () => {
  test("ctk-check lists payloads that break the contract, and accepts valid ones", async () => {
    const config = {
      url: "https://host/base",
      headers: { Accept: "application/json" },
      payloads: {
        Bucket: { POST: { payload: { usageType: "monetary" } } },
        TopupBalance: {
          POST: { payload: { amount: { amount: 10, units: "EUR" }, bucket: { id: "11" } } },
        },
        AdjustBalance: { product: { id: "p" }, usageType: "monetary" },
      },
    };
    writeFileSync(path("config.json"), JSON.stringify(config));
    const bad = await runInProcess("ctk-check", path("config.json"));
    expect(bad.code).toBe(1);
    expect(bad.out.trim().split("\n")).toEqual([
      "url: must end in a slash, because the kit appends the resource's name",
      "payloads.TopupBalance.POST.payload.partyAccount: is missing",
      "payloads.TopupBalance.POST.payload.usageType: is missing",
      "payloads.AdjustBalance.amount: is missing",
      "payloads.AdjustBalance.bucket: is missing",
      "payloads.AdjustBalance.product: must be of type array",
      "6 issues: the kit would send invalid requests.",
    ]);
    const good = { url: "https://host/base/", payloads: { Bucket: { usageType: "data" } } };
    writeFileSync(path("config.json"), JSON.stringify(good));
    expect((await runInProcess("ctk-check", path("config.json"))).code).toBe(0);
  }, 30_000);

  test("import reads run.failures, not the assertions, and exits with 1", async () => {
    const execution = (name: string, assertions: readonly object[]): object => ({
      item: { id: name, name },
      request: {
        method: "GET",
        url: { protocol: "https", host: ["host"], path: ["base", "bucket"], query: [] },
        header: [{ key: "Authorization", value: "Bearer s3cret" }],
      },
      response: {
        code: 200,
        header: [],
        responseTime: 12,
        stream: { type: "Buffer", data: [...Buffer.from('[{"id":"b1"}]')] },
      },
      assertions,
    });
    const newman = {
      collection: { info: { name: "CTK-TMF654" } },
      run: {
        timings: { started: 1_780_000_000_000, completed: 1_780_000_004_000 },
        executions: [
          execution("N1", [{ assertion: "status is 200" }, { assertion: "has href" }]),
          execution("N2", []),
        ],
        failures: [
          { source: { id: "N1" }, error: { test: "has href", message: "no href" } },
          { source: { name: "E1" }, error: { message: "socket hang up" } },
        ],
      },
    };
    writeFileSync(path("newman.json"), JSON.stringify(newman));
    const { code, out } = await runInProcess(
      "import",
      path("newman.json"),
      "--json",
      path("kit.json"),
    );
    expect(code).toBe(1);
    expect(out).toContain("1 passed, 2 failed, 1 inconclusive");
    const report = JSON.parse(readFileSync(path("kit.json"), "utf8"));
    expect(report.cases.map((each: { verdict: string }) => each.verdict)).toEqual([
      "passed",
      "failed",
      "inconclusive",
      "failed",
    ]);
    expect(report).toMatchObject({ baseUrl: "https://host/base", run: "CTK-TMF654", ms: 4000 });
    expect(JSON.stringify(report)).not.toContain("s3cret");
    newman.run.failures = [];
    newman.run.executions.pop();
    writeFileSync(path("newman.json"), JSON.stringify(newman));
    expect((await runInProcess("import", path("newman.json"))).code).toBe(0);
    writeFileSync(path("newman.json"), "{}");
    expect(await runInProcess("import", path("newman.json"))).toMatchObject({
      code: 2,
      error: expect.stringContaining("is not a result of newman"),
    });
  }, 30_000);
});
