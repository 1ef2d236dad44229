import { connect } from "node:net";
import { afterEach, expect, test } from "vitest";
import { createControl } from "../../src/control/client.ts";
import { createHandler } from "../../src/http/handler.ts";
import { createMock, createTenants, readProfile, type Tenant } from "../../src/index.ts";
import { type MockServer, serve } from "../../src/node/index.ts";
import { fixedEngine } from "../support/fixed-engine.ts";
import { base } from "../support/send.ts";

const servers: MockServer[] = [];
async function start(): Promise<MockServer> {
  const server = await serve(createHandler(fixedEngine()));
  servers.push(server);
  return server;
}

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

/** Writes raw bytes to the server and reads until it disconnects or has responded. */
function sendRaw(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1", () => socket.write(text));
    let response = "";
    socket.on("data", (chunk) => {
      response += chunk;
      if (response.includes("}")) socket.end();
    });
    socket.on("close", () => resolve(response));
    socket.on("error", reject);
  });
}

test("the server listens on loopback, on a free port, and returns its URL", async () => {
  const { url, port } = await start();
  expect(url).toBe(`http://127.0.0.1:${port}`);
  expect((await fetch(`${url}/tmf-api/prepayBalanceManagement/v4/bucket/b01`)).status).toBe(200);
});

test("an idle connection stays open for longer than clients keep one", async () => {
  const { port } = await start();
  const head = await sendRaw(port, "GET /bucket HTTP/1.1\r\nhost: x\r\n\r\n");
  const [, seconds] = /keep-alive: timeout=(\d+)/i.exec(head) ?? [];
  expect(Number(seconds)).toBeGreaterThan(60);
});

test("the tenant of a request sets the limit of its body", async () => {
  const profileOf = (name: string) => ({ name, maximumBodyBytes: name === "tight" ? 20 : 100_000 });
  const create = ({ name, basePath }: Tenant) =>
    createMock({ basePath, profile: readProfile(profileOf(name)) });
  const server = await serve(createTenants({ create }));
  servers.push(server);
  const put = async (tenant: string, path: string, bytes: number) => {
    const headers = { "content-type": "application/json", "x-tenant": tenant };
    const url = `${server.url}${path}`;
    const body = JSON.stringify({ description: "x".repeat(bytes) });
    return (await fetch(url, { method: path.includes("mock") ? "PUT" : "POST", headers, body }))
      .status;
  };
  const topups = "/tmf-api/prepayBalanceManagement/v4/topupBalance";
  expect(await put("wide", "/__mock/snapshot", 2_000_000)).toBe(400); // not a snapshot
  expect(await put("tight", topups, 100)).toBe(413);
  expect(await put("wide", topups, 100)).toBe(400);
  expect(await put("tight", topups, 100)).toBe(413);
});

test("no tenant of a served mock accepts a callback to its own port while the server listens", async () => {
  const tenants = createTenants({
    create: ({ basePath }) => createMock({ basePath }),
    limits: { tenants: 2 },
  });
  const register = async (tenant: string, callback: string): Promise<unknown> => {
    const response = await tenants.fetch(`http://mock${base}/hub`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-tenant": tenant },
      body: JSON.stringify({ callback }),
    });
    const { errors } = (await response.json()) as { errors?: { code: string }[] };
    return [response.status, errors?.[0]?.code];
  };
  // The tenant `early` is older than the server.
  await tenants.fetch(`http://mock${base}/bucket`, { headers: { "x-tenant": "early" } });
  const server = await serve(tenants);
  servers.push(server);
  for (const tenant of ["early", "late", "replacing"]) {
    const callback = `http://localhost:${server.port}/__mock/reset?${tenant}`;
    expect(await register(tenant, callback)).toEqual([400, "itself"]);
  }
  await server.close();
  const callback = `http://localhost:${server.port}/e`;
  expect(await register("late", callback)).toEqual([201, undefined]);
});

test.each([
  ["an unknown method", "TRACE /__mock/health HTTP/1.1\r\nhost: localhost\r\n\r\n", 405],
  [
    "an expectation that cannot be met",
    `GET ${base}/bucket/b01 HTTP/1.1\r\nhost: x\r\nexpect: foo\r\n\r\n`,
    200,
  ],
])("%s gets a JSON response", async (_, request, status) => {
  const server = await serve(createMock());
  servers.push(server);
  const response = await sendRaw(server.port, request.replace("b01", "ana-main"));
  expect(response).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  expect(response).toMatch(/content-type: application\/json;charset=utf-8/i);
});

