import { connect } from "node:net";
import { createMock, type Mock } from "@tmf654/mock";
import { afterEach, expect, test } from "vitest";
import { type MockServer, serve } from "../../src/node/index.ts";
import { base } from "../support/send.ts";

const servers: MockServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function startServer(mock: Mock, options = {}): Promise<MockServer> {
  const server = await serve(mock, options);
  servers.push(server);
  return server;
}

/** The head of a response as it came over the wire. */
function headOf(port: number, request: string): Promise<readonly string[]> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1", () => socket.write(request));
    let text = "";
    socket.on("data", (chunk) => {
      text += chunk;
      if (text.includes("\r\n\r\n")) socket.destroy();
    });
    socket.on("close", () => resolve((text.split("\r\n\r\n", 1)[0] ?? "").split("\r\n")));
    socket.on("error", reject);
  });
}

test.each([
  [
    "a list",
    `GET ${base}/bucket?limit=2 HTTP/1.1\r\nHost: x\r\nOrigin: http://a.test\r\n\r\n`,
    ["X-Total-Count", "X-Result-Count", "Link", "ETag", "Cache-Control", "Content-Type"],
  ],
  [
    "a preflight",
    `OPTIONS ${base}/bucket HTTP/1.1\r\nHost: x\r\nOrigin: http://a.test\r\nAccess-Control-Request-Method: GET\r\n\r\n`,
    ["Allow", "Access-Control-Allow-Origin", "Access-Control-Allow-Credentials", "Vary"],
  ],
  [
    "a simulated 401",
    `GET ${base}/bucket HTTP/1.1\r\nHost: x\r\nPrefer: code=401\r\n\r\n`,
    ["WWW-Authenticate", "Content-Length"],
  ],
  ["the control plane", "GET /__mock/health HTTP/1.1\r\nHost: localhost\r\n\r\n", ["Content-Type"]],
  ["bytes that are not HTTP", "NONSENSE\r\n\r\n", ["Content-Type", "Content-Length"]],
])("header names of %s are written as documented", async (_, request, names) => {
  const { port } = await startServer(createMock());
  const [, ...lines] = await headOf(port, request);
  const sent = lines.map((line) => line.split(":", 1)[0] ?? "");
  expect(sent).toEqual(expect.arrayContaining(names));
  expect(sent.filter((name) => /^[a-z]/.test(name))).toEqual([]);
});

test.each([
  ["the API", `GET ${base}/bucket HTTP/1.1\r\nHost: x\r\n\r\n`],
  ["the control plane", "GET /__mock/health HTTP/1.1\r\nHost: localhost\r\n\r\n"],
])("the Date header of %s is the mock's own instant, once", async (_, request) => {
  const { port } = await startServer(createMock({ clock: "2026-03-10T12:00:00Z" }));
  const lines = await headOf(port, request);
  const dates = lines.filter((line) => /^date:/i.test(line)).map((line) => line.slice(6));
  expect(dates).toEqual(["Tue, 10 Mar 2026 12:00:00 GMT"]);
});

test.each(["", " "])("an empty host (%j) is refused, not taken for every address", async (host) => {
  await expect(serve(createMock(), { host })).rejects.toThrow("The host is empty");
});

test.each([
  ["a@localhost", 403],
  ["localhost:1:2", 403],
  ["localhost/x", 403],
  ["evil.test", 403],
  ["LOCALHOST:4010", 200],
])("the control plane under the host %s responds with %s", async (host, status) => {
  const { port } = await startServer(createMock());
  const [line] = await headOf(port, `GET /__mock/state HTTP/1.1\r\nHost: ${host}\r\n\r\n`);
  expect(line).toContain(`HTTP/1.1 ${status} `);
});

test("an upload without the token is refused, and none of it is kept", async () => {
  const mock = createMock({ controlToken: "s3cret" });
  expect(
    await mock.maximumBodyBytes({
      target: "/__mock/snapshot",
      header: () => undefined,
      local: true,
    }),
  ).toBe(0);
  const { url } = await startServer(mock);
  const body = "x".repeat(1_000_000);
  const response = await fetch(`${url}/__mock/snapshot`, { method: "PUT", body });
  expect(response.status).toBe(401);
});

test("all concurrent bodies have one limit, which is reported, and a later body is accepted", async () => {
  const said: unknown[] = [];
  const mock = createMock({ onLimit: (name, most) => said.push([name, most]) });
  const { url } = await startServer(mock, { uploadBytes: 1000 });
  const post = (bytes: number) =>
    fetch(`${url}${base}/topupBalance`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ description: "x".repeat(bytes) }),
    });
  const full = await post(2000);
  expect([full.status, full.headers.get("retry-after")]).toEqual([503, "1"]);
  expect((await full.json()) as object).toHaveProperty(
    "message",
    expect.stringContaining("raise `uploadBytes` of the server"),
  );
  const setSnapshot = { method: "PUT", body: "x".repeat(2000) };
  expect((await fetch(`${url}/__mock/snapshot`, setSnapshot)).status).toBe(503);
  expect(said).toEqual([["uploadBytes", 1000]]);
  expect(mock.limitsReached()).toEqual({ uploadBytes: 2 });
  const metrics = await (await fetch(`${url}/__mock/metrics`)).text();
  expect(metrics).toContain('tmf654_limit_reached_total{limit="uploadBytes"} 2');
  expect(mock.journal().map(({ status }) => status)).toEqual([503]);
  expect((await post(500)).status).toBe(400);
  expect((await post(500)).status).toBe(400);
});
