import { describe, expect, test } from "vitest";
import { createMock } from "../../src/index.ts";
import { topup } from "../support/bodies.ts";
import { base, sendTo } from "../support/send.ts";
import { formCall, known, tokenOf } from "./token-requests.ts";

const start = "2026-03-10T12:00:00Z";
const grant = { grant_type: "client_credentials" };
const makeMock = () => createMock({ auth: { oauth: {} }, clock: start });

describe("OAuth tokens", () => {
  test("a profile without oauth has no provider", async () => {
    const send = sendTo(createMock());
    expect((await send(formCall("/oauth2/token", grant, known))).status).toBe(404);
  });

  test("a key keeps its response after its client gets a new token", async () => {
    const mock = createMock({ auth: { oauth: {} } });
    const send = sendTo(mock);
    const post = async () => {
      const { access_token } = await tokenOf(send);
      const headers = { authorization: `Bearer ${access_token}`, "idempotency-key": "k1" };
      return send({ method: "POST", path: "/topupBalance", body: topup(), headers });
    };
    const [first, second] = [await post(), await post()];
    expect(second.json.id).toBe(first.json.id);
    expect(second.headers["idempotency-replayed"]).toBe("true");
  });

  test("a rate limit counts a client, whatever its token", async () => {
    const profile = {
      name: "slow",
      auth: { oauth: {} },
      rateLimit: { requests: 1, perSeconds: 60 },
    };
    const send = sendTo(createMock({ profile, clock: start }));
    const get = async () => {
      const authorization = `Bearer ${(await tokenOf(send)).access_token}`;
      return (await send({ path: "/bucket/ana-main", headers: { authorization } })).status;
    };
    expect([await get(), await get()]).toEqual([200, 429]);
  });

  test("static tokens are accepted beside OAuth", async () => {
    const tokens = { fixed: { scopes: ["read"] } } as const;
    const send = sendTo(createMock({ auth: { tokens, oauth: {} } }));
    const statusOf = async (token: string) =>
      (await send({ path: "/bucket", headers: { authorization: `Bearer ${token}` } })).status;
    expect(await statusOf("fixed")).toBe(200);
    expect(await statusOf((await tokenOf(send)).access_token)).toBe(200);
    expect(await statusOf("other")).toBe(401);
  });

  test("a token of another mock is a 401 with the remedy", async () => {
    const { access_token } = await tokenOf(sendTo(makeMock()));
    const headers = { authorization: `Bearer ${access_token}` };
    const reply = await sendTo(makeMock())({ path: "/bucket", headers });
    expect([reply.status, reply.error.message]).toEqual([
      401,
      "The bearer token is invalid: signature verification failed. The mock makes a new key at " +
        "each start: request a new token.",
    ]);
  });

  test("a token for another audience is a 401", async () => {
    const mock = createMock({ auth: { oauth: { audience: "billing" } } });
    const send = sendTo(mock);
    const { access_token } = await tokenOf(send);
    const headers = { authorization: `Bearer ${access_token}` };
    expect((await send({ path: "/bucket", headers })).status).toBe(200);
    mock.setProfile("certified");
    expect((await send({ path: "/bucket", headers })).status).toBe(200);
    const own = createMock({ profile: { name: "x", auth: { oauth: { audience: "billing" } } } });
    const sendOwn = sendTo(own);
    const token = (await tokenOf(sendOwn)).access_token;
    own.setProfile({ name: "y", auth: { oauth: {} } });
    const reply = await sendOwn({ path: "/bucket", headers: { authorization: `Bearer ${token}` } });
    expect([reply.status, reply.error.message]).toEqual([
      401,
      'The bearer token is invalid: unexpected "aud" claim value. Request another token.',
    ]);
  });

  test("tokenSeconds decides how long a token lives", async () => {
    const mock = createMock({ auth: { oauth: { tokenSeconds: 60 } }, clock: start });
    const send = sendTo(mock);
    const { access_token, expires_in } = await tokenOf(send);
    expect(expires_in).toBe(60);
    const headers = { authorization: `Bearer ${access_token}` };
    await mock.clock.advance("PT60S");
    expect((await send({ path: "/bucket", headers })).status).toBe(401);
  });

  test.each<[string, object, Record<string, string>, string]>([
    ["the URL of the request", {}, {}, `https://mock.test:99${base}`],
    ["its base path", { basePath: "/api" }, {}, "https://mock.test:99/api"],
    ["the root", { basePath: "/" }, {}, "https://mock.test:99"],
    [
      "no forwarded headers unless asked",
      {},
      { "x-forwarded-prefix": "/gw", "x-forwarded-host": "example.org" },
      `https://mock.test:99${base}`,
    ],
    [
      "the forwarded prefix, host and scheme",
      { forwardedPrefix: true },
      {
        "x-forwarded-prefix": "/gw/",
        "x-forwarded-host": "example.org",
        "x-forwarded-proto": "http",
      },
      `http://example.org/gw${base}`,
    ],
    [
      "its own origin for an invalid forwarded host",
      { forwardedPrefix: true },
      { "x-forwarded-host": "a b" },
      `https://mock.test:99${base}`,
    ],
  ])("the issuer has %s", async (_, options, headers, issuer) => {
    const mock = createMock({ auth: { oauth: {} }, ...options });
    const url = `https://mock.test:99${mock.basePath}/.well-known/openid-configuration`;
    const found = await (await mock.fetch(url, { headers })).json();
    expect(found).toMatchObject({ issuer, token_endpoint: `${issuer}/oauth2/token` });
  });

  test("the journal has token requests, and no tokens or secrets", async () => {
    const mock = createMock({ auth: { oauth: {} } });
    const { access_token } = await tokenOf(sendTo(mock), { scope: "read offline_access" });
    const [entry] = mock.journal();
    expect(entry).toMatchObject({ method: "POST", path: "/oauth2/token", status: 200 });
    expect(JSON.stringify(mock.journal())).not.toContain(access_token.slice(-20));
    expect(JSON.stringify(mock.journal())).not.toContain(known);
  });

  test("a reset keeps tokens and their ends", async () => {
    const mock = createMock({ auth: { oauth: {} } });
    const send = sendTo(mock);
    const [first, second] = [await tokenOf(send), await tokenOf(send)];
    await send(formCall("/oauth2/revoke", { token: first.access_token }, known));
    mock.reset();
    const statusOf = async (token: string) =>
      (await send({ path: "/bucket", headers: { authorization: `Bearer ${token}` } })).status;
    expect(await statusOf(first.access_token)).toBe(401);
    expect(await statusOf(second.access_token)).toBe(200);
  });

  test.each<[object, string]>([
    [{}, "auth.tokens is missing"],
    [{ oauth: { clents: {} } }, "auth.oauth.clents is not known here; did you mean clients?"],
    [{ oauth: { issuer: "https://idp" } }, "auth.oauth.audience is missing"],
    [{ oauth: { clients: { a: {} } } }, "auth.oauth.clients.a.secret is missing"],
    [{ oauth: { tokenSeconds: 0 } }, "auth.oauth.tokenSeconds must be 1 or more"],
  ])("the option %j is refused by name", (auth, message) => {
    expect(() => createMock({ auth } as never)).toThrow(message);
  });
});
