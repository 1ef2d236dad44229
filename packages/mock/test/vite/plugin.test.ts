import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createMock, createTenants } from "@tmf654/mock";
import { createControl } from "@tmf654/mock/control";
import { build, createLogger, createServer, preview } from "vite";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type MockPluginOptions, tmf654Mock } from "../../src/vite/index.ts";
import { base } from "../support/call.ts";

let root: string;
let lines: string[];
const open: { close(): unknown }[] = [];

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "tmf654-vite-"));
  lines = [];
  writeFileSync(join(root, "index.html"), "<!doctype html><title>App</title>");
});

afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
  rmSync(root, { recursive: true, force: true });
});

/** Settings of Vite for an app in the folder, with its log in `lines`. */
function settings(options?: MockPluginOptions) {
  const customLogger = createLogger("silent");
  const note = (line: string) => lines.push(line);
  Object.assign(customLogger, { info: note, warn: note, error: note });
  return { root, configFile: false as const, customLogger, plugins: [tmf654Mock(options)] };
}

async function start(options?: MockPluginOptions, more: object = {}): Promise<string> {
  const server = await createServer({
    ...settings(options),
    // Nothing else may listen on the port, and a test needs no module reloading.
    server: { host: "127.0.0.1", port: 0, ws: false, watch: { usePolling: true, interval: 20 } },
    optimizeDeps: { noDiscovery: true },
    ...more,
  });
  open.push(server);
  await server.listen();
  const address = server.httpServer?.address() as AddressInfo | undefined;
  const port = address?.port ?? 0;
  return `http://127.0.0.1:${port}`;
}

const bucketAt = (origin: string, id: string) => fetch(`${origin}${base}/bucket/${id}`);
async function balanceAt(origin: string, id: string): Promise<number | undefined> {
  const { remainingValue } = (await (await bucketAt(origin, id)).json()) as {
    remainingValue?: { amount: number };
  };
  return remainingValue?.amount;
}
const line = (key: string, amount: number) => ({
  key,
  name: key,
  msisdn: `4477009${String(key.charCodeAt(0))}${key.length}`,
  buckets: [{ key: "main", usageType: "monetary", name: "Credit", amount, units: "GBP" }],
});
const fileOf = (...subscribers: readonly object[]) =>
  JSON.stringify({ name: "mine", description: "", subscribers });

describe("a development server with the plugin", () => {
  test("serves the API, the control plane and the app on one origin", async () => {
    const origin = await start({ clock: "2026-03-10T12:00:00Z" });
    expect(await balanceAt(origin, "ana-main")).toBe(25.5);
    const control = createControl({ baseUrl: origin, fetch });
    await control.subscribers.spend("ana-main", { amount: 5.5, units: "EUR" });
    expect(await balanceAt(origin, "ana-main")).toBe(20);
    const html = { headers: { accept: "text/html" } };
    expect(await (await fetch(origin, html)).text()).toContain("<title>App</title>");
    expect(lines).toContain(`[tmf654] The mock serves ${base} and /__mock on this server.`);
  });

  test("under a base of Vite, keeps the path of the API", async () => {
    const origin = await start({}, { base: "/app/" });
    expect((await bucketAt(origin, "ana-main")).status).toBe(200);
  });

  test("responds to a preflight as the mock does everywhere", async () => {
    const origin = await start();
    const headers = { origin: "http://a.test", "access-control-request-method": "PATCH" };
    const init = { method: "OPTIONS", headers };
    const [served, direct] = [
      await fetch(`${origin}${base}/bucket`, init),
      await createMock().fetch(`${origin}${base}/bucket`, init),
    ];
    for (const name of ["allow", "access-control-allow-origin", "access-control-allow-methods"]) {
      expect(served.headers.get(name)).toBe(direct.headers.get(name));
    }
  });

  test("refuses a callback to itself", async () => {
    const origin = await start();
    const registered = await fetch(`${origin}${base}/hub`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ callback: `${origin}${base}/listener/topupBalanceCreateEvent` }),
    });
    expect(registered.status).toBe(400);
  });

  test("serves your own mock, or tenants", async () => {
    const mock = createMock({ scenario: "new-subscriber" });
    const ids = mock.list("bucket").map(({ id }) => id);
    expect((await bucketAt(await start({ mock }), ids[0] ?? "")).status).toBe(200);
    const tenants = createTenants({ create: ({ basePath }) => createMock({ basePath }) });
    const origin = await start({ mock: tenants });
    expect((await fetch(`${origin}/t/a${base}/bucket/ana-main`)).status).toBe(200);
  });
});

test("options that have no effect are refused", () => {
  expect(() => tmf654Mock({ mock: createMock(), seed: 1 })).toThrow(
    "The option seed has no effect",
  );
});

