import { createClient, isTmf654Error, Tmf654Error } from "@tmf654/client";
import { describe, expect, test } from "vitest";
import { createFakeServer, type Reply } from "./helpers/fake-server.ts";

const tmfError = (code: string) => ({ code, reason: "because", message: "in full" });

const rows: readonly { name: string; reply: Reply; expected: object }[] = [
  {
    name: "400",
    reply: { status: 400, body: tmfError("24") },
    expected: { name: "BadRequestError", code: "24", status: 400 },
  },
  {
    name: "401",
    reply: { status: 401, body: tmfError("41") },
    expected: { name: "UnauthorizedError", code: "41" },
  },
  {
    name: "403",
    reply: { status: 403, body: tmfError("50") },
    expected: { name: "ForbiddenError", reason: "because" },
  },
  {
    name: "404",
    reply: { status: 404, body: tmfError("60") },
    expected: { name: "NotFoundError", code: "60" },
  },
  {
    name: "405",
    reply: { status: 405, body: tmfError("61") },
    expected: { name: "MethodNotAllowedError", code: "61" },
  },
  {
    name: "409",
    reply: { status: 409, body: tmfError("unitMismatch") },
    expected: { name: "ConflictError" },
  },
  {
    name: "413",
    reply: { status: 413, body: tmfError("24") },
    expected: { name: "BadRequestError", status: 413 },
  },
  {
    name: "415, with its status as the code",
    reply: { status: 415, body: { code: "415", reason: "no", message: "send JSON" } },
    expected: { code: "415", message: "retrieveBucket: 415 send JSON" },
  },
  {
    name: "429",
    reply: { status: 429, headers: { "retry-after": "7" } },
    expected: { retryAfterMs: 7000 },
  },
  {
    name: "500",
    reply: { status: 500, body: tmfError("1") },
    expected: { name: "ServerError", code: "1" },
  },
  {
    name: "500 without a body",
    reply: { status: 500, body: "" },
    expected: { name: "ServerError", status: 500 },
  },
  {
    name: "502 with a gateway's HTML",
    reply: { status: 502, body: "<html>Bad Gateway</html>" },
    expected: { name: "ServerError", snippet: "<html>Bad Gateway</html>" },
  },
  {
    name: "a Spring body",
    reply: { status: 400, body: { timestamp: 1, status: 400, error: "Bad Request", path: "/x" } },
    expected: { name: "BadRequestError", reason: "Bad Request" },
  },
  {
    name: "an RFC 9457 problem",
    reply: { status: 403, body: { type: "t", title: "No", detail: "Not yours" } },
    expected: { name: "ForbiddenError", message: "retrieveBucket: 403 Not yours" },
  },
  {
    name: "an RFC 9457 problem with members of an unexpected type",
    reply: { status: 400, body: { title: { a: 1 }, detail: ["x"], code: null } },
    expected: { message: "retrieveBucket: 400", code: undefined, reason: undefined },
  },
  {
    name: "an error inside `error`",
    reply: { status: 400, body: { error: { code: "E1", message: "boom" } } },
    expected: { message: "retrieveBucket: 400 E1 boom", code: "E1" },
  },
  {
    name: "a message that is an object",
    reply: { status: 400, body: { code: 24, message: { en: "no" }, reason: "because" } },
    expected: { message: "retrieveBucket: 400 24 because", code: "24", reason: "because" },
  },
  {
    name: "errors grouped by attribute",
    reply: { status: 422, body: { errors: { amount: ["too big"] } } },
    expected: { issues: undefined },
  },
  {
    name: "errors with other shapes",
    reply: {
      status: 422,
      body: { errors: ["too big", { path: "/a", message: "no" }, { path: 1, code: {} }, null] },
    },
    expected: {
      issues: [
        { path: "", code: "", message: "too big" },
        { path: "/a", code: "", message: "no" },
        { path: "1", code: "", message: "" },
        { path: "", code: "", message: "" },
      ],
    },
  },
  {
    name: "an array of errors",
    reply: { status: 404, body: [tmfError("60")] },
    expected: { code: "60" },
  },
  {
    name: "a redirect",
    reply: { status: 302, headers: { location: "https://else.example/" } },
    expected: { name: "ServerError", status: 302 },
  },
  {
    name: "200 with HTML",
    reply: { body: "<html>log in</html>" },
    expected: { name: "ParseError", status: 200 },
  },
  {
    name: "200 with incomplete JSON",
    reply: { body: '{"id":"b' },
    expected: { name: "ParseError", snippet: '{"id":***' },
  },
  {
    name: "200 without a body",
    reply: { body: "" },
    expected: { name: "ParseError", status: 200 },
  },
  { name: "200 with a list", reply: { body: [] }, expected: { name: "ParseError" } },
  { name: "200 with null", reply: { body: "null" }, expected: { name: "ParseError" } },
  {
    name: "a broken connection",
    reply: new TypeError("fetch failed"),
    expected: { name: "NetworkError" },
  },
];

