/** The copies of recorded requests are run: each sends the request again, or fails the next one. */
import { execFile } from "node:child_process";
import { stripTypeScriptTypes } from "node:module";
import { promisify } from "node:util";
import { bearer, createClient } from "@tmf654/client";
import { createMock, type MockOptions } from "@tmf654/mock";
import { createControl } from "@tmf654/mock/control";
import { serve } from "@tmf654/mock/node";
import { expect, test } from "vitest";
import { toClientCode } from "./client-code.ts";
import { toCurl } from "./curl.ts";
import { toFaultRuleText } from "./fault-rule.ts";
import { canFail } from "./snippet-request.ts";
import { toTestCode } from "./test-code.ts";

const run = promisify(execFile);
const clock = "2026-03-10T12:00:00Z";
const json = { "content-type": "application/json" };
const body = {
  amount: { amount: 10, units: "EUR" },
  usageType: "monetary",
  bucket: { id: "ana-main" },
  partyAccount: { id: "acc-ana" },
  description: ["it's `quoted` $", "{here}"].join(""),
};

interface Sent {
  readonly options?: MockOptions;
  readonly method?: string;
  /** The path below the base path, or a whole URL path after `^`. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly status: number;
  /** Whether the client has no method for the request. */
  readonly isWithoutMethod?: true;
  /** Whether no fault rule can match the request. */
  readonly isWithoutRule?: true;
}

const topup = { method: "POST", path: "/topupBalance", headers: json, body };
const tokens = { TOKEN: { scopes: ["read" as const] } };
const unavailable = { kind: "status", status: 503 } as const;

const requests: Readonly<Record<string, Sent>> = {
  "a top-up": { ...topup, status: 201 },
  "a top-up with a key": { ...topup, headers: { ...json, "idempotency-key": "k1" }, status: 201 },
  "a refused body": { ...topup, body: { amount: "10" }, status: 400 },
  "a body that is not JSON": { ...topup, body: "{", status: 400 },
  "a body of another type": {
    ...topup,
    headers: { "content-type": "text/plain" },
    body: "ten euros",
    status: 415,
  },
  "a read": { path: "/bucket/ana-main", status: 200 },
  "a read of some fields": { path: "/bucket/ana-main?fields=name,status", status: 200 },
  "a list of several values": {
    path: "/bucket?status=active,suspended&remainingValue.amount.gt=5&sort=-name,id&limit=3",
    status: 206,
  },
  "a list with a symbol": {
    path: "/bucket?remainingValue.amount%3E=5",
    status: 200,
    isWithoutMethod: true,
  },
  "an unknown id": { path: "/bucket/none%2F1", status: 404 },
  "an unknown action": {
    method: "PATCH",
    path: "/reserveBalance/none",
    headers: json,
    body: { status: "completed", reason: "done" },
    status: 404,
  },
  "a registration": {
    method: "POST",
    path: "/hub",
    headers: json,
    body: { callback: "http://127.0.0.1:9/events" },
    status: 201,
  },
  "a path that the API does not have": {
    path: "/buckets",
    status: 404,
    isWithoutMethod: true,
    isWithoutRule: true,
  },
  "a path without the base path": {
    path: "^/bucket",
    status: 404,
    isWithoutMethod: true,
    isWithoutRule: true,
  },
  "a method that the path does not have": {
    method: "PUT",
    path: "/bucket/ana-main",
    status: 405,
    isWithoutMethod: true,
    isWithoutRule: true,
  },
  "no token": { path: "/bucket", options: { auth: { tokens } }, status: 401 },
  "a token without the scope": {
    ...topup,
    options: { auth: { tokens } },
    headers: { ...json, authorization: "Bearer TOKEN" },
    status: 403,
  },
  "a valid token": {
    path: "/bucket/ana-main",
    options: { auth: { tokens } },
    headers: { authorization: "Bearer TOKEN" },
    status: 200,
  },
  "a preferred status": { path: "/bucket", headers: { prefer: "code=502" }, status: 502 },
  "a fault before": { ...topup, options: { faults: [{ fault: unavailable }] }, status: 503 },
  "a fault after": {
    ...topup,
    options: { faults: [{ when: "after", fault: unavailable }] },
    status: 503,
  },
  "a dropped connection": {
    path: "/bucket/ana-main",
    options: { faults: [{ fault: { kind: "drop" } }] },
    status: 0,
  },
};

