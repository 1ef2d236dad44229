import { createMock, type MockResponse } from "@tmf654/mock";
import { describe, expect, test } from "vitest";

interface Caller {
  readonly headers?: Readonly<Record<string, string>>;
  readonly local?: boolean;
  readonly target?: string;
}

async function send(controlToken: string | undefined, caller: Caller): Promise<MockResponse> {
  const { headers = {}, local = true, target = "/__mock/state" } = caller;
  const mock = createMock(controlToken === undefined ? {} : { controlToken });
  return mock.handle({
    method: "GET",
    target,
    header: (name) => headers[name],
    headers: () => headers,
    body: undefined,
    local,
  });
}

const host = "localhost:4010";
const page = (origin: string, site: string, at = host) => ({
  headers: { host: at, origin, "sec-fetch-site": site },
});
const token = { authorization: "Bearer s3cret" };

/**
 * Each caller, its status if the mock has no token, and its status if the caller lacks the mock's
 * token.
 */
const callers: readonly (readonly [string, Caller, number, number])[] = [
  ["this machine by its name", { headers: { host } }, 200, 401],
  ["this machine by its address", { headers: { host: "127.0.0.1:4010" } }, 200, 401],
  ["this machine by its IPv6 address", { headers: { host: "[::1]:4010" } }, 200, 401],
  ["a call inside the process", { target: "http://mock/__mock/state" }, 200, 401],
  ["its own page", page(`http://${host}`, "same-origin"), 200, 401],
  ["its own page behind a proxy with TLS", page(`https://${host}`, "same-origin"), 200, 401],
  ["a page of another host with TLS", page("https://evil.test", "same-origin"), 403, 403],
  ["a page of a similar host", page("http://localhosts:4010", "same-origin"), 403, 403],
  ["its own page in an old browser", { headers: { host, origin: `http://${host}` } }, 200, 401],
  [
    "a page on localhost through a proxy that replaces Host",
    page("http://localhost:5173", "same-origin", "127.0.0.1:4010"),
    200,
    401,
  ],
  ["a read of such a page", { headers: { host, "sec-fetch-site": "same-origin" } }, 200, 401],
  ["a page of another port", page("http://localhost:5173", "same-site"), 403, 403],
  [
    "a page of another port in an old browser",
    { headers: { host, origin: "http://localhost:5173" } },
    403,
    403,
  ],
  ["a page of another origin", page("http://evil.test", "cross-site"), 403, 403],
  ["a page of another origin behind a proxy", page("http://evil.test", "same-origin"), 403, 403],
  ["a page that hides its origin", { headers: { host, origin: "null" } }, 403, 403],
  [
    "a cross-site request without Origin",
    { headers: { host, "sec-fetch-site": "cross-site" } },
    403,
    403,
  ],
  [
    "a foreign host name that resolves to this machine",
    { headers: { host: "rebound.evil.test:4010" } },
    403,
    401,
  ],
  ["a host with a user name", { headers: { host: "a@localhost" } }, 403, 401],
  ["another machine", { headers: { host: "10.0.0.5:4010" }, local: false }, 403, 401],
  ["another machine that claims localhost", { headers: { host }, local: false }, 403, 401],
  [
    "another machine behind a proxy",
    { headers: { host, "x-forwarded-for": "10.0.0.7, 127.0.0.1" } },
    403,
    401,
  ],
  ["the same, by Forwarded", { headers: { host, forwarded: 'for="10.0.0.7";by=x' } }, 403, 401],
  ["the same, by X-Real-IP", { headers: { host, "x-real-ip": "10.0.0.7" } }, 403, 401],
  [
    "a proxy for another host",
    { headers: { host, "x-forwarded-host": "mock.example.org" } },
    403,
    401,
  ],
  [
    "the same, by Forwarded",
    { headers: { host, forwarded: 'for=127.0.0.1;host="mock.example.org"' } },
    403,
    401,
  ],
  [
    "one of several proxies for another host",
    { headers: { host, "x-forwarded-host": "localhost:8080, mock.example.org" } },
    403,
    401,
  ],
  [
    "this machine behind two proxies",
    {
      headers: {
        host,
        forwarded: 'for="[::1]:4711";host="localhost:8080", for=127.0.0.1',
        "x-forwarded-host": "localhost:8080, localhost",
      },
    },
    200,
    401,
  ],
  [
    "this machine behind a proxy",
    {
      headers: {
        host,
        "x-forwarded-for": "127.0.0.1, ::1, ::ffff:127.0.0.1",
        "x-forwarded-host": "localhost:8080",
      },
    },
    200,
    401,
  ],
  [
    "another machine that claims to be this one",
    { headers: { host, "x-forwarded-for": "127.0.0.1" }, local: false },
    403,
    401,
  ],
  ["an event of a mock", { headers: { host, "x-event-id": "e1" } }, 403, 403],
];

describe("The control plane: who may use the control plane", () => {
  test.each(callers)("without a token: %s, %o is %s", async (_, caller, status) => {
    expect((await send(undefined, caller)).status).toBe(status);
  });

  test.each(callers)("with a token that is not sent: %s, %o is %s %s", async (...row) => {
    const [, caller, , status] = row;
    expect((await send("s3cret", caller)).status).toBe(status);
  });

  test.each(callers)("with the token, 401 becomes 200: %s, %o", async (_, caller, __, status) => {
    const response = await send("s3cret", { ...caller, headers: { ...caller.headers, ...token } });
    expect(response.status).toBe(status === 401 ? 200 : 403);
  });

  test.each(["Bearer s3creT", "s3cret", "Basic s3cret", "Bearer s3cret2"])(
    "the credentials %j are no token",
    async (authorization) => {
      const response = await send("s3cret", { headers: { host, authorization } });
      expect([response.status, response.headers["www-authenticate"]]).toEqual([
        401,
        'Bearer realm="tmf654-mock control"',
      ]);
    },
  );

  test.each<[string, Caller, string]>([
    ["a page of another origin", page("http://evil.test", "same-origin"), "a page on localhost"],
    ["another host", { headers: { host: "mock.lan" } }, "use localhost"],
    ["another machine", { local: false }, "start the mock with a control token"],
  ])("the refusal of %s names the remedy", async (_, caller, remedy) => {
    expect(JSON.parse((await send(undefined, caller)).body ?? "").message).toContain(remedy);
  });

  test("no caller gets a CORS header", async () => {
    const { headers } = await send(undefined, page("http://evil.test", "cross-site"));
    expect(Object.keys(headers).filter((name) => name.startsWith("access-control"))).toEqual([]);
  });
});
