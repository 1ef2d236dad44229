import { createClient, isTmf654Error, Tmf654Error } from "@tmf654/client";
import { describe, expect, it } from "vitest";
import { fakeServer, type Reply } from "./helpers/fake-server.ts";

const tmf = (code: string) => ({ code, reason: "because", message: "in full" });

const rows: readonly [string, Reply, object][] = [
  ["400", { status: 400, body: tmf("24") }, { name: "BadRequestError", code: "24", status: 400 }],
  ["401", { status: 401, body: tmf("41") }, { name: "UnauthorizedError", code: "41" }],
  ["403", { status: 403, body: tmf("50") }, { name: "ForbiddenError", reason: "because" }],
  ["404", { status: 404, body: tmf("60") }, { name: "NotFoundError", code: "60" }],
  ["405", { status: 405, body: tmf("61") }, { name: "MethodNotAllowedError", code: "61" }],
  ["409", { status: 409, body: tmf("unitMismatch") }, { name: "ConflictError" }],
  ["413", { status: 413, body: tmf("24") }, { name: "BadRequestError", status: 413 }],
  ["429", { status: 429, headers: { "retry-after": "7" } }, { retryAfterMs: 7000 }],
  ["500", { status: 500, body: tmf("1") }, { name: "ServerError", code: "1" }],
  ["500 without a body", { status: 500, body: "" }, { name: "ServerError", status: 500 }],
  [
    "502 with a gateway's HTML",
    { status: 502, body: "<html>Bad Gateway</html>" },
    { name: "ServerError", snippet: "<html>Bad Gateway</html>" },
  ],
  [
    "a Spring body",
    { status: 400, body: { timestamp: 1, status: 400, error: "Bad Request", path: "/x" } },
    { name: "BadRequestError", reason: "Bad Request" },
  ],
  [
    "an RFC 9457 problem",
    { status: 403, body: { type: "t", title: "No", detail: "Not yours" } },
    { name: "ForbiddenError", message: "retrieveBucket: 403 Not yours" },
  ],
  [
    "an RFC 9457 problem with members of the wrong kind",
    { status: 400, body: { title: { a: 1 }, detail: ["x"], code: null } },
    { message: "retrieveBucket: 400", code: undefined, reason: undefined },
  ],
  [
    "an error inside `error`",
    { status: 400, body: { error: { code: "E1", message: "boom" } } },
    { message: "retrieveBucket: 400 E1 boom", code: "E1" },
  ],
  [
    "a message that is an object",
    { status: 400, body: { code: 24, message: { en: "no" }, reason: "because" } },
    { message: "retrieveBucket: 400 24 because", code: "24", reason: "because" },
  ],
  [
    "errors by attribute",
    { status: 422, body: { errors: { amount: ["too big"] } } },
    { errors: undefined },
  ],
  [
    "errors of other shapes",
    {
      status: 422,
      body: { errors: ["too big", { path: "/a", message: "no" }, { path: 1, code: {} }, null] },
    },
    {
      errors: [
        { path: "", code: "", message: "too big" },
        { path: "/a", code: "", message: "no" },
        { path: "1", code: "", message: "" },
        { path: "", code: "", message: "" },
      ],
    },
  ],
  ["an array of errors", { status: 404, body: [tmf("60")] }, { code: "60" }],
  [
    "a redirect",
    { status: 302, headers: { location: "https://else.example/" } },
    { name: "ServerError", status: 302 },
  ],
  ["200 with HTML", { body: "<html>log in</html>" }, { name: "ParseError", status: 200 }],
  ["200 with half a document", { body: '{"id":"b' }, { name: "ParseError", snippet: '{"id":***' }],
  ["200 with nothing", { body: "" }, { name: "ParseError", status: 200 }],
  ["200 with a list", { body: [] }, { name: "ParseError" }],
  ["200 with null", { body: "null" }, { name: "ParseError" }],
  ["a broken connection", new TypeError("fetch failed"), { name: "NetworkError" }],
];

