import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { freePort } from "../support/free-port.ts";

const main = new URL("../../src/cli/main.ts", import.meta.url).pathname;
const packageJson = new URL("../../package.json", import.meta.url).pathname;
const started = new Set<ChildProcess>();

afterEach(() => {
  for (const child of started) child.kill("SIGKILL");
  started.clear();
});

interface Run {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/**
 * Starts the command; `ready` resolves with the output when the command has printed a line or
 * ended.
 */
function start(args: readonly string[], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, ["--conditions=@tmf654/source", main, ...args], {
    env: { ...process.env, ...env },
  });
  started.add(child);
  let out = "";
  let err = "";
  child.stdout.on("data", (chunk) => {
    out += chunk;
  });
  child.stderr.on("data", (chunk) => {
    err += chunk;
  });
  const ended = new Promise<Run>((resolve) => {
    child.on("close", (code) => resolve({ code, out, err }));
  });
  const greeted = new Promise<void>((resolve) => {
    child.stdout.on("data", () => out.includes("curl") && resolve());
  });
  return { child, ended, ready: Promise.race([greeted, ended]).then(() => out) };
}

test("prints the URL, three numbers and a curl command that works, and exits on SIGTERM", async () => {
  const { child, ended, ready } = start(["--port", "0"]);
  const text = await ready;
  expect(text).toMatch(/http:\/\/127\.0\.0\.1:\d+\/tmf-api\/prepayBalanceManagement\/v4\n/);
  expect(text).toMatch(/MSISDNs to try: \d+, \d+, \d+\n/);
  const [, url = ""] = /curl -s '([^']+)'/.exec(text) ?? [];
  const response = await fetch(url);
  expect(response.status).toBe(200);
  expect(((await response.json()) as unknown[]).length).toBeGreaterThan(0);
  child.kill("SIGTERM");
  const { code, out } = await ended;
  expect(code).toBe(0);
  // A line for the request, without colour, because the output is not a terminal.
  expect(out).toMatch(/^\d\d:\d\d:\d\d GET \/bucket\S* 200 \d+ ms$/m);
});

test("the first line uses no option of `env`, because a small system may lack the option", () => {
  expect(readFileSync(main, "utf8").split("\n", 1)).toEqual(["#!/usr/bin/env node"]);
});

test("--version prints the version of the package", async () => {
  const { version } = JSON.parse(readFileSync(packageJson, "utf8"));
  expect(await start(["--version"]).ended).toEqual({ code: 0, out: `${version}\n`, err: "" });
});

const json = { "content-type": "application/json" };
const topup = {
  amount: { amount: 1, units: "EUR" },
  usageType: "monetary",
  bucket: { id: "ana-main" },
  partyAccount: { id: "acc-ana" },
};

/** A running command with one event for a listener that never responds. */
async function withHangingListener() {
  const silent = createServer();
  const port = await new Promise<number>((resolve) => {
    silent.listen(0, "127.0.0.1", () => resolve((silent.address() as AddressInfo).port));
  });
  const run = start(["--port", "0"]);
  const [, url = ""] = /curl -s '([^']+)\/bucket/.exec(await run.ready) ?? [];
  const post = (path: string, body: unknown): Promise<Response> =>
    fetch(`${url}${path}`, { method: "POST", headers: json, body: JSON.stringify(body) });
  await post("/hub", { callback: `http://127.0.0.1:${port}/` });
  await post("/topupBalance", topup);
  return { ...run, url, free: () => silent.close() };
}

test("on SIGTERM, requests in progress end, and one line reports undelivered events", async () => {
  const { child, ended, url, free } = await withHangingListener();
  const slow = fetch(`${url}/bucket/ana-main`, { headers: { prefer: "delay=1500" } });
  await new Promise((resolve) => setTimeout(resolve, 300));
  const began = performance.now();
  child.kill("SIGTERM");
  expect((await slow).status).toBe(200);
  const { code, err } = await ended;
  expect([code, err]).toEqual([0, "1 event was not delivered.\n"]);
  expect(performance.now() - began).toBeLessThan(8000);
  free();
}, 20_000);

