import { describe, expect, test } from "vitest";
import { toClientCode } from "./client-code.ts";
import { toCurl } from "./curl.ts";
import { toFaultRule } from "./fault-rule.ts";
import type { SnippetRequest } from "./snippet-request.ts";
import { toTestCode } from "./test-code.ts";

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
      { ...read, path: "/none", query: "filter=$[?(@.a)]", decidedBy: "path", status: 404 },
      "curl -sS -g 'http://127.0.0.1:4010/none?filter=$[?(@.a)]'",
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
    [
      "a list with several values, fields and an amount",
      {
        operation: "listBucket",
        path: "/bucket",
        query: "status=active,expired&fields=id&remainingValue.amount.gt=2.5&name=a%5C,b",
      },
      'bucket.list({\n  "status": [\n    "active",\n    "expired"\n  ],\n' +
        '  "fields": [\n    "id"\n  ],\n' +
        '  "remainingValue.amount.gt": 2.5,\n  "name": "a,b"\n})',
    ],
    [
      "a read of some fields",
      { ...read, query: "fields=id,name" },
      'bucket.retrieve("ana-main", {\n  "fields": [\n    "id",\n    "name"\n  ]\n})',
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

  test.each<[operation: string | undefined, query?: string]>([
    [undefined],
    ["createBucket"],
    ["deleteBucket"],
    ["listenToTopup"],
    ["listBucket", "remainingValue.amount>=5"],
    ["listBucket", "status=active;name=a"],
  ])("%s with the query %j has no method", (operation, query = "") => {
    expect(toClientCode({ ...request, operation, query }, place)).toContain("// No method");
  });

  test("a token and other headers are options of the client", () => {
    const requestHeaders = { authorization: "Bearer ***", prefer: "code=503" };
    const code = toClientCode({ ...read, requestHeaders }, place);
    expect(code).toContain('import { bearer, createClient } from "@tmf654/client";');
    expect(code).toContain('auth: bearer("TOKEN"),\n  headers: {\n    "prefer": "code=503"\n  },');
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

test.each<[name: string, request: SnippetRequest, parts: readonly string[]]>([
  ["a read", read, ['"GET /bucket/ana-main is 200"', "/bucket/ana-main`);", "toBe(200)"]],
  ["a dropped request", { ...read, status: 0 }, ["rejects.toThrow()"]],
  ["a path with a backtick", { ...read, path: "/bucket/a`b" }, ["/bucket/a\\`b`"]],
])("the test code of %s has the same request", (_, recorded, parts) => {
  const code = toTestCode(recorded, { basePath: "/api", profile: "ctk" });
  expect(code).toContain('profile: "ctk"');
  for (const part of parts) expect(code).toContain(part);
});
