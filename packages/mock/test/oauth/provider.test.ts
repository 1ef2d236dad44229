import { expect, test } from "vitest";
import { createMock, type FaultRule } from "../../src/index.ts";
import { topup } from "../support/bodies.ts";
import { describeTransports } from "../support/send.ts";
import { basic, type FormBody, formCall, known, tokenOf } from "./token-requests.ts";

const start = "2026-03-10T12:00:00Z";
const oauth = {
  clients: {
    tmf654: { secret: "tmf654" },
    reader: { secret: "s:p ä+&", scopes: ["read"] },
  },
} as const;
const makeMock = () => createMock({ auth: { oauth }, clock: start });
const reader = basic("reader", encodeURIComponent("s:p ä+&"));
const unavailable = { kind: "status", status: 503 } as const;
const grant = { grant_type: "client_credentials" };
const inBody = { ...grant, client_id: "tmf654", client_secret: "tmf654" };

describeTransports("OAuth tokens", makeMock, ({ send, mock }) => {
  test.each<[string, FormBody, string | undefined, number, string]>([
    ["the client in the header", grant, known, 200, "read write"],
    ["the client in the body", inBody, undefined, 200, "read write"],
    ["one scope", { ...grant, scope: "write" }, known, 200, "write"],
    ["scopes in any order", { ...grant, scope: "write read" }, known, 200, "write read"],
    ["a client with a special secret", grant, reader, 200, "read"],
    ["an empty parameter", { ...grant, scope: "" }, known, 200, "read write"],
    ["a wrong secret", grant, basic("tmf654", "x"), 401, "invalid_client"],
    [
      "a wrong secret in the body",
      { ...inBody, client_secret: "x" },
      undefined,
      401,
      "invalid_client",
    ],
    ["an unknown client", grant, basic("nobody", "x"), 401, "invalid_client"],
    ["a client named as a member", grant, basic("__proto__", "x"), 401, "invalid_client"],
    ["no client", grant, undefined, 401, "invalid_client"],
    [
      "a client without a secret",
      { ...grant, client_id: "tmf654" },
      undefined,
      401,
      "invalid_client",
    ],
    ["a bearer header", grant, "Bearer x", 401, "invalid_client"],
    ["broken Basic", grant, "Basic %%%", 401, "invalid_client"],
    ["a client in both places", inBody, known, 400, "invalid_request"],
    ["two different clients", { ...grant, client_id: "reader" }, known, 400, "invalid_request"],
    ["no grant type", {}, known, 400, "invalid_request"],
    ["a repeated parameter", "grant_type=a&grant_type=b", known, 400, "invalid_request"],
    ["another grant type", { grant_type: "password" }, known, 400, "unsupported_grant_type"],
    ["an unknown scope", { ...grant, scope: "admin" }, known, 400, "invalid_scope"],
    ["a scope that the client lacks", { ...grant, scope: "write" }, reader, 400, "invalid_scope"],
    ["no refresh token", { grant_type: "refresh_token" }, known, 400, "invalid_request"],
    [
      "an invalid refresh token",
      { grant_type: "refresh_token", refresh_token: "x" },
      known,
      400,
      "invalid_grant",
    ],
  ])("a token request with %s", async (_, form, authorization, status, result) => {
    const reply = await send(formCall("/oauth2/token", form, authorization));
    const { scope, error } = reply.json;
    expect([reply.status, scope ?? error]).toEqual([status, result]);
    expect(reply.headers["cache-control"]).toBe("no-store");
    expect(reply.headers["www-authenticate"]).toBe(
      status === 401 ? 'Basic realm="tmf654-mock"' : undefined,
    );
    if (status !== 200) expect(reply.json.error_description).toMatch(/\.$/);
  });

  test("a token request as JSON is refused", async () => {
    const reply = await send({ method: "POST", path: "/oauth2/token", body: inBody });
    expect([reply.status, reply.json.error]).toEqual([400, "invalid_request"]);
  });

  test.each<[string, string, number, string | undefined]>([
    ["GET", "/oauth2/token", 405, "POST, OPTIONS"],
    ["POST", "/oauth2/jwks", 405, "GET, HEAD, OPTIONS"],
    ["OPTIONS", "/oauth2/token", 204, "GET, HEAD, POST, PATCH, DELETE, OPTIONS"],
    ["GET", "/oauth2/authorize", 404, undefined],
    ["GET", "/.well-known/other", 404, undefined],
    ["HEAD", "/oauth2/jwks", 200, undefined],
  ])("%s %s is %i", async (method, path, status, allow) => {
    const reply = await send({ method, path });
    expect([reply.status, reply.headers.allow]).toEqual([status, allow]);
  });

  test.each<[string, string, number, string]>([
    ["read", "GET", 200, ""],
    ["read", "HEAD", 200, ""],
    ["read", "POST", 403, 'error="insufficient_scope", scope="write"'],
    ["write", "POST", 201, ""],
    ["write", "GET", 403, 'error="insufficient_scope", scope="read"'],
  ])("a token with the scope %s may %s: %i", async (scope, method, status, challenge) => {
    const headers = { authorization: `Bearer ${(await tokenOf(send, { scope })).access_token}` };
    const reply =
      method === "POST"
        ? await send({ method, path: "/topupBalance", body: topup(), headers })
        : await send({ method, path: "/bucket/ana-main", headers });
    expect(reply.status).toBe(status);
    expect(reply.headers["www-authenticate"] ?? "").toContain(challenge);
  });

  test("a request without a token is a 401 that names no error", async () => {
    const reply = await send({ path: "/bucket" });
    expect(reply.status).toBe(401);
    expect(reply.headers["www-authenticate"]).toBe('Bearer realm="tmf654-mock"');
  });

  test("tampered tokens, alg none, HS256 and a refresh token are a 401", async () => {
    const { access_token: token, refresh_token: refresh } = await tokenOf(send, {
      scope: "read offline_access",
    });
    const [head = "", claims = "", signature = ""] = token.split(".");
    const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
    const more = { ...JSON.parse(atob(claims)), scope: "read write" };
    const tampered = [
      `${head}.${encode(more)}.${signature}`,
      `${encode({ alg: "none", typ: "at+jwt" })}.${claims}.`,
      `${encode({ alg: "HS256", typ: "at+jwt" })}.${claims}.${signature}`,
      refresh,
      "x.y.z",
    ];
    for (const each of tampered) {
      const headers = { authorization: `Bearer ${each}` };
      const reply = await send({ path: "/bucket/ana-main", headers });
      expect([reply.status, reply.error.code]).toEqual([401, "41"]);
      expect(reply.headers["www-authenticate"]).toContain('error="invalid_token"');
    }
    const headers = { authorization: `Bearer ${token}` };
    expect((await send({ path: "/bucket/ana-main", headers })).status).toBe(200);
  });

  test("tokens expire by the mock's clock, and a refresh token gives the next one", async () => {
    const first = await tokenOf(send, { scope: "read offline_access" });
    const statusWith = async (token: string) =>
      (await send({ path: "/bucket/ana-main", headers: { authorization: `Bearer ${token}` } }))
        .status;
    await mock().clock.advance("PT59M59S");
    expect(await statusWith(first.access_token)).toBe(200);
    await mock().clock.advance("PT1S");
    const headers = { authorization: `Bearer ${first.access_token}` };
    const expired = await send({ path: "/bucket/ana-main", headers });
    expect([expired.status, expired.error.code]).toEqual([401, "42"]);
    const form = { grant_type: "refresh_token", refresh_token: first.refresh_token };
    const next = await send(formCall("/oauth2/token", form, known));
    expect([next.status, next.json.scope]).toEqual([200, "read"]);
    expect(await statusWith(String(next.json.access_token))).toBe(200);
    const wider = await send(formCall("/oauth2/token", { ...form, scope: "write" }, known));
    expect([wider.status, wider.json.error]).toEqual([400, "invalid_scope"]);
    const other = await send(formCall("/oauth2/token", form, reader));
    expect([other.status, other.json.error]).toEqual([400, "invalid_grant"]);
    await mock().clock.advance("P30D");
    const late = await send(formCall("/oauth2/token", form, known));
    expect([late.status, late.json.error]).toEqual([400, "invalid_grant"]);
  });

  test("a revoked refresh token ends its access tokens", async () => {
    const { access_token, refresh_token } = await tokenOf(send, { scope: "read offline_access" });
    const other = await tokenOf(send);
    const revoke = (token: string, who = known) => send(formCall("/oauth2/revoke", { token }, who));
    const foreign = await revoke(access_token, reader);
    expect([foreign.status, foreign.json.error]).toEqual([400, "unauthorized_client"]);
    expect((await revoke("unknown")).status).toBe(200);
    expect((await revoke(refresh_token)).status).toBe(200);
    const get = (token: string) =>
      send({ path: "/bucket/ana-main", headers: { authorization: `Bearer ${token}` } });
    const revoked = await get(access_token);
    expect([revoked.status, revoked.error.message]).toEqual([401, "The bearer token was revoked."]);
    const form = { grant_type: "refresh_token", refresh_token };
    expect((await send(formCall("/oauth2/token", form, known))).status).toBe(400);
    expect((await get(other.access_token)).status).toBe(200);
    expect((await revoke(other.access_token)).status).toBe(200);
    expect((await get(other.access_token)).status).toBe(401);
  });

  test("the fault expireToken ends a token early, before or after the command", async () => {
    const fault = { kind: "expireToken" } as const;
    const match = { operation: "createTopupBalance" };
    const { access_token } = await tokenOf(send);
    const headers = { authorization: `Bearer ${access_token}` };
    const post = () => send({ method: "POST", path: "/topupBalance", body: topup(), headers });
    const count = () => mock().list("topupBalance").length;
    const before = count();
    mock().faults.add({ match, fault, times: 1, when: "after" });
    expect((await post()).status).toBe(201);
    const next = await post();
    expect([next.status, next.error.code]).toEqual([401, "42"]);
    expect(count()).toBe(before + 1);

    headers.authorization = `Bearer ${(await tokenOf(send)).access_token}`;
    mock().faults.add({ match, fault, times: 1 });
    const refused = await post();
    expect([refused.status, refused.error.code]).toEqual([401, "42"]);
    expect(refused.headers["www-authenticate"]).toContain('error="invalid_token"');
    expect((await post()).status).toBe(401);
    expect(count()).toBe(before + 1);
  });

  test.each<[string, FaultRule, number, number]>([
    ["a rule with the path", { match: { path: "/oauth2/token" }, fault: unavailable }, 503, 200],
    ["a rule with a pattern", { match: { path: "/oauth2/*" }, fault: unavailable }, 503, 200],
    [
      "a rule with a method too",
      { match: { path: "*", method: "POST" }, fault: unavailable },
      503,
      200,
    ],
    [
      "a rule with the form",
      { match: { path: "*", body: { scope: "read" } }, fault: unavailable },
      503,
      200,
    ],
    [
      "a rule with another form",
      { match: { path: "*", body: { scope: "write" } }, fault: unavailable },
      200,
      200,
    ],
    ["a rule without a path", { fault: unavailable }, 200, 200],
    ["a rule that ends tokens", { match: { path: "*" }, fault: { kind: "expireToken" } }, 200, 200],
    [
      "a rule for an operation",
      { match: { operation: "listBucket" }, fault: unavailable },
      200,
      200,
    ],
  ])("%s at the token endpoint", async (_, rule, first, second) => {
    mock().faults.add({ ...rule, times: 1 });
    const call = formCall("/oauth2/token", { ...grant, scope: "read" }, known);
    expect((await send(call)).status).toBe(first);
    expect((await send(call)).status).toBe(second);
    expect(mock().faults.list()).toHaveLength(first === 503 ? 0 : 1);
    mock().faults.clear();
  });

  test("a fault after a token request cuts its response, and the journal has its status", async () => {
    mock().faults.add({
      match: { path: "/oauth2/token" },
      fault: { kind: "malformed" },
      when: "after",
      times: 1,
    });
    const reply = await send(formCall("/oauth2/token", grant, known));
    expect(reply.text).toContain("access_token");
    expect(() => JSON.parse(reply.text)).toThrow();
    const headers = { prefer: "code=502" };
    expect((await send({ path: "/oauth2/jwks", headers })).status).toBe(502);
    expect(mock().journal().at(-1)).toMatchObject({ path: "/oauth2/jwks", status: 502 });
  });
});

test("a token request waits for the latency, and a reset interrupts it", async () => {
  const mock = createMock({ auth: { oauth }, latency: 300 });
  const url = `http://localhost${mock.basePath}/oauth2/token`;
  const ask = () =>
    mock.fetch(url, {
      method: "POST",
      headers: { authorization: known },
      body: new URLSearchParams(grant),
    });
  const start = performance.now();
  expect((await ask()).status).toBe(200);
  expect(performance.now() - start).toBeGreaterThan(290);
  const waiting = ask();
  await new Promise((resolve) => setTimeout(resolve, 100));
  mock.reset();
  expect((await waiting).status).toBe(409);
});

test.each([
  [
    "match.operation",
    { match: { path: "/oauth2/token", operation: "listBucket" }, fault: unavailable },
  ],
  ["fault.kind", { match: { path: "/oauth2/token" }, fault: { kind: "expireToken" } }],
] as const)(
  "a rule for the token endpoint that can never apply is an error at %s",
  (path, rule) => {
    const mock = createMock();
    expect(() => mock.faults.add(rule)).toThrow(
      expect.objectContaining({ issues: [expect.objectContaining({ path })] }),
    );
  },
);