test("a second signal exits at once", async () => {
  const { child, ended, free } = await withHangingListener();
  const began = performance.now();
  child.kill("SIGTERM");
  await new Promise((resolve) => setTimeout(resolve, 300));
  child.kill("SIGINT");
  expect((await ended).code).toBe(130);
  expect(performance.now() - began).toBeLessThan(2000);
  free();
}, 20_000);

test("a port in use is exit code 1, and one line with the port and a remedy", async () => {
  const blocker = createServer();
  const port = await new Promise<number>((resolve) => {
    blocker.listen(0, "127.0.0.1", () => {
      const address = blocker.address();
      resolve(typeof address === "object" && address ? address.port : 0);
    });
  });
  const { code, out, err } = await start([], { PORT: String(port) }).ended;
  blocker.close();
  expect([code, out]).toEqual([1, ""]);
  expect(err).toBe(
    `Port ${port} is in use. Stop the process that uses it, or use another port: --port ${port + 1}\n`,
  );
});

test.each([
  [["--profile", "none"], /none/],
  [["--profile", "/nowhere/profile.json"], /Cannot read the profile .*profile\.json/],
  [["--scenario", "none"], /none/],
  [["--scenario", packageJson], /invalid scenario: version is not known here/],
  [["--scenario", `low-balance,${packageJson}`], /invalid scenario: version is not known/],
  [["--scenario", "low-balance,/nowhere/mine.json"], /Cannot read the scenario .*mine\.json/],
  [["--scenario", `nope,${packageJson}`], /no scenario is called "nope"/],
  [["--clock", "never"], /never/],
  [["--what"], /--what/],
])("%j is exit code 2 and one line on stderr", async (args, line) => {
  const { code, err } = await start(["--port", "0", ...args]).ended;
  expect(code).toBe(2);
  expect(err).toMatch(line);
  expect(err.trimEnd()).not.toContain("\n");
});