describe("errors", () => {
  it.each(rows)("%s becomes the right error", async (_, reply, facts) => {
    const { options } = fakeServer(() => (reply instanceof Error ? reply : { ...reply }));
    const client = createClient({ ...options, retry: false });
    const error = await client.bucket.retrieve("b1").catch((thrown) => thrown);
    expect(error).toBeInstanceOf(Tmf654Error);
    expect(error).toMatchObject({ operation: "retrieveBucket", attempts: 1, ...facts });
    const { name } = facts as { name?: "NotFoundError" };
    if (name) expect(isTmf654Error(error, name)).toBe(true);
  });

  it("names every violation and the original of a duplicate", async () => {
    const errors = [{ path: "/amount", code: "24", message: "no" }];
    const duplicateOf = { id: "t1", href: "/topupBalance/t1" };
    const body = { ...tmf("duplicateRequest"), errors, duplicateOf };
    const { options } = fakeServer(() => ({
      status: 409,
      body,
      headers: { "x-request-id": "r-1" },
    }));
    const call = createClient(options).topupBalance.create({} as never);
    await expect(call).rejects.toMatchObject({ errors, duplicateOf, requestId: "r-1" });
  });

  it("throws ActionFailedError for 201 with status failed, with the extension's code", async () => {
    const failure = { code: "voucherUsed", message: "The voucher was used." };
    const body = { id: "t1", status: "failed", failure };
    const { options } = fakeServer(() => ({ status: 201, body }));
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

  it("reads `reason` of a failed action where there is no extension", async () => {
    const body = { id: "t1", status: "failed", reason: "declined" };
    const { options } = fakeServer(() => ({ status: 201, body }));
    const call = createClient(options).topupBalance.create({} as never);
    await expect(call).rejects.toMatchObject({ reason: "declined", code: undefined });
  });

  it("reads a failure of the wrong kind as far as it goes", async () => {
    const body = {
      id: "t1",
      status: "failed",
      reason: { a: 1 },
      failure: { code: 7, message: [] },
    };
    const { options } = fakeServer(() => ({ status: 201, body }));
    const call = createClient(options).topupBalance.create({} as never);
    await expect(call).rejects.toMatchObject({
      message: "createTopupBalance: 7 failed",
      code: "7",
      reason: undefined,
    });
  });

  it.each<[string, Reply]>([
    [
      "a token in a message",
      { status: 401, body: { code: "41", message: "token Bearer abc.SECRET expired" } },
    ],
    ["a token in a reason", { status: 401, body: { reason: '"Bearer SECRET"' } }],
    [
      "a token in the address of a redirect",
      { status: 302, headers: { location: "https://a:SECRET@login.example/?token=SECRET" } },
    ],
    [
      "a token behind the # of a redirect",
      { status: 302, headers: { location: "https://login.example/#access_token=SECRET" } },
    ],
    ["a voucher of digits", { status: 200, body: '[{"voucher":4711}]' }],
    ["a phone number in HTML", { status: 502, body: "<p>+4711 is not known" }],
    ["a list of vouchers", { status: 200, body: [{ voucher: ["SECRET", "SECRET"] }] }],
    ["a voucher", { status: 200, body: '[{"voucher":"4711-SECRET' }],
    ["a payment", { status: 200, body: [{ paymentMethod: { id: "SECRET", "@type": "Card" } }] }],
    ["a payment with details", { status: 200, body: [{ payment: [{}, { id: "SECRET" }] }] }],
    ["a credential", { status: 200, body: [{ "x-api-key": "SECRET", access_token: "SECRET" }] }],
    ["a credential in HTML", { status: 502, body: "<a href='/?access_token=SECRET&x=1'>" }],
  ])("masks %s", async (_, reply) => {
    const { options } = fakeServer(() => reply);
    const error = await createClient({ ...options, retry: false })
      .bucket.retrieve("b1")
      .catch((thrown) => thrown);
    const { message, snippet, reason, errors } = error as Tmf654Error;
    expect(error).toBeInstanceOf(Tmf654Error);
    expect(JSON.stringify({ message, snippet, reason, errors })).not.toMatch(/SECRET|4711/);
  });

  it("masks a long text as fast as a short one", async () => {
    const { options } = fakeServer(() => ({ status: 400, body: { message: "key".repeat(1e6) } }));
    const start = performance.now();
    await createClient(options)
      .bucket.retrieve("b1")
      .catch(() => {});
    expect(performance.now() - start).toBeLessThan(2000);
  });

  it("recognises its errors across realms, and no others", () => {
    const foreign = { name: "NotFoundError", tmf654: true, message: "" };
    expect(isTmf654Error(foreign)).toBe(true);
    expect(isTmf654Error(foreign, "NotFoundError")).toBe(true);
    expect(isTmf654Error(foreign, "ServerError")).toBe(false);
    for (const other of [new Error("x"), undefined, null, "text", 7]) {
      expect(isTmf654Error(other)).toBe(false);
    }
  });

  it("gives errors as values through `safe`", async () => {
    const { options } = fakeServer(({ path }) =>
      path === "/bucket/b1" ? { body: { id: "b1" } } : { status: 404, body: tmf("60") },
    );
    const { safe } = createClient(options);
    expect(await safe.bucket.retrieve("b1")).toEqual({ ok: true, data: { id: "b1" } });
    const missing = await safe.bucket.retrieve("b2");
    expect(missing).toMatchObject({ ok: false, error: { name: "NotFoundError" } });
  });
});
