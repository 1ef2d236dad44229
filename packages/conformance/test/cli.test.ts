/** The command, with real processes and sockets. */
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createMock, type Mock } from "@tmf654/mock";
import { type MockServer, serve } from "@tmf654/mock/node";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readArguments } from "../src/cli/arguments.ts";
import { flags, helpText } from "../src/cli/flags.ts";
import { main as command, runInChildProcess, runInProcess } from "./support/command.ts";

const folder = mkdtempSync(join(tmpdir(), "tmf654-conformance-"));
const path = (name: string): string => join(folder, name);

let mock: Mock;
let server: MockServer;
let url: string;

beforeAll(async () => {
  mock = createMock({ fetch });
  server = await serve(mock);
  url = `${server.url}${mock.basePath}/`;
});

afterAll(async () => {
  await server.close();
  await mock.close();
  rmSync(folder, { recursive: true });
});

describe("tmf654-conformance", () => {
  test("passes the mock on all levels, events included, and writes every report", async () => {
    const { code, out, error } = await runInChildProcess(
      url,
      "--allow-writes",
      ...["--html", path("r.html"), "--json", path("r.json"), "--junit", path("r.xml")],
      ...["--github", path("r.md"), "--header", "X-Api-Key: s3cret"],
    );
    expect([code, error]).toEqual([0, ""]);
    expect(out).toMatch(/Conformant: \d+ passed, 12 skipped \(/);
    expect(readFileSync(path("r.html"), "utf8")).toContain("<!doctype html>");
    expect(readFileSync(path("r.xml"), "utf8")).toContain('<testsuite name="behaviour"');
    expect(readFileSync(path("r.md"), "utf8")).toContain("| Bucket | GET | ✅");
    const report = readFileSync(path("r.json"), "utf8");
    expect(report).not.toContain("s3cret");
    expect(JSON.parse(report).summary).toMatchObject({ failed: 0, inconclusive: 0, skipped: 12 });
  }, 60_000);

  test("writes its report and keeps its exit code when the reader of stdout has ended", async () => {
    const args = [url, "--allow-writes", "--json", path("ended.json")];
    const child = spawn(process.execPath, ["--conditions=@tmf654/source", command, ...args], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    child.stdout.destroy();
    child.stderr.destroy();
    const code = await new Promise((resolve) => child.on("exit", resolve));
    const { summary } = JSON.parse(readFileSync(path("ended.json"), "utf8"));
    expect([code, summary.failed]).toEqual([0, 0]);
  }, 60_000);

  test("an invalid command line prints one line on stderr and exits with 2", async () => {
    const { code, out, error } = await runInChildProcess("https://a/", "--allow-write");
    expect([code, out]).toEqual([2, ""]);
    expect(error).toMatch(/^Unknown option '--allow-write'\. See --help\.\n$/);
  }, 30_000);

  test("exits with 1 when a case fails, and prints the reason", async () => {
    const certificate = { name: "C", resources: { transferBalance: { operations: ["GET"] } } };
    writeFileSync(path("c.json"), JSON.stringify(certificate));
    const args = ["--certificate", path("c.json"), "--level", "certified"];
    const { code, out } = await runInProcess(url, ...args);
    expect(code).toBe(1);
    expect(out).toContain("FAILED certified.transferBalance.list.not-empty");
    expect(out).toContain("expected that the body is not empty; got []");
  }, 30_000);

  test("exits with 2 when every case was skipped", async () => {
    const { code, out } = await runInProcess(url, "--filter", "behaviour.topupBalance");
    expect(code).toBe(2);
    expect(out).toContain("skipped");
  }, 30_000);

  test("--list prints a line for each case and sends nothing", async () => {
    const { code, out } = await runInProcess("--list", "--level", "certified,contract");
    expect(code).toBe(0);
    expect(out.trim().split("\n").length).toBeGreaterThan(250);
    expect(out).toMatch(
      /^contract\.topupBalance\.create\.status {2}POST .* \[write, found: bucket\]$/m,
    );
  }, 30_000);

  test("--bail stops after the first failure", async () => {
    const { code, out } = await runInProcess("http://127.0.0.1:9/", "--bail", "--concurrency", "1");
    expect(code).toBe(1);
    expect(out.match(/^FAILED/gm)).toHaveLength(1);
  }, 30_000);

  test("compare lists the cases that got worse, and none for equal reports", async () => {
    const file = path("before.json");
    await runInProcess(url, "--level", "certified", "--json", file);
    expect(await runInProcess("compare", file, file)).toEqual({
      code: 0,
      out: "Nothing changed.\n",
      error: "",
    });
    const report = JSON.parse(readFileSync(file, "utf8"));
    const [first] = report.cases;
    Object.assign(first, { verdict: "failed", reason: "broke" });
    writeFileSync(path("after.json"), JSON.stringify(report));
    const worse = await runInProcess("compare", file, path("after.json"));
    expect(worse.code).toBe(1);
    expect(worse.out).toContain(`WORSE ${first.id}: passed -> failed\n  broke`);
  }, 30_000);

  test("--compare-with a server of another profile shows where they differ", async () => {
    const other = createMock({ profile: "certified" });
    const second = await serve(other);
    const args = ["--filter", "contract.topupBalance.delete", "--allow-writes"];
    const { code, out } = await runInProcess(
      url,
      "--compare-with",
      second.url + other.basePath,
      ...args,
    );
    await second.close();
    expect(code).toBe(1);
    expect(out).toMatch(
      /status contract\.topupBalance\.delete\.status: DELETE .*\n {2}left: {2}204\n {2}right: 405/,
    );
  }, 30_000);

  test.each([
    [["https://a/", "https://b/"], /one base URL/],
    [[], /one base URL/],
    [["https://a/", "--allow-write"], /--allow-write/],
    [["https://a/", "--level", "all"], /--level "all" is not one of/],
    [["https://a/", "--rate", "0"], /--rate "0" is not a whole number/],
    [["https://a/", "--header", "none"], /Invalid --header "none": write "Name: value"/],
    [["https://a/", "--header", "a b: c"], /Invalid --header "a b": write .* no spaces/],
    [["ftp://a/"], /is not supported/],
    [["https://u:p@a/"], /use a header/],
    [["https://a/", "--filter", "no-such-case"], /No case matches/],
    [["https://a/", "--certificate", "none.json"], /none\.json cannot be read/],
    [["compare", "a.json"], /compare takes 2 files/],
  ])("%j exits with 2 and prints the error in one line", async (args, message) => {
    const { code, error } = await runInProcess(...args);
    expect([code, error.trim().split("\n").length]).toEqual([2, 1]);
    expect(error).toMatch(message);
    expect(error).not.toContain("u:p");
  });

  test("--version prints the version of the package", async () => {
    expect((await runInProcess("--version")).out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  test("--help names every flag", () => {
    for (const { name } of flags) expect(helpText()).toContain(`--${name}`);
    expect(readArguments(["--help"]).verb).toBe("help");
  });
});
