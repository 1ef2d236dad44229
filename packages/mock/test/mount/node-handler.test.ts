import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { connect as connectHttp2, createServer as createHttp2Server } from "node:http2";
import type { AddressInfo } from "node:net";
import { createMock, createTenants } from "@tmf654/mock";
import { afterEach, describe, expect, test } from "vitest";
import { type NodeHandler, toNodeHandler } from "../../src/node/index.ts";
import { topup } from "../support/bodies.ts";
import { base } from "../support/call.ts";

const body = JSON.stringify(
  topup({
    amount: { amount: 10, units: "EUR" },
    bucket: { id: "ana-main" },
    partyAccount: { id: "acc-ana" },
  }),
);
const json = { "content-type": "application/json" };

const servers: { close(): unknown }[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

async function listen(server: Server | ReturnType<typeof createHttp2Server>): Promise<string> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

type Middleware = (
  request: IncomingMessage,
  response: ServerResponse,
  next: Parameters<NodeHandler>[2],
) => void;

/** A server whose other requests get the text `app`. */
function serveBeside(handler: Middleware): Promise<string> {
  const app = createServer((request, response) =>
    handler(request, response, () => response.end("app")),
  );
  return listen(app);
}

test("as the listener of a server, the mock responds to every request", async () => {
  const origin = await listen(createServer(toNodeHandler(createMock())));
  expect((await fetch(`${origin}${base}/bucket/ana-main`)).status).toBe(200);
  expect((await fetch(`${origin}/other`)).status).toBe(404);
});

describe("as a middleware", () => {
  const mine = [`${base}/bucket?limit=1`, base, `${base}/other`, "/__mock/health", "/__mock"];
  const others = ["/", "/src/main.ts", `${base}2/bucket`, "/__mocks", "/t/a/__mock/health"];

  test.each(mine)("the mock responds to %s", async (path) => {
    const origin = await serveBeside(toNodeHandler(createMock()));
    expect(await (await fetch(`${origin}${path}`)).text()).not.toBe("app");
  });

  test.each(others)("%s is passed to the next handler", async (path) => {
    const origin = await serveBeside(toNodeHandler(createMock()));
    expect(await (await fetch(`${origin}${path}`)).text()).toBe("app");
  });

  test("the mock responds only below its own base path", async () => {
    const origin = await serveBeside(toNodeHandler(createMock({ basePath: "/api" })));
    expect((await fetch(`${origin}/api/bucket/ana-main`)).status).toBe(200);
    expect(await (await fetch(`${origin}${base}/bucket`)).text()).toBe("app");
  });

  test("tenants keep their prefixes", async () => {
    const tenants = createTenants({ create: ({ basePath }) => createMock({ basePath }) });
    const origin = await serveBeside(toNodeHandler(tenants));
    expect((await fetch(`${origin}/t/a${base}/bucket/ana-main`)).status).toBe(200);
    expect((await fetch(`${origin}/t/a/__mock/health`)).status).toBe(200);
    expect(await (await fetch(`${origin}/t/a`)).text()).toBe("app");
  });

  test("a path that the router has removed is part of the target", async () => {
    const handler = toNodeHandler(createMock());
    const origin = await serveBeside((request, response, next) => {
      const { url = "" } = request;
      Object.assign(request, { originalUrl: url, url: url.replace("/tmf-api", "") });
      handler(request, response, next);
    });
    const bucket = await (await fetch(`${origin}${base}/bucket/ana-main`)).json();
    expect(bucket).toMatchObject({ href: `${base}/bucket/ana-main` });
  });

  test.each([
    ["an object", JSON.parse(body)],
    ["a text", body],
    ["bytes", Buffer.from(body)],
  ])("a body that a parser has read before as %s is the request's", async (_, parsed) => {
    const handler = toNodeHandler(createMock());
    const origin = await serveBeside((request, response, next) => {
      request.resume().once("end", () => {
        handler(Object.assign(request, { body: parsed }), response, next);
      });
    });
    const created = await fetch(`${origin}${base}/topupBalance`, {
      method: "POST",
      headers: json,
      body,
    });
    expect(created.status).toBe(201);
  });

  test.each<[string, unknown, number]>([
    ["an object", { grant_type: "client_credentials", scope: "read" }, 200],
    ["a text", "grant_type=client_credentials&scope=read", 200],
    ["an object with a list", { grant_type: ["client_credentials", "password"] }, 400],
    ["an empty object", {}, 400],
  ])(
    "a form that a parser has read before as %s is the token request's",
    async (_, parsed, status) => {
      const handler = toNodeHandler(createMock({ auth: { oauth: {} } }));
      const origin = await serveBeside((request, response, next) => {
        request.resume().once("end", () => {
          handler(Object.assign(request, { body: parsed }), response, next);
        });
      });
      const reply = await fetch(`${origin}${base}/oauth2/token`, {
        method: "POST",
        headers: { authorization: `Basic ${btoa("tmf654:tmf654")}` },
        body: new URLSearchParams({ grant_type: "client_credentials", scope: "read" }),
      });
      const { scope, error } = (await reply.json()) as Record<string, unknown>;
      expect([reply.status, scope ?? error]).toEqual(
        status === 200 ? [200, "read"] : [400, "invalid_request"],
      );
    },
  );

  test("a body that a parser has read is limited too", async () => {
    const handler = toNodeHandler(createMock({ profile: { name: "short", maximumBodyBytes: 20 } }));
    const origin = await serveBeside((request, response, next) => {
      request.resume().once("end", () => {
        handler(Object.assign(request, { body: JSON.parse(body) }), response, next);
      });
    });
    const init = { method: "POST", headers: json, body };
    expect((await fetch(`${origin}${base}/topupBalance`, init)).status).toBe(413);
  });
});

describe("over HTTP/2", () => {
  const serveHttp2 = (mock = createMock()): Promise<string> =>
    listen(createHttp2Server(toNodeHandler(mock)));

  /** Status and text of one request on a connection of its own; rejects when it is dropped. */
  function send(origin: string, head: Record<string, string>, text?: string) {
    return new Promise<{ status: unknown; text: string }>((resolve, reject) => {
      const session = connectHttp2(origin);
      const stream = session.request(head);
      const chunks: Buffer[] = [];
      let status: unknown;
      stream.on("response", (headers) => {
        status = headers[":status"];
      });
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("error", reject);
      stream.on("close", () => {
        session.close();
        if (status === undefined) reject(new Error("dropped"));
        else resolve({ status, text: Buffer.concat(chunks).toString() });
      });
      stream.end(text);
    });
  }

  test("the API and the control plane respond", async () => {
    const origin = await serveHttp2();
    const post = { ":method": "POST", ":path": `${base}/topupBalance`, ...json };
    expect((await send(origin, post, body)).status).toBe(201);
    const state = await send(origin, { ":path": "/__mock/state" });
    expect(JSON.parse(state.text)).toMatchObject({ profile: "reference" });
  });

  test("the control plane refuses another host", async () => {
    const origin = await serveHttp2();
    const head = { ":path": "/__mock/state", ":authority": "evil.test" };
    expect((await send(origin, head)).status).toBe(403);
  });

  test("a dropped connection ends one request without a response", async () => {
    const mock = createMock();
    mock.faults.add({ match: { operation: "listBucket" }, fault: { kind: "drop" }, times: 1 });
    const origin = await serveHttp2(mock);
    await expect(send(origin, { ":path": `${base}/bucket` })).rejects.toThrow();
    expect((await send(origin, { ":path": `${base}/bucket?limit=1` })).status).toBe(206);
  });
});
