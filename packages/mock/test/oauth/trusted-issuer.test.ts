import { describe, expect, test } from "vitest";
import { createMock, type MockOptions } from "../../src/index.ts";
import { topup } from "../support/bodies.ts";
import { base, sendTo } from "../support/send.ts";
import { tokenOf } from "./token-requests.ts";

/** A mock that is the issuer, and its tokens. */
function createIssuer(tokenSeconds = 3600) {
  const mock = createMock({ auth: { oauth: { audience: "billing", tokenSeconds } } });
  return {
    mock,
    token: async (scope: string) => (await tokenOf(sendTo(mock), { scope })).access_token,
  };
}

// `sendTo` calls this origin.
const issuer = `http://mock.test${base}`;
const trusted = { issuer, audience: "billing" };

/** A mock that trusts an issuer, and the URLs that it reads. */
function trusting(fetch: MockOptions["fetch"], oauth: object = trusted) {
  const read: string[] = [];
  const mock = createMock({
    auth: { oauth: oauth as typeof trusted },
    ...(fetch && {
      fetch: (url, init) => {
        read.push(url);
        return fetch(url, init);
      },
    }),
  });
  const send = sendTo(mock);
  const get = async (token: string) => {
    const headers = { authorization: `Bearer ${token}` };
    const { status, error } = await send({ path: "/bucket/ana-main", headers });
    return { status, message: error.message };
  };
  return { mock, send, get, read };
}

describe("OAuth tokens: an outside issuer", () => {
  test("its tokens are accepted, and its keys are read once", async () => {
    const outside = createIssuer();
    const { get, send, read } = trusting(outside.mock.fetch);
    expect(read).toEqual([]);
    const token = await outside.token("read");
    expect((await Promise.all([get(token), get(token)])).map(({ status }) => status)).toEqual([
      200, 200,
    ]);
    const headers = { authorization: `Bearer ${token}` };
    const post = await send({ method: "POST", path: "/topupBalance", body: topup(), headers });
    expect(post.status).toBe(403);
    expect(read).toEqual([`${issuer}/.well-known/openid-configuration`, `${issuer}/oauth2/jwks`]);
  });

  test("with jwksUri the check reads no configuration", async () => {
    const outside = createIssuer();
    const { get, read } = trusting(outside.mock.fetch, {
      ...trusted,
      jwksUri: `${issuer}/oauth2/jwks`,
    });
    expect((await get(await outside.token("read"))).status).toBe(200);
    expect(read).toEqual([`${issuer}/oauth2/jwks`]);
  });

  test.each([
    ["another audience", { audience: "other" }, 'unexpected "aud" claim value'],
    ["another issuer", { issuer: `${issuer}/`, jwksUri: `${issuer}/oauth2/jwks` }, '"iss" claim'],
  ])("a token for %s is a 401", async (_, change, message) => {
    const outside = createIssuer();
    const { get } = trusting(outside.mock.fetch, { ...trusted, ...change });
    const reply = await get(await outside.token("read"));
    expect(reply).toMatchObject({ status: 401, message: expect.stringContaining(message) });
  });

  test("its tokens expire by the machine's clock", async () => {
    const outside = createIssuer(1);
    const { get, mock } = trusting(outside.mock.fetch);
    const token = await outside.token("read");
    mock.clock.set("2020-01-01T00:00:00Z");
    expect((await get(token)).status).toBe(200);
    await expect.poll(() => get(token), { timeout: 10_000 }).toMatchObject({ status: 401 });
  });

  test("a forged token is a 401, and a token of the issuer is still accepted", async () => {
    const [outside, forger] = [createIssuer(), createIssuer()];
    const { get } = trusting(outside.mock.fetch);
    expect((await get(await forger.token("read"))).status).toBe(401);
    const [, claims] = (await outside.token("read")).split(".");
    const none = Buffer.from('{"alg":"none"}').toString("base64url");
    expect((await get(`${none}.${claims}.`)).status).toBe(401);
    expect((await get(await outside.token("read"))).status).toBe(200);
  });

  test("keys that cannot be read are a 503 with the reason, and are read again", async () => {
    const outside = createIssuer();
    let isDown = true;
    const { get } = trusting(async (url, init) =>
      isDown ? new Response(null, { status: 502 }) : outside.mock.fetch(url, init),
    );
    const token = await outside.token("read");
    expect(await get(token)).toEqual({
      status: 503,
      message:
        `The mock cannot read ${issuer}/.well-known/openid-configuration, which it needs to ` +
        "check tokens: the status is 502. Check the issuer.",
    });
    isDown = false;
    expect((await get(token)).status).toBe(200);
  });

  test.each(["/.well-known/openid-configuration", "/oauth2/jwks"])(
    "a response without end at %s is a 503 with the reason",
    async (path) => {
      const outside = createIssuer();
      let chunks = 0;
      const endless = () =>
        new ReadableStream<Uint8Array>({
          pull: (controller) => {
            chunks += 1;
            controller.enqueue(new Uint8Array(100_000).fill(32));
          },
        });
      const { get } = trusting(async (url, init) =>
        url.endsWith(path) ? new Response(endless()) : outside.mock.fetch(url, init),
      );
      expect(await get(await outside.token("read"))).toMatchObject({
        status: 503,
        message: expect.stringContaining("the response has more than 1048576 bytes"),
      });
      expect(chunks).toBeLessThan(20);
    },
  );

  test("a wrong jwksUri and a missing fetch are a 503 with the remedy", async () => {
    const outside = createIssuer();
    const token = await outside.token("read");
    const wrong = trusting(outside.mock.fetch, { ...trusted, jwksUri: `${issuer}/oauth2/keys` });
    expect(await wrong.get(token)).toMatchObject({
      status: 503,
      message: expect.stringContaining(`cannot read ${issuer}/oauth2/keys`),
    });
    expect(await trusting(undefined).get(token)).toMatchObject({
      status: 503,
      message: expect.stringContaining("pass the option fetch to createMock"),
    });
  });

  test.each([
    ["issuer", "login.example.org"],
    ["issuer", "ftp://login.example.org"],
    ["jwksUri", "/keys"],
    ["jwksUri", "http://"],
  ])("an invalid %s %j is an error when the mock is created", (name, url) => {
    const oauth = { ...trusted, [name]: url };
    expect(() => createMock({ auth: { oauth } })).toThrow(
      `${name} must be an absolute URL such as https://login.example.org`,
    );
  });

  test("a mock that trusts an issuer has no provider of its own", async () => {
    const { send } = trusting(undefined);
    expect((await send({ path: "/.well-known/openid-configuration" })).status).toBe(404);
  });
});