describe("errors", () => {
  test.each(rows)("converts $name into its error class", async ({ reply, expected }) => {
    const { options } = createFakeServer(() => (reply instanceof Error ? reply : { ...reply }));
    const client = createClient({ ...options, retry: false });
    const error = await client.bucket.retrieve("b1").catch((thrown) => thrown);
    expect(error).toBeInstanceOf(Tmf654Error);
    expect(error).toMatchObject({ operation: "retrieveBucket", attempts: 1, ...expected });
    const { name } = expected as { name?: "NotFoundError" };
    if (name) expect(isTmf654Error(error, name)).toBe(true);
  });

  test("lists every issue and the original of a duplicate", async () => {
    const errors = [{ path: "/amount", code: "24", message: "no" }];
    const duplicateOf = { id: "t1", href: "/topupBalance/t1" };
    const body = { ...tmfError("duplicateRequest"), errors, duplicateOf };
    const { options } = createFakeServer(() => ({
      status: 409,
      body,
      headers: { "x-request-id": "r-1" },
    }));
    const call = createClient(options).topupBalance.create({} as never);
    await expect(call).rejects.toMatchObject({ issues: errors, duplicateOf, requestId: "r-1" });
  });

  test("throws ActionFailedError for 201 with status failed, with the code of the extension", async () => {
    const failure = { code: "voucherUsed", message: "The voucher was used." };
    const body = { id: "t1", status: "failed", failure };
    const { options } = createFakeServer(() => ({ status: 201, body }));
    const client = createClient(options);
    await expect(client.topupBalance.create({} as never)).rejects.toMatchObject({
      name: "ActionFailedError",
      code: "voucherUsed",
      message: "createTopupBalance: voucherUsed The voucher was used.",
      action: body,
    });
    const kept = await client.topupBalance.create({} as never, { throwOnFailed: false });
    expect(kept.status).toBe("failed");
  });

  test("reads `reason` of a failed action without the extension", async () => {
    const body = { id: "t1", status: "failed", reason: "declined" };
    const { options } = createFakeServer(() => ({ status: 201, body }));
    const call = createClient(options).topupBalance.create({} as never);
    await expect(call).rejects.toMatchObject({ reason: "declined", code: undefined });
  });

  test("ignores members of a failure that have an unexpected type", async () => {
    const body = {
      id: "t1",
      status: "failed",
      reason: { a: 1 },
      failure: { code: 7, message: [] },
    };
    const { options } = createFakeServer(() => ({ status: 201, body }));
    const call = createClient(options).topupBalance.create({} as never);
    await expect(call).rejects.toMatchObject({
      message: "createTopupBalance: 7 failed",
      code: "7",
      reason: undefined,
    });
  });

  test.each<{ name: string; reply: Reply }>([
    {
      name: "a token in a message",
      reply: { status: 401, body: { code: "41", message: "token Bearer abc.SECRET expired" } },
    },
    { name: "a token in a reason", reply: { status: 401, body: { reason: '"Bearer SECRET"' } } },
    {
      name: "a token in the URL of a redirect",
      reply: { status: 302, headers: { location: "https://a:SECRET@login.example/?token=SECRET" } },
    },
    {
      name: "a token in the fragment of a redirect",
      reply: { status: 302, headers: { location: "https://login.example/#access_token=SECRET" } },
    },
    { name: "a numeric voucher", reply: { status: 200, body: '[{"voucher":4711}]' } },
    { name: "a phone number in HTML", reply: { status: 502, body: "<p>+4711 is not known" } },
    {
      name: "a list of vouchers",
      reply: { status: 200, body: [{ voucher: ["SECRET", "SECRET"] }] },
    },
    { name: "a voucher", reply: { status: 200, body: '[{"voucher":"4711-SECRET' } },
    {
      name: "a payment",
      reply: { status: 200, body: [{ paymentMethod: { id: "SECRET", "@type": "Card" } }] },
    },
    {
      name: "a payment with details",
      reply: { status: 200, body: [{ payment: [{}, { id: "SECRET" }] }] },
    },
    {
      name: "a credential",
      reply: { status: 200, body: [{ "x-api-key": "SECRET", access_token: "SECRET" }] },
    },
    {
      name: "a credential in HTML",
      reply: { status: 502, body: "<a href='/?access_token=SECRET&x=1'>" },
    },
  ])("masks $name", async ({ reply }) => {
    const { options } = createFakeServer(() => reply);
    const error = await createClient({ ...options, retry: false })
      .bucket.retrieve("b1")
      .catch((thrown) => thrown);
    const { message, snippet, reason, issues } = error as Tmf654Error;
    expect(error).toBeInstanceOf(Tmf654Error);
    expect(JSON.stringify({ message, snippet, reason, issues })).not.toMatch(/SECRET|4711/);
  });

  test("masks a long text in linear time", async () => {
    const { options } = createFakeServer(() => ({
      status: 400,
      body: { message: "key".repeat(1e6) },
    }));
    const start = performance.now();
    await createClient(options)
      .bucket.retrieve("b1")
      .catch(() => {});
    expect(performance.now() - start).toBeLessThan(2000);
  });

  test("recognizes its own errors across realms, and no others", () => {
    const foreign = { name: "NotFoundError", tmf654: true, message: "" };
    expect(isTmf654Error(foreign)).toBe(true);
    expect(isTmf654Error(foreign, "NotFoundError")).toBe(true);
    expect(isTmf654Error(foreign, "ServerError")).toBe(false);
    for (const other of [new Error("x"), undefined, null, "text", 7]) {
      expect(isTmf654Error(other)).toBe(false);
    }
  });

  test("returns errors as values through `safe`", async () => {
    const { options } = createFakeServer(({ path }) =>
      path === "/bucket/b1" ? { body: { id: "b1" } } : { status: 404, body: tmfError("60") },
    );
    const { safe } = createClient(options);
    expect(await safe.bucket.retrieve("b1")).toEqual({ ok: true, data: { id: "b1" } });
    const missing = await safe.bucket.retrieve("b2");
    expect(missing).toMatchObject({ ok: false, error: { name: "NotFoundError" } });
  });
});
