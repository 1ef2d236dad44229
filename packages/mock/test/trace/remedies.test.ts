/** The remedy of a trace is right: who does what it says gets another response. */
import { createMock, type Mock, type MockOptions } from "@tmf654/mock";
import { expect, test } from "vitest";

interface Sent {
  readonly path?: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

interface RemedyCase {
  readonly options?: MockOptions;
  /** Makes the mock refuse the request. */
  readonly prepare?: (mock: Mock) => unknown;
  readonly refused: Sent;
  readonly status: number;
  /** The code of the recorded failure, for a status of a success. */
  readonly failure?: string;
  readonly remedy: string;
  /** Does what the remedy says. The returned request replaces the refused one. */
  readonly follow: (mock: Mock) => Sent | Promise<Sent>;
  /** The status afterwards. Default 201. */
  readonly statusAfter?: number;
}

const json = { "content-type": "application/json" };
const form = { "content-type": "application/x-www-form-urlencoded" };
const onAna = {
  bucket: { id: "ana-main" },
  partyAccount: { id: "acc-ana" },
  usageType: "monetary",
  amount: { amount: 4, units: "EUR" },
};
const reserve = (changes: object = {}, headers: Sent["headers"] = json): Sent => ({
  method: "POST",
  path: "/reserveBalance",
  headers,
  body: JSON.stringify({ ...onAna, ...changes }),
});
const topup = (changes: object = {}): Sent => ({ ...reserve(changes), path: "/topupBalance" });
const tokenRequest = (parameters: string): Sent => ({
  method: "POST",
  path: "/oauth2/token",
  headers: form,
  body: parameters,
});
const granted = "grant_type=client_credentials&client_id=tmf654&client_secret=tmf654";
const oauth: MockOptions = { auth: { oauth: {} } };
const fixedTokens: MockOptions = {
  auth: { tokens: { weak: { scopes: ["read"] }, strong: { scopes: ["read", "write"] } } },
};
const tokenRemedy =
  "Send a valid token with the scope of the method, or use a profile without `auth`.";
const bearer = (token: string) => ({ ...json, authorization: `Bearer ${token}` });
const euros = (amount: number) => ({ amount: { amount, units: "EUR" } });

const cases: Readonly<Record<string, RemedyCase>> = {
  "an unknown client of the provider": {
    options: oauth,
    refused: tokenRequest("grant_type=client_credentials&client_id=tmf654&client_secret=wrong"),
    status: 401,
    remedy: "Send the id and the secret of a client in `auth.oauth` of the profile.",
    follow: () => tokenRequest(granted),
    statusAfter: 200,
  },
  "a GET of the provider's token": {
    options: oauth,
    refused: { path: "/oauth2/token" },
    status: 405,
    remedy: "Use a method in `Allow`.",
    follow: () => tokenRequest(granted),
    statusAfter: 200,
  },
  "a path that the API does not have": {
    refused: { path: "/buckets" },
    status: 404,
    remedy: "Use a path of the API. The command `tmf654-mock routes` lists them.",
    follow: () => ({ path: "/bucket" }),
    statusAfter: 200,
  },
  "no token": {
    options: fixedTokens,
    refused: reserve(),
    status: 401,
    remedy: tokenRemedy,
    follow: () => reserve({}, bearer("strong")),
  },
  "a token without the scope": {
    options: fixedTokens,
    refused: reserve({}, bearer("weak")),
    status: 403,
    remedy: tokenRemedy,
    follow: () => reserve({}, bearer("strong")),
  },
  "a token that a fault rule ends": {
    options: oauth,
    prepare: (mock) => mock.faults.add({ fault: { kind: "expireToken" }, times: 1 }),
    refused: {},
    status: 401,
    remedy: "Request a new token, because the fault rule has ended this one.",
    follow: async (mock) => ({ headers: bearer(await requestToken(mock)) }),
    statusAfter: 200,
  },
  "an empty key": {
    refused: reserve({}, { ...json, "idempotency-key": " " }),
    status: 400,
    remedy: "Send a key that is not empty and has at most 255 characters, or none.",
    follow: () => reserve({}, { ...json, "idempotency-key": "k" }),
  },
  "a body of another type": {
    refused: reserve({}, { "content-type": "text/plain" }),
    status: 415,
    remedy:
      "Send `Content-Type: application/json`, and a body in UTF-8 without `Content-Encoding`.",
    follow: () => reserve(),
  },
  "a body that is not JSON": {
    refused: { ...reserve(), body: "{" },
    status: 400,
    remedy: "Send one valid JSON object in UTF-8 as the body.",
    follow: () => reserve(),
  },
  "a query with invalid encoding": {
    refused: { path: "/bucket?name=%E0%A4%A" },
    status: 400,
    remedy: "Encode the parameter that the message names with encodeURIComponent.",
    follow: () => ({ path: `/bucket?name=${encodeURIComponent("ठ")}` }),
    statusAfter: 200,
  },
  "a registration that exists": {
    prepare: (mock) => mock.engine.registerListener({ callback: "http://127.0.0.1:9/a" }),
    refused: hub("http://127.0.0.1:9/a"),
    status: 409,
    remedy: "Use the existing registration, or register another callback or query.",
    follow: () => hub("http://127.0.0.1:9/b"),
  },
  "an unknown registration": {
    refused: { method: "DELETE", path: "/hub/none" },
    status: 404,
    remedy: "Use the id of a resource that exists.",
    follow: (mock) => {
      mock.engine.registerListener({ callback: "http://127.0.0.1:9/a" });
      return { method: "DELETE", path: `/hub/${mock.events.listeners()[0]?.id}` };
    },
    statusAfter: 204,
  },
  "a version that the client has": {
    refused: { path: "/bucket/ana-main", headers: { "if-none-match": "*" } },
    status: 304,
    remedy: "Leave out `If-None-Match`, or send the tag of an older version.",
    follow: () => ({ path: "/bucket/ana-main" }),
    statusAfter: 200,
  },
  "a fault rule": {
    prepare: (mock) => mock.faults.add({ fault: { kind: "status", status: 502 } }),
    refused: reserve(),
    status: 502,
    remedy:
      "Remove the fault rule, or send a request that it does not match. A rule with `times` ends by itself.",
    follow: (mock) => {
      mock.faults.clear();
      return reserve();
    },
  },
  "too little balance": {
    refused: reserve(euros(40)),
    status: 201,
    failure: "insufficientBalance",
    remedy: "Send a smaller amount, or top up the bucket first.",
    follow: (mock) => {
      mock.engine.create("topupBalance", { ...onAna, ...euros(20) });
      return reserve(euros(40));
    },
  },
  "a suspended bucket": {
    prepare: (mock) => mock.subscribers.suspend("ana-main"),
    refused: reserve(),
    status: 201,
    failure: "bucketSuspended",
    remedy: "Resume the bucket first: POST /__mock/buckets/{id}/resume.",
    follow: (mock) => {
      mock.subscribers.resume("ana-main");
      return reserve();
    },
  },
  "an expired bucket": {
    prepare: (mock) => mock.subscribers.expire("ana-main"),
    refused: reserve(),
    status: 201,
    failure: "bucketExpired",
    remedy: "Top up with a validity that ends in the future, or set the clock back.",
    follow: (mock) => {
      const validFor = { endDateTime: "2027-01-01T00:00:00Z" };
      mock.engine.create("topupBalance", { ...onAna, validFor });
      return reserve();
    },
  },
  "an unknown voucher": {
    refused: topup({ ...euros(0), voucher: "NO-SUCH" }),
    status: 201,
    failure: "voucherUnknown",
    remedy: "Use a code that exists: GET /__mock/vouchers lists all.",
    follow: async (mock) => {
      const response = await mock.fetch("http://localhost/__mock/vouchers");
      const vouchers = (await response.json()) as VoucherView[];
      const { code } = vouchers.find(isUsable) ?? {};
      return topup({ ...euros(0), voucher: code });
    },
  },
  "a declined payment": {
    refused: topup({ paymentMethod: { id: "pm_declined" } }),
    status: 201,
    failure: "paymentDeclined",
    remedy: "Use another `paymentMethod.id`, such as `pm_approved`.",
    follow: () => topup({ paymentMethod: { id: "pm_approved" } }),
  },
  "another account": {
    refused: reserve({ partyAccount: { id: "acc-ben" } }),
    status: 201,
    failure: "partyAccountMismatch",
    remedy: "Name the party account of the bucket, or none.",
    follow: () => reserve(),
  },
  "another unit": {
    refused: reserve({ amount: { amount: 1, units: "USD" } }),
    status: 201,
    failure: "unitMismatch",
    remedy: "Send units in which the bucket can be counted.",
    follow: () => reserve(),
  },
  "a past validity": {
    refused: reserve({ validFor: { endDateTime: "2026-01-01T00:00:00Z" } }),
    status: 201,
    failure: "validForPassed",
    remedy: "Send a `validFor.endDateTime` in the future.",
    follow: () => reserve({ validFor: { endDateTime: "2026-03-10T13:00:00Z" } }),
  },
};

interface VoucherView {
  readonly code: string;
  readonly state: string;
  readonly usageType: string;
  readonly units?: string;
  readonly expiresAt?: number;
}

function isUsable({ state, usageType, expiresAt = Number.POSITIVE_INFINITY }: VoucherView) {
  const isFuture = expiresAt > Date.parse(clock);
  return state !== "used" && usageType === "monetary" && isFuture;
}

function hub(callback: string): Sent {
  return { method: "POST", path: "/hub", headers: json, body: JSON.stringify({ callback }) };
}

const clock = "2026-03-10T12:00:00Z";

function send(mock: Mock, { method = "GET", path = "/bucket", headers = {}, body }: Sent) {
  const init = { method, headers, ...(body !== undefined && { body: String(body) }) };
  return mock.fetch(`http://localhost${mock.basePath}${path}`, init);
}

async function requestToken(mock: Mock): Promise<string> {
  const { access_token: token } = (await (await send(mock, tokenRequest(granted))).json()) as {
    readonly access_token: string;
  };
  return token;
}

async function failureIn(response: Response): Promise<string | undefined> {
  const text = await response.text();
  return text === "" ? undefined : JSON.parse(text).failure?.code;
}

test.each(Object.entries(cases))("Traces: the remedy for %s", async (_, given) => {
  const mock = createMock({ clock, trace: true, ...given.options });
  const headers =
    given.options === oauth && given.refused.path === undefined
      ? bearer(await requestToken(mock))
      : given.refused.headers;
  given.prepare?.(mock);
  const refused = await send(mock, { ...given.refused, ...(headers && { headers }) });
  const trace = await mock.trace(refused);
  expect(refused.status).toBe(given.status);
  expect(await failureIn(refused)).toBe(given.failure);
  expect(trace.remedy).toBe(given.remedy);
  mock.setTracing(false);
  const other = await send(mock, await given.follow(mock));
  expect(other.status).toBe(given.statusAfter ?? 201);
  expect(await failureIn(other)).toBeUndefined();
  await mock.close();
});