test("the control plane accepts a snapshot that is larger than the API's limit", async () => {
  const profile = { name: "tight", extends: "reference", maximumBodyBytes: 100 };
  const server = await serve(createMock({ profile }));
  servers.push(server);
  const control = createControl({ baseUrl: server.url, fetch });
  await control.seed({ subscribers: 1000 });
  const before = await control.snapshot();
  expect(JSON.stringify(before).length).toBeGreaterThan(1_048_576);
  await control.reset("empty");
  expect((await control.restore(before)).counts.buckets).toBeGreaterThan(1000);
});

test("a server on all addresses has a URL that works", async () => {
  const server = await serve(createHandler(fixedEngine()), { host: "0.0.0.0" });
  servers.push(server);
  expect(server.url).toBe(`http://127.0.0.1:${server.port}`);
});

test("a taken port rejects with EADDRINUSE", async () => {
  const { port } = await start();
  await expect(serve(createHandler(fixedEngine()), { port })).rejects.toMatchObject({
    code: "EADDRINUSE",
  });
});

test("after close the server serves no request", async () => {
  const server = await start();
  await fetch(server.url);
  await server.close();
  await expect(fetch(server.url)).rejects.toThrow();
});

test("close ends requests in progress, accepts no new ones, and does not wait for idle connections", async () => {
  const server = await serve(createMock());
  const at = `${server.url}/tmf-api/prepayBalanceManagement/v4/bucket/ana-main`;
  const quiet = connect(server.port, "127.0.0.1");
  await fetch(at);
  const slow = fetch(at, { headers: { prefer: "delay=400" } });
  await new Promise((resolve) => setTimeout(resolve, 100));
  const began = performance.now();
  const closed = server.close();
  await expect(sendRaw(server.port, "GET / HTTP/1.1\r\nhost: x\r\n\r\n")).rejects.toThrow();
  expect((await slow).status).toBe(200);
  await closed;
  expect(performance.now() - began).toBeLessThan(1500);
  quiet.destroy();
});

test("close aborts a request that does not end", async () => {
  const server = await serve(createMock());
  const at = `${server.url}/tmf-api/prepayBalanceManagement/v4/bucket/ana-main`;
  const endless = expect(fetch(at, { headers: { prefer: "delay=30000" } })).rejects.toThrow();
  await new Promise((resolve) => setTimeout(resolve, 100));
  const began = performance.now();
  await server.close();
  await endless;
  expect(performance.now() - began).toBeLessThan(4500);
}, 10_000);

test("bytes that are not an HTTP request get the TMF error body", async () => {
  const { port } = await start();
  const response = await sendRaw(port, "NONSENSE\r\n\r\n");
  expect(response).toMatch(/^HTTP\/1\.1 400 /);
  expect(JSON.parse(response.slice(response.indexOf("{")))).toMatchObject({
    code: "20",
    status: "400",
  });
});

test.each([
  ["an absolute target", "GET http://x/tmf-api/prepayBalanceManagement/v4/bucket/b01", 200],
  ["dot segments", "GET /tmf-api/./x/../prepayBalanceManagement/v4/bucket/b01", 200],
  ["dot segments above the root", "GET /../../etc/passwd", 404],
  ["an encoded NUL", "GET /tmf-api/prepayBalanceManagement/v4/bucket/%00", 400],
  ["an unknown method", "PROPFIND /tmf-api/prepayBalanceManagement/v4/bucket", 405],
  ["an asterisk", "OPTIONS *", 204],
])("%s gets a response: %s", async (_, line, status) => {
  const { port } = await start();
  const response = await sendRaw(port, `${line} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`);
  expect(response).toContain(`HTTP/1.1 ${status} `);
});

test("the server keeps working when a client disconnects in the middle of a body", async () => {
  const { port, url } = await start();
  const head = "POST /tmf-api/prepayBalanceManagement/v4/hub HTTP/1.1\r\nhost: x\r\n";
  await new Promise<void>((resolve) => {
    const socket = connect(port, "127.0.0.1", () => {
      socket.write(`${head}content-type: application/json\r\ncontent-length: 100\r\n\r\n{`);
      setTimeout(() => socket.destroy(), 20);
    });
    socket.on("close", () => resolve());
  });
  expect((await fetch(`${url}/tmf-api/prepayBalanceManagement/v4/bucket/b01`)).status).toBe(200);
});

test("a body over the limit is 413 and the connection stays usable", async () => {
  const { url } = await start();
  const at = `${url}/tmf-api/prepayBalanceManagement/v4`;
  const headers = { "content-type": "application/json" };
  const big = await fetch(`${at}/hub`, { method: "POST", headers, body: "x".repeat(3_000_000) });
  expect([big.status, ((await big.json()) as { code: string }).code]).toEqual([413, "413"]);
  expect((await fetch(`${at}/bucket/b01`)).status).toBe(200);
});
