/** Options of a run: rate, concurrency, time limits, credentials, tokens. */
import { expect, test } from "vitest";
import {
  type ConformanceOptions,
  ConformanceOptionsError,
  runConformance,
  withClientCredentials,
} from "../src/index.ts";
import { runAgainst, securedSetup, startMock } from "./support/mock-server.ts";

const certified = { levels: ["certified"], allowWrites: false } as const;

async function run(
  options: Partial<ConformanceOptions>,
): Promise<{ readonly starts: readonly number[]; readonly most: number; readonly urls: string[] }> {
  const server = startMock();
  const starts: number[] = [];
  const urls: string[] = [];
  let [now, most] = [0, 0];
  await runConformance({
    baseUrl: server.baseUrl,
    ...certified,
    ...options,
    fetch: async (input, init) => {
      starts.push(performance.now());
      urls.push(String(input));
      now += 1;
      most = Math.max(most, now);
      await new Promise((resolve) => setTimeout(resolve, 1));
      const response = await server.fetch(input, init);
      now -= 1;
      return response;
    },
  });
  await server.close();
  return { starts, most, urls };
}

test("sends at most the allowed requests a second", async () => {
  const { starts } = await run({ requestsPerSecond: 200, filters: ["certified.bucket.list"] });
  const [first = 0] = starts;
  const last = starts.at(-1) ?? 0;
  expect(last - first).toBeGreaterThanOrEqual((starts.length - 1) * 5 - 5);
});

test.each([1, 3])("at most %i cases read at the same time", async (concurrency) => {
  expect((await run({ concurrency })).most).toBe(concurrency);
});

test.each(["", "/", "//"])("a base URL may end in %j", async (end) => {
  const server = startMock();
  const { urls } = await run({
    baseUrl: `${server.baseUrl}${end}`,
    filters: ["bucket.list.status"],
  });
  await server.close();
  expect(urls).toContain(`${server.baseUrl}/bucket`);
});

test.each(["", "host/base", "ftp://host", "https://u:p@host/", "https://host/?a=b"])(
  "the base URL %j is refused",
  async (baseUrl) => {
    const rejected = runConformance({ fetch, baseUrl });
    await expect(rejected).rejects.toThrow(ConformanceOptionsError);
  },
);

test("headers are sent with every request and masked in the report", async () => {
  const server = startMock();
  const sent = new Set<string | null>();
  const report = await runConformance({
    ...certified,
    baseUrl: server.baseUrl,
    headers: { Authorization: "Bearer s3cret", "X-Tenant": "t1", "X-Api-Key": "s3cret" },
    fetch: (input, init) => {
      sent.add(new Headers(init?.headers).get("authorization"));
      return server.fetch(input, init);
    },
  });
  await server.close();
  expect([...sent]).toEqual(["Bearer s3cret"]);
  const text = JSON.stringify(report);
  expect(text).not.toContain("s3cret");
  expect(text).toContain('"x-tenant":"t1"');
});

test("cases about 403 run with credentials that may only read, which are masked", async () => {
  const server = startMock(securedSetup.mock);
  const filters = ["contract.credentials.read-only"];
  const report = await runAgainst(server, { ...securedSetup.run, filters });
  const { headers } = securedSetup.run;
  const without = await runAgainst(server, { headers, filters });
  await server.close();
  expect(report.cases.map(({ verdict }) => verdict)).toEqual(["passed", "passed"]);
  expect(JSON.stringify(report)).not.toContain("Bearer reader");
  expect(without.cases.map(({ verdict, reason }) => `${verdict}: ${reason}`)).toEqual(
    Array(2).fill(
      "skipped: the case needs credentials that may only read (--read-only-authorization)",
    ),
  );
});

test("a token is requested once, shared, and renewed before expiry and after a 401", async () => {
  let now = 0;
  let count = 0;
  const seen: string[] = [];
  const platform = { now: () => now, sleep: async () => {}, uuid: () => "u" };
  const fetchOnce: typeof fetch = async (input, init) => {
    if (String(input) === "https://id/token") {
      count += 1;
      expect(String(init?.body)).toBe(
        "grant_type=client_credentials&client_id=me&client_secret=pw&scope=read",
      );
      return Response.json({ access_token: `t${count}`, expires_in: 60 });
    }
    const token = new Headers(init?.headers).get("authorization") ?? "";
    seen.push(token);
    return new Response(null, { status: token === "Bearer t2" ? 401 : 200 });
  };
  const credentials = {
    tokenUrl: "https://id/token",
    clientId: "me",
    clientSecret: "pw",
    scope: "read",
  };
  const guarded = withClientCredentials(fetchOnce, credentials, platform);
  await Promise.all([guarded("https://api/a"), guarded("https://api/b")]);
  now = 40_000;
  await guarded("https://api/c");
  now = 55_000;
  await guarded("https://api/d");
  await guarded("https://api/e");
  expect(seen).toEqual(["Bearer t1", "Bearer t1", "Bearer t1", "Bearer t2", "Bearer t3"]);
});

test("a token response without end is an error", async () => {
  const pull = (controller: ReadableStreamDefaultController<Uint8Array>) =>
    controller.enqueue(new Uint8Array(1_048_576).fill(32));
  const endless: typeof fetch = async () => new Response(new ReadableStream({ pull }));
  const credentials = { tokenUrl: "https://id/token", clientId: "me", clientSecret: "pw" };
  const guarded = withClientCredentials(endless, credentials);
  await expect(guarded("https://api/a")).rejects.toThrow("the body is longer than 16777216 bytes");
});

test("a token that is refused fails every case with the reason", async () => {
  const refused: typeof fetch = async () =>
    Response.json({ error: "invalid_client" }, { status: 401 });
  const credentials = { tokenUrl: "https://id/token", clientId: "me", clientSecret: "pw" };
  const report = await runConformance({
    ...certified,
    baseUrl: "https://api/base",
    fetch: withClientCredentials(refused, credentials),
  });
  expect(report.summary.passed).toBe(0);
  expect(report.cases[0]?.reason).toContain(
    "could not get an access token from https://id/token: status 401: invalid_client; " +
      "check the URL and the credentials",
  );
  expect(JSON.stringify(report)).not.toContain("pw");
});