test.each<[string, MockPluginOptions, string]>([
  ["an option of createMock", { seed: {} as never }, "seed must be"],
  ["a mock at the root", { basePath: "/" }, 'The base path "/"'],
  ["a missing file", { scenarioFile: "none.json" }, "none.json"],
])("the server does not start with %s that is invalid", async (_, options, message) => {
  await expect(start(options)).rejects.toThrow(message);
});

test("a build has no part of the mock", async () => {
  const result = await build({ ...settings(), logLevel: "silent" });
  const files = readdirSync(join(root, "dist"), { recursive: true, encoding: "utf8" });
  expect(result).toBeDefined();
  expect(files).toEqual(["index.html"]);
  expect(readFileSync(join(root, "dist", "index.html"), "utf8")).not.toContain("mock");
});

test.each([
  [true, 200],
  [false, 404],
])("vite preview, with the option preview %s", async (isServed, status) => {
  await build({ ...settings(), logLevel: "silent" });
  const options = { preview: isServed };
  const server = await preview({
    ...settings(options),
    appType: "mpa",
    preview: { port: 0, host: "127.0.0.1" },
  });
  open.push(server);
  const { port } = server.httpServer.address() as AddressInfo;
  expect((await bucketAt(`http://127.0.0.1:${port}`, "ana-main")).status).toBe(status);
});

describe("a scenario file", () => {
  const write = (name: string, text: string) => writeFileSync(join(root, name), text);
  /**
   * Changes a file repeatedly until the log has a text, because a watcher that has just started may
   * miss a change.
   */
  const change = (name: string, text: string, part: string) =>
    vi.waitFor(
      () => {
        write(name, text);
        expect(lines.join("\n")).toContain(part);
      },
      { timeout: 20_000, interval: 300 },
    );

  test("is the starting data, and adds to named scenarios", async () => {
    write("mine.json", fileOf(line("me", 3)));
    const alone = await start({ scenarioFile: "mine.json" });
    expect(await balanceAt(alone, "me-main")).toBe(3);
    expect((await bucketAt(alone, "ana-main")).status).toBe(404);
    const both = await start({ scenario: "default", scenarioFile: ["mine.json"] });
    expect(await balanceAt(both, "me-main")).toBe(3);
    expect(await balanceAt(both, "ana-main")).toBe(25.5);
  });

  test("with a new subscriber keeps the state", async () => {
    write("mine.json", fileOf(line("me", 3)));
    const origin = await start({ scenarioFile: "mine.json" });
    const control = createControl({ baseUrl: origin, fetch });
    await control.subscribers.spend("me-main", { amount: 1, units: "GBP" });
    await change(
      "mine.json",
      fileOf(line("me", 3), line("you", 7)),
      "the state is kept: subscriber you.",
    );
    expect([await balanceAt(origin, "me-main"), await balanceAt(origin, "you-main")]).toEqual([
      2, 7,
    ]);
    await control.reset();
    expect([await balanceAt(origin, "me-main"), await balanceAt(origin, "you-main")]).toEqual([
      3, 7,
    ]);
  });

  test("with a changed subscriber resets the mock, and the log names the subscriber", async () => {
    write("mine.json", fileOf(line("me", 3)));
    const origin = await start({ scenarioFile: "mine.json" });
    await change(
      "mine.json",
      fileOf(line("me", 9)),
      "The mock was reset, because the scenario has changed: subscriber me.",
    );
    expect(await balanceAt(origin, "me-main")).toBe(9);
  });

  test("with an error changes nothing, and the log has the error", async () => {
    write("mine.json", fileOf(line("me", 3)));
    const origin = await start({ scenarioFile: "mine.json" });
    await change("mine.json", fileOf({ key: "me" }), "invalid scenario");
    expect(await balanceAt(origin, "me-main")).toBe(3);
    await change("mine.json", fileOf(line("me", 4)), "subscriber me.");
    expect(await balanceAt(origin, "me-main")).toBe(4);
  });

  test("may be a module, and a change of its imports changes it too", async () => {
    write("amounts.ts", "export const amount: number = 3;");
    write(
      "mine.ts",
      `import { amount } from "./amounts.ts";
       const me = ${JSON.stringify(line("me", 0))};
       me.buckets[0]!.amount = amount;
       export const scenario = { name: "mine", description: "", subscribers: [me] };`,
    );
    const origin = await start({ scenarioFile: "mine.ts" });
    expect(await balanceAt(origin, "me-main")).toBe(3);
    await change("amounts.ts", "export const amount: number = 8;", "subscriber me.");
    expect(await balanceAt(origin, "me-main")).toBe(8);
  });

  test("without an export is refused", async () => {
    write("mine.ts", "export const other = 1;");
    await expect(start({ scenarioFile: "mine.ts" })).rejects.toThrow("exports no scenario");
  });
});
