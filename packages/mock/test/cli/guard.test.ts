/** The guard of the command, and the verb that serves examples, with the installed Prism. */
import type { ChildProcess } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createMock } from "@tmf654/mock";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { createPrismGuard } from "../../src/guard/prism-guard.ts";
import { findPrism } from "../../src/guard/prism-modules.ts";
import type { ContractGuard, GuardedCall } from "../../src/ports/contract-guard.ts";
import { freePort } from "../support/free-port.ts";
import { type StartedCommand, startCommand } from "../support/processes.ts";

const basePath = "/tmf-api/prepayBalanceManagement/v4";
const root = new URL("../../../..", import.meta.url).pathname;
const main = new URL("../../src/cli/main.ts", import.meta.url).pathname;
const json = { "content-type": "application/json" };
const topup = {
  amount: { amount: 10, units: "EUR" },
  usageType: "monetary",
  bucket: { id: "ana-main" },
  partyAccount: { id: "acc-ana" },
};

describe("the guard of Prism", () => {
  let guard: ContractGuard;
  beforeAll(async () => {
    guard = await createPrismGuard(findPrism(root));
  }, 60_000);

  const bucket = { id: "b1", href: `${basePath}/bucket/b1`, status: "active", usageType: "data" };
  const get: GuardedCall = {
    method: "GET",
    path: "/bucket/b1",
    requestHeaders: {},
    requestBody: undefined,
    status: 200,
    headers: { "content-type": "application/json;charset=utf-8" },
    body: JSON.stringify(bucket),
  };

  test.each<[string, GuardedCall, readonly string[]]>([
    ["a valid response", get, []],
    ["an undeclared path", { ...get, path: "/nothing" }, []],
    [
      "an invalid status in a response",
      { ...get, body: JSON.stringify({ ...bucket, status: "gone" }) },
      ["response body.status"],
    ],
    [
      "an invalid filter in a request",
      { ...get, path: "/bucket?status=gone", body: JSON.stringify([bucket]) },
      ["request query.status.0"],
    ],
  ])("finds the issues of %s", async (_, call, expected) => {
    const issues = await guard(call);
    expect(issues.map((issue) => `${issue.in} ${issue.path.join(".")}`)).toEqual(expected);
  });

  test("finds nothing in the requests and responses of the mock", async () => {
    const calls: GuardedCall[] = [];
    const contractGuard: ContractGuard = async (call) => {
      calls.push(call);
      return guard(call);
    };
    const mock = createMock({ contractGuard });
    const send = (path: string, body?: object) =>
      mock.fetch(
        `http://mock${basePath}${path}`,
        body && { method: "POST", headers: json, body: JSON.stringify(body) },
      );
    for (const path of ["/bucket?limit=2", "/bucket/ana-main", "/bucket/none"]) {
      expect((await send(path)).headers.get("sl-violations")).toBeNull();
    }
    const created = await send("/topupBalance", topup);
    expect([created.status, created.headers.get("sl-violations")]).toEqual([201, null]);
    expect(calls.map(({ path, status }) => [path, status])).toEqual([
      ["/bucket?limit=2", 206],
      ["/bucket/ana-main", 200],
      ["/bucket/none", 404],
      ["/topupBalance", 201],
    ]);
    expect(mock.journal().some(({ guardIssues }) => guardIssues)).toBe(false);
    await mock.close();
  });
});