/** The status of a request, as soon as there is one; undefined when the process ended first. */
async function statusOf(url: string, child: ChildProcess): Promise<number | undefined> {
  for (let tries = 0; tries < 300 && child.exitCode === null; tries += 1) {
    const response = await fetch(url).catch(() => undefined);
    if (response) return response.status;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return undefined;
}

test.each([
  ["the reader of stdout has ended", ["pipe", "pipe"], ["stdout"]],
  ["the readers of stdout and stderr have ended", ["pipe", "pipe"], ["stdout", "stderr"]],
] as const)(
  "keeps running when %s",
  async (_, [out, err], closed) => {
    const port = await freePort();
    const args = ["--port", String(port)];
    const child = spawn(process.execPath, ["--conditions=@tmf654/source", main, ...args], {
      stdio: ["ignore", out, err],
    });
    started.add(child);
    for (const name of closed) child[name]?.destroy();
    const base = `http://127.0.0.1:${port}/tmf-api/prepayBalanceManagement/v4`;
    expect(await statusOf(`${base}/bucket`, child)).toBe(200);
    // Nothing listens at this callback, so the command reports an undelivered event on stderr.
    await fetch(`${base}/hub`, {
      method: "POST",
      headers: json,
      body: JSON.stringify({ callback: "http://127.0.0.1:9/" }),
    });
    await fetch(`${base}/topupBalance`, {
      method: "POST",
      headers: json,
      body: JSON.stringify(topup),
    });
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(child.exitCode).toBe(null);
    const ended = new Promise((resolve) => child.on("exit", resolve));
    child.kill("SIGTERM");
    expect(await ended).toBe(0);
  },
  60_000,
);

test("keeps running when stdout is closed from the start", async () => {
  const port = await freePort();
  const command = `exec "$0" --conditions=@tmf654/source "$1" --port ${port} >&- 2>&-`;
  const child = spawn("/bin/sh", ["-c", command, process.execPath, main], { stdio: "ignore" });
  started.add(child);
  const url = `http://127.0.0.1:${port}/tmf-api/prepayBalanceManagement/v4/bucket`;
  expect(await statusOf(url, child)).toBe(200);
  const ended = new Promise((resolve) => child.on("exit", resolve));
  child.kill("SIGTERM");
  expect(await ended).toBe(0);
}, 60_000);

test("--auth oauth prints a client, and commands that get a token and a bucket", async () => {
  const { ready } = start(["--port", "0", "--auth", "oauth"]);
  const text = await ready;
  expect(text).toMatch(/^Tokens: issuer http:\S+v4, client tmf654, secret tmf654$/m);
  const commands = text.split("\n").filter((line) => line.startsWith("  "));
  expect(commands).toHaveLength(2);
  const shell = spawn("/bin/sh", ["-c", commands.join("\n")]);
  started.add(shell);
  let out = "";
  shell.stdout.on("data", (chunk) => {
    out += chunk;
  });
  await new Promise((resolve) => shell.on("close", resolve));
  expect(JSON.parse(out)).toContainEqual(expect.objectContaining({ status: "active" }));
}, 60_000);

test("--tenants gives each test run its own data", async () => {
  const { ready } = start(["--port", "0", "--tenants", "--scenario", "new-subscriber"]);
  const [url = ""] = /http:\/\/127\.0\.0\.1:\d+/.exec(await ready) ?? [];
  const path = "/tmf-api/prepayBalanceManagement/v4/bucket";
  const hrefs = async (at: string): Promise<string[]> =>
    ((await (await fetch(`${url}${at}${path}`)).json()) as { href: string }[]).map((b) => b.href);
  expect((await hrefs("/t/run-1"))[0]).toMatch(/^\/t\/run-1\/tmf-api/);
  expect((await hrefs(""))[0]).toMatch(/^\/tmf-api/);
});

test("the settings file of the guide starts a server, and --watch ends with it", async () => {
  const guide = new URL("../../../../docs/guides/terminal.md", import.meta.url);
  const [, block = ""] = /```js\n([\s\S]*?)```/.exec(readFileSync(guide, "utf8")) ?? [];
  // The file is inside the package, so that the package can be imported by its own name.
  const file = new URL("../../guide.config.mjs", import.meta.url).pathname;
  writeFileSync(file, block);
  try {
    const { child, ended, ready } = start(["--config", file, "--port", "0", "--watch"]);
    const text = await ready;
    expect(text).toContain(`Settings: ${file}`);
    const [url = ""] = /http:\/\/127\.0\.0\.1:\d+/.exec(text) ?? [];
    const profile = await (await fetch(`${url}/__mock/profile`)).json();
    expect(profile).toMatchObject({ name: "certified", events: { retryDelaysMs: [1000] } });
    expect(await (await fetch(`${url}/__mock/faults`)).json()).toHaveLength(1);
    child.kill("SIGTERM");
    expect((await ended).code).toBe(0);
  } finally {
    rmSync(file);
  }
});

test("--watch reads the imports of a settings file again, also in a package of CommonJS", async () => {
  const folder = mkdtempSync(join(tmpdir(), "tmf654-imports-"));
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
  write("package.json", '{ "type": "commonjs" }');
  const part = (status: number) =>
    `export const fault: object = { fault: { kind: "status", status: ${status} } };`;
  write("part.ts", part(501));
  write(
    "tmf654.config.ts",
    'import { fault } from "./part.ts";\nexport default { faults: [fault] };',
  );
  write("required.js", "module.exports = { status: 501 };");
  const fault = 'fault: { kind: "status", status: require("./required.js").status }';
  write("old.config.js", `module.exports = { faults: [{ ${fault} }] };`);
  try {
    for (const [config, name, text] of [
      ["tmf654.config.ts", "part.ts", part(502)],
      ["old.config.js", "required.js", "module.exports = { status: 502 };"],
    ] as const) {
      const args = ["--config", join(folder, config), "--port", "0", "--watch"];
      const { child, ended, ready } = start(args);
      const [url = ""] = /http:\/\/127\.0\.0\.1:\d+\/tmf\S+/.exec(await ready) ?? [];
      expect((await fetch(`${url}/bucket`)).status).toBe(501);
      let out = "";
      child.stdout.on("data", (chunk) => {
        out += chunk;
      });
      write(name, text);
      await vi.waitFor(() => expect(out).toContain("The fault rules have changed."), 20_000);
      expect((await fetch(`${url}/bucket`)).status).toBe(502);
      child.kill("SIGTERM");
      expect((await ended).code).toBe(0);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}, 90_000);
