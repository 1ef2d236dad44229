import { execFile } from "node:child_process";
import { stripTypeScriptTypes } from "node:module";
import { promisify } from "node:util";
import { createClient } from "@tmf654/client";
import { createMock } from "@tmf654/mock";
import { createControl } from "@tmf654/mock/control";
import { serve } from "@tmf654/mock/node";
import { describe, expect, test } from "vitest";
import { toClientCode } from "./client-code.ts";
import { toCurl } from "./curl.ts";
import { toFaultRule, toFaultRuleText } from "./fault-rule.ts";
import type { SnippetRequest } from "./snippet-request.ts";
import { toTestCode } from "./test-code.ts";

const run = promisify(execFile);
const place = { root: "http://127.0.0.1:4010", basePath: "/api" };
const request: SnippetRequest = {
  operation: "createTopupBalance",
  method: "POST",
  path: "/topupBalance",
  query: "",
  requestHeaders: {
    host: "127.0.0.1:4010",
    "content-type": "application/json",
    "content-length": "7",
    "user-agent": "node",
    accept: "*/*",
    "sec-fetch-mode": "cors",
  },
  requestBody: { bucket: { id: "ana-main" }, note: "it's" },
  status: 201,
  time: "2026-03-10T12:00:00.000Z",
};
const read: SnippetRequest = {
  ...request,
  operation: "retrieveBucket",
  method: "GET",
  path: "/bucket/ana-main",
  requestHeaders: {},
  requestBody: undefined,
  status: 200,
};

describe("curl", () => {
  test.each<[name: string, request: SnippetRequest, command: string]>([
    ["a read", read, "curl -sS -g 'http://127.0.0.1:4010/api/bucket/ana-main'"],
    [
      "a body with a quote",
      request,
      [
        "curl -sS -g -X POST",
        "'http://127.0.0.1:4010/api/topupBalance'",
        "-H 'content-type: application/json'",
        `--data-raw '{"bucket":{"id":"ana-main"},"note":"it'\\''s"}'`,
      ].join(" \\\n  "),
    ],
    [
      "a masked token",
      { ...read, requestHeaders: { authorization: "Bearer ***" } },
      "curl -sS -g 'http://127.0.0.1:4010/api/bucket/ana-main' \\\n" +
        '  -H "authorization: Bearer $TOKEN"',
    ],
    [
      "a query, and a path outside of the API",
      { ...read, path: "/api/none", query: "filter=$[?(@.a)]" },
      "curl -sS -g 'http://127.0.0.1:4010/api/none?filter=$[?(@.a)]'",
    ],
    [
      "a HEAD",
      { ...read, method: "HEAD" },
      "curl -sS -g --head \\\n  'http://127.0.0.1:4010/api/bucket/ana-main'",
    ],
  ])("%s", (_, recorded, command) => {
    expect(toCurl(recorded, place)).toBe(command);
  });
});

describe("client code", () => {
  test.each<[name: string, request: Partial<SnippetRequest>, call: string]>([
    ["a create", { requestBody: { a: 1 } }, 'topupBalance.create({\n  "a": 1\n})'],
    ["a read", read, 'bucket.retrieve("ana-main")'],
    [
      "a list",
      { operation: "listBucket", path: "/bucket", query: "limit=5&partyAccount.id=acc-ana" },
      'bucket.list({\n  "limit": 5,\n  "partyAccount.id": "acc-ana"\n})',
    ],
    ["a whole list", { operation: "listBucket", path: "/bucket" }, "bucket.list()"],
    [
      "a change",
      { operation: "patchReserveBalance", path: "/reserveBalance/r%201", requestBody: { a: 1 } },
      'reserveBalance.update("r 1", {\n  "a": 1\n})',
    ],
    [
      "a removal",
      { operation: "deleteTopupBalance", path: "/topupBalance/t1" },
      'topupBalance.delete("t1")',
    ],
    [
      "a registration",
      { operation: "registerListener", path: "/hub", requestBody: { callback: "http://a" } },
      'hub.create({\n  "callback": "http://a"\n})',
    ],
    ["its end", { operation: "unregisterListener", path: "/hub/h1" }, 'hub.delete("h1")'],
  ])("%s", (_, changes, call) => {
    const code = toClientCode({ ...request, ...changes }, place);
    expect(code).toContain('createClient({ baseUrl: "http://127.0.0.1:4010/api" })');
    expect(code).toContain(`const result = await client.${call};`);
  });

  test.each([undefined, "createBucket2", "listenToTopup"])("%s has no method", (operation) => {
    expect(toClientCode({ ...request, operation }, place)).toContain("// No method");
  });
});