describe("the issues of a guard", () => {
  const issue = {
    in: "response",
    severity: "error",
    path: ["body", "status"],
    code: "enum",
    message: "not “active”",
  } as const;

  test("are in the header, the journal and the activity", async () => {
    const mock = createMock({ contractGuard: async () => [issue] });
    const activities: unknown[] = [];
    mock.activity.listen((activity) => activities.push(activity));
    const response = await mock.fetch(`http://mock${basePath}/bucket/ana-main`);
    const header = response.headers.get("sl-violations") ?? "";
    expect(header).toMatch(/^[ -~]+$/);
    expect(JSON.parse(header)).toEqual([
      {
        location: ["response", "body", "status"],
        severity: "Error",
        code: "enum",
        message: "not “active”",
      },
    ]);
    expect(mock.journal()[0]?.guardIssues).toEqual([issue]);
    expect(activities).toMatchObject([{ kind: "request", guardIssues: [issue] }]);
    await mock.close();
  });

  test("are in the header up to 8 kB, and all are in the journal", async () => {
    const mock = createMock({ contractGuard: async () => Array(200).fill(issue) });
    const response = await mock.fetch(`http://mock${basePath}/bucket/ana-main`);
    const header = response.headers.get("sl-violations") ?? "";
    expect(header.length).toBeLessThan(8100);
    expect(JSON.parse(header).length).toBeGreaterThan(50);
    expect(mock.journal()[0]?.guardIssues).toHaveLength(200);
    await mock.close();
  });

  test("are found in a refusal without an executed operation", async () => {
    const contractGuard: ContractGuard = async ({ status, path }) => [
      { ...issue, message: `${status} ${path}` },
    ];
    const mock = createMock({
      profile: { name: "mine", auth: { tokens: { t: { scopes: ["read"] } } } },
      contractGuard,
    });
    const response = await mock.fetch(`http://mock${basePath}/bucket?limit=1`);
    expect(response.status).toBe(401);
    expect(response.headers.get("sl-violations")).toContain("401 /bucket?limit=1");
    await mock.close();
  });
});

describe("a Prism that is missing or unsupported", () => {
  const folder = mkdtempSync(join(tmpdir(), "guard-"));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  test.each([
    [undefined, /^Prism is not installed: npm install --save-dev @stoplight\/prism-cli@\^5\.14/],
    ["4.9.0", /^Prism 4\.9\.0 is not supported: npm install/],
    ["6.0.0", /^Prism 6\.0\.0 is not supported: npm install/],
  ])("%s is an error with the command that installs it", (version, message) => {
    const place = join(folder, "node_modules/@stoplight/prism-cli");
    mkdirSync(place, { recursive: true });
    if (version) writeFileSync(join(place, "package.json"), JSON.stringify({ version }));
    expect(() => findPrism(folder, join(folder, "own.js"))).toThrow(message);
  });
});

describe("the command", () => {
  const children = new Set<ChildProcess>();
  afterEach(() => {
    for (const child of children) child.kill("SIGKILL");
    children.clear();
  });

  function start(...args: string[]): StartedCommand {
    const command = startCommand(
      process.execPath,
      ["--conditions=@tmf654/source", main, ...args],
      root,
    );
    children.add(command.child);
    return command;
  }

  test("serve --guard prism shows the issues of a request in the log and in the header", async () => {
    const { child, ended, output, until } = start("serve", "--guard", "prism", "--port", "0");
    await until(/curl/);
    expect(output()).toMatch(/^Guard: Prism \d+\.\d+\.\d+$/m);
    const url = /http:\/\/127\.0\.0\.1:\d+\/\S+\/v4/.exec(output())?.[0];
    const response = await fetch(`${url}/topupBalance`, {
      method: "POST",
      headers: json,
      body: JSON.stringify({ ...topup, usageType: "gold" }),
    });
    expect(response.status).toBe(400);
    expect(response.headers.get("sl-violations")).toContain("usageType");
    await until(/POST \/topupBalance 400 \d+ ms {2}usageType: .* {2}guard: request: .*usageType/);
    child.kill("SIGTERM");
    expect(await ended).toBe(0);
  }, 120_000);

  test("serve refuses another guard", async () => {
    const { ended, output } = start("serve", "--guard", "dredd");
    expect(await ended).toBe(2);
    expect(output()).toMatch(/it must be prism/);
  });

  test("the command `examples` serves the contract's examples until a signal", async () => {
    const port = await freePort();
    const { child, ended, until } = start("examples", "--port", String(port));
    await until(/Prism is listening/);
    const response = await fetch(`http://127.0.0.1:${port}${basePath}/bucket/1`, {
      headers: { prefer: "code=404" },
    });
    expect([response.status, await response.json()]).toMatchObject([404, { code: "60" }]);
    child.kill("SIGTERM");
    expect(await ended).toBe(0);
  }, 120_000);
});