/** Sends a request to a new server, and returns its entry in the journal. */
async function record({ options, path, body: content, ...init }: Sent) {
  const mock = createMock({ clock, ...options });
  const server = await serve(mock);
  const root = new URL(server.url).origin;
  const { basePath } = mock;
  const url = path.startsWith("^") ? root + path.slice(1) : root + basePath + path;
  const text = typeof content === "string" ? content : JSON.stringify(content);
  const { method = "GET", headers = {} } = init;
  const send = () => fetch(url, { method, headers, ...(text !== undefined && { body: text }) });
  await send().catch(() => {});
  const control = createControl({ baseUrl: root, fetch });
  return {
    mock,
    server,
    control,
    send,
    place: { root, basePath },
    entry: await control.request(1),
  };
}

/** The parts of a request that a copy repeats, and the status of its response. */
function repeatedParts({ operation, method, path, requestBody, status }: Entry) {
  return { operation, method, path, requestBody, status };
}

type Entry = Awaited<ReturnType<typeof record>>["entry"];

test.each(Object.entries(requests))("the copies of %s run", async (_, sent) => {
  const { mock, server, control, place, entry } = await record(sent);
  expect(entry.status).toBe(sent.status);

  mock.reset();
  await run("sh", ["-c", toCurl(entry, place)], { env: { ...process.env, TOKEN: "TOKEN" } }).catch(
    (error: unknown) => expect(sent.status).toBe(error instanceof Error ? 0 : -1),
  );
  expect(repeatedParts(await control.request(2))).toEqual(repeatedParts(entry));

  mock.reset();
  const code = toClientCode(entry, place);
  expect(code.includes("// No method")).toBe(sent.isWithoutMethod === true);
  if (!sent.isWithoutMethod && (entry.requestBody !== undefined) === (sent.body !== undefined)) {
    const AsyncFunction = Object.getPrototypeOf(async () => {}).constructor;
    const script = code
      .replace(/^import.*$/m, "")
      .replace("createClient({", "createClient({ retry: false,");
    const call = new AsyncFunction("createClient", "bearer", script)(createClient, bearer);
    await call.catch((error: Error) => {
      if (sent.status > 0 && sent.status < 400) throw error;
    });
    expect(repeatedParts(await control.request(3))).toEqual(repeatedParts(entry));
  }
  await mock.close();
  await server.close();
});

test.each(Object.entries(requests))("the test of %s passes", async (_, sent) => {
  const { mock, server, place, entry } = await record(sent);
  const code = toTestCode(entry, { basePath: place.basePath, profile: "reference" });
  const tests: (() => Promise<void>)[] = [];
  const declare = (_title: string, content: () => Promise<void>) => tests.push(content);
  const script = stripTypeScriptTypes(code).replaceAll(/^import.*$/gm, "");
  new Function("createMock", "expect", "test", script)(createMock, expect, declare);
  expect(tests).toHaveLength(1);
  for (const content of tests) await content();
  await mock.close();
  await server.close();
});

test.each(Object.entries(requests))("the rule of %s fails only the next one", async (_, sent) => {
  const { mock, server, control, send, entry } = await record(sent);
  expect(canFail(entry)).toBe(!sent.isWithoutRule);
  if (canFail(entry)) {
    mock.faults.clear();
    await control.faults.add(JSON.parse(toFaultRuleText(entry)));
    expect(mock.faults.list()).toHaveLength(1);
    await send().catch(() => {});
    const { status, decidedBy } = await control.request(2);
    // A refusal before the fault rules leaves the rule as it is.
    const isEarlier = ["credentials", "idempotencyKey", "prefer"].includes(decidedBy);
    expect(mock.faults.list()).toHaveLength(isEarlier && decidedBy !== "prefer" ? 1 : 0);
    if (!isEarlier)
      expect(status).toBe(sent.status >= 400 || sent.status === 0 ? sent.status : 503);
  }
  await mock.close();
  await server.close();
});

test("a profile that is not built in is named in the test", async () => {
  const { mock, server, place, entry } = await record({ path: "/bucket", status: 200 });
  const code = toTestCode(entry, { basePath: place.basePath, profile: "ours" });
  expect(code).toContain('// The profile "ours" is not built in: add the option `profile`.');
  expect(code).not.toContain("profile:");
  await mock.close();
  await server.close();
});