describe("a fault rule", () => {
  test.each<[name: string, request: Partial<SnippetRequest>, rule: object]>([
    [
      "of a success is a 503 for the same bucket",
      {},
      {
        match: { operation: "createTopupBalance", body: { "bucket.id": "ana-main" } },
        fault: { kind: "status", status: 503 },
        times: 1,
      },
    ],
    [
      "of an error has its status",
      { ...read, status: 404 },
      {
        match: { operation: "retrieveBucket", path: "/bucket/ana-main" },
        fault: { kind: "status", status: 404 },
        times: 1,
      },
    ],
    [
      "of a dropped connection drops it",
      { status: 0, requestBody: undefined },
      { match: { operation: "createTopupBalance" }, fault: { kind: "drop" }, times: 1 },
    ],
    [
      "of an undeclared path matches method and path",
      { operation: undefined, path: "/none", requestBody: undefined, status: 404 },
      {
        match: { method: "POST", path: "/none" },
        fault: { kind: "status", status: 404 },
        times: 1,
      },
    ],
  ])("%s", (_, changes, rule) => {
    expect(toFaultRule({ ...request, ...changes })).toEqual(rule);
  });
});

describe("the snippets of a recorded request", () => {
  const setUp = async () => {
    const mock = createMock({ clock: "2026-03-10T12:00:00Z" });
    const server = await serve(mock);
    const root = new URL(server.url).origin;
    const { basePath } = mock;
    const control = createControl({ baseUrl: root, fetch });
    const body = {
      amount: { amount: 10, units: "EUR" },
      usageType: "monetary",
      bucket: { id: "ana-main" },
      partyAccount: { id: "acc-ana" },
      description: ["it's `quoted` $", "{here}"].join(""),
    };
    const send = () =>
      fetch(`${root}${basePath}/topupBalance`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
      });
    await send();
    return { mock, server, control, send, place: { root, basePath } };
  };

  test("the curl command sends the same request", async () => {
    const { mock, server, control, place } = await setUp();
    const recorded = await control.request(1);
    await run("sh", ["-c", toCurl(recorded, place)]);
    const again = await control.request(2);
    expect(again).toMatchObject({
      status: 201,
      path: recorded.path,
      requestBody: recorded.requestBody,
    });
    expect(mock.get("bucket", "ana-main")?.remainingValueName).toBe("€45.50");
    await server.close();
  });

  test("the client code sends the same request", async () => {
    const { server, control, place } = await setUp();
    const recorded = await control.request(1);
    const code = toClientCode(recorded, place).replace(/^import.*$/m, "");
    const AsyncFunction = Object.getPrototypeOf(async () => {}).constructor;
    await new AsyncFunction("createClient", code)(createClient);
    expect((await control.request(2)).requestBody).toEqual(recorded.requestBody);
    await server.close();
  });

  test("the fault rule fails the next such request, and only that", async () => {
    const { server, control, send } = await setUp();
    const text = toFaultRuleText(await control.request(1));
    await control.faults.add(JSON.parse(text));
    expect((await send()).status).toBe(503);
    expect((await send()).status).toBe(201);
    await server.close();
  });

  test("the test passes", async () => {
    const { server, control, place } = await setUp();
    const recorded = await control.request(1);
    const code = toTestCode(recorded, { basePath: place.basePath, profile: "reference" });
    const tests: (() => Promise<void>)[] = [];
    const declare = (_: string, body: () => Promise<void>) => tests.push(body);
    const script = stripTypeScriptTypes(code).replaceAll(/^import.*$/gm, "");
    new Function("createMock", "expect", "test", script)(createMock, expect, declare);
    expect(tests).toHaveLength(1);
    for (const body of tests) await body();
    await server.close();
  });

  test.each<[name: string, request: SnippetRequest, parts: readonly string[]]>([
    ["a read", read, ['"GET /bucket/ana-main is 200"', "/bucket/ana-main`);", "toBe(200)"]],
    ["a dropped request", { ...read, status: 0 }, ["rejects.toThrow()"]],
    ["a path with a backtick", { ...read, path: "/bucket/a`b" }, ["/bucket/a\\`b`"]],
  ])("the test code of %s has the same request", (_, recorded, parts) => {
    const code = toTestCode(recorded, { basePath: "/api", profile: "ctk" });
    expect(code).toContain('profile: "ctk"');
    for (const part of parts) expect(code).toContain(part);
  });
});
