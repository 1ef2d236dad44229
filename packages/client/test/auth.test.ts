import { bearer, createClient, headerAuth } from "@tmf654/client";
import { createHttp } from "@tmf654/client/http";
import { clientCredentials } from "@tmf654/client/middleware";
import { describe, expect, test } from "vitest";
import { createFakeServer, type Reply, type SeenRequest } from "./helpers/fake-server.ts";

const bucket = { body: { id: "b1" } };
const accepts = (token: string) => (seen: SeenRequest) =>
  seen.headers.authorization === `Bearer ${token}` ? bucket : { status: 401 };

const plain = { status: 200, headers: new Headers(), body: null };

function endless(): ReadableStream<Uint8Array> {
  return new ReadableStream({
    pull: (controller) => controller.enqueue(new TextEncoder().encode("x".repeat(100))),
  });
}

describe("auth", () => {
  test("sends a fixed token and does not retry after a 401", async () => {
    const server = createFakeServer(accepts("other"));
    const client = createClient({ ...server.options, auth: bearer("secret") });
    const error = await client.bucket.retrieve("b1").catch((thrown) => thrown);
    expect(error.name).toBe("UnauthorizedError");
    expect(server.seen).toHaveLength(1);
    expect(JSON.stringify({ ...error, text: String(error.stack) })).not.toContain("secret");
  });

  test("calls the provider once, and again after a 401", async () => {
    const asked: (string | undefined)[] = [];
    const server = createFakeServer(accepts("t2"));
    const auth = bearer(({ rejectedToken }) => {
      asked.push(rejectedToken);
      return `t${asked.length}`;
    });
    const client = createClient({ ...server.options, auth });
    await client.bucket.retrieve("b1");
    await client.bucket.retrieve("b1");
    expect(asked).toEqual([undefined, "t1"]);
    expect(server.seen).toHaveLength(3);
  });

  test("calls the provider once although most waiting calls are aborted", async () => {
    let asked = 0;
    const auth = bearer(async () => {
      asked += 1;
      await new Promise((resolve) => setTimeout(resolve, 20));
      return "t1";
    });
    const server = createFakeServer(accepts("t1"));
    const client = createClient({ ...server.options, platform: {}, auth });
    const calls = Array.from({ length: 20 }, (_, at) => {
      const controller = new AbortController();
      setTimeout(() => at > 0 && controller.abort(), at);
      return client.bucket.retrieve("b1", { signal: controller.signal });
    });
    const ends = await Promise.allSettled(calls);
    expect(ends.filter(({ status }) => status === "fulfilled").length).toBeGreaterThan(0);
    expect(asked).toBe(1);
  });

  test("never shows a token that a header cannot contain", async () => {
    expect(() => bearer("SECRET\n")).toThrow("must be ASCII text");
    const server = createFakeServer(() => bucket);
    const client = createClient({ ...server.options, auth: bearer(() => "SECRET\nTOKEN") });
    const error = await client.bucket.retrieve("b1").catch((thrown) => thrown);
    expect(error.name).toBe("UnauthorizedError");
    expect(server.seen).toHaveLength(0);
    expect(`${error.stack} ${error.cause?.stack}`).not.toContain("SECRET");
  });

  test.each([undefined, null, "", " ", 0, {}, "a\n"])(
    "refuses a token that is %j, with a remedy, before sending",
    async (token) => {
      const remedy = /the access token must be ASCII text, not empty/;
      expect(() => bearer(token as never)).toThrow(remedy);
      const server = createFakeServer(() => bucket);
      const client = createClient({ ...server.options, auth: bearer(() => token as never) });
      const error = await client.topupBalance.create({} as never).catch((thrown) => thrown);
      expect(error.name).toBe("UnauthorizedError");
      expect(String(error.cause)).toMatch(remedy);
      expect(server.seen).toEqual([]);
    },
  );

  test("refuses an API key that is undefined", async () => {
    const server = createFakeServer(() => bucket);
    const auth = headerAuth("X-Api-Key", undefined as never);
    const call = createClient({ ...server.options, auth }).bucket.retrieve("b1");
    await expect(call).rejects.toThrow(/x-api-key cannot be sent/);
    expect(server.seen).toEqual([]);
  });

  test("refreshes once for 1,000 concurrent calls with a 401", async () => {
    let refreshes = 0;
    const auth = bearer(async ({ rejectedToken }) => {
      if (rejectedToken) refreshes += 1;
      await new Promise((resolve) => setTimeout(resolve, 2));
      return rejectedToken ? "fresh" : "stale";
    });
    const server = createFakeServer(async (seen) => {
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 5));
      return accepts("fresh")(seen);
    });
    const client = createClient({ ...server.options, auth });
    const calls = Array.from({ length: 1000 }, (_, at) => client.bucket.retrieve(`b${at}`));
    expect(await Promise.all(calls)).toHaveLength(1000);
    expect(refreshes).toBe(1);
  });

  test("retries a write with the new token after a 401", async () => {
    const server = createFakeServer((seen): Reply => {
      const response = accepts("t2")(seen);
      return response === bucket
        ? { status: 201, body: { id: "t1", status: "completed" } }
        : response;
    });
    let count = 0;
    const auth = bearer(() => `t${++count}`);
    await createClient({ ...server.options, auth }).topupBalance.create({} as never);
    expect(server.seen).toHaveLength(2);
  });

  test("throws UnauthorizedError when the provider fails, and calls it again for the next call", async () => {
    let count = 0;
    const auth = bearer(() => {
      count += 1;
      if (count === 1) throw new Error("the login is down");
      return "t";
    });
    const server = createFakeServer(() => bucket);
    const client = createClient({ ...server.options, auth });
    await expect(client.topupBalance.create({} as never)).rejects.toMatchObject({
      name: "UnauthorizedError",
      cause: new Error("the login is down"),
    });
    expect(server.seen).toEqual([]);
    await client.bucket.retrieve("b1");
  });

  test.each([
    { baseUrl: "https://ocs.example.evil.net/tmf-api", along: false },
    { baseUrl: "https://else.example", along: false },
    { baseUrl: "http://ocs.example", along: false },
    { baseUrl: "https://ocs.example/other", along: true },
  ])(
    "a request of `client.http` to $baseUrl has the credential: $along",
    async ({ baseUrl, along }) => {
      const server = createFakeServer(() => bucket);
      const { http } = createClient({
        ...server.options,
        auth: bearer("secret"),
        http: createHttp,
      });
      await http.GET("/bucket", { baseUrl });
      expect("authorization" in (server.seen[0]?.headers ?? {})).toBe(along);
    },
  );

  test("sends an API key in its own header", async () => {
    const server = createFakeServer(() => bucket);
    const client = createClient({ ...server.options, auth: headerAuth("X-Api-Key", "k") });
    await client.bucket.retrieve("b1");
    expect(server.seen[0]?.headers["x-api-key"]).toBe("k");
  });

  test("gets tokens by OAuth2 client credentials and caches them until they expire", async () => {
    let now = 0;
    const forms: string[] = [];
    const fetch = async (url: string, init: { body?: string; headers: Record<string, string> }) => {
      forms.push(`${url} ${init.headers.authorization} ${init.body}`);
      return Response.json({ access_token: `t${forms.length}`, expires_in: 300 });
    };
    const source = clientCredentials({
      tokenUrl: "https://login.example/token",
      clientId: "my app",
      clientSecret: "s:1",
      scope: "balance",
      fetch,
      now: () => now,
    });
    const server = createFakeServer(() => bucket);
    const client = createClient({ ...server.options, auth: bearer(source) });
    await client.bucket.retrieve("b1");
    await client.bucket.retrieve("b1");
    expect(forms).toEqual([
      `https://login.example/token Basic ${btoa("my%20app:s%3A1")} ` +
        "grant_type=client_credentials&scope=balance",
    ]);
    now = 271_000;
    await client.bucket.retrieve("b1");
    expect(server.seen.map(({ headers }) => headers.authorization)).toEqual([
      "Bearer t1",
      "Bearer t1",
      "Bearer t2",
    ]);
  });

  test.each([
    {
      name: "an error",
      response: () => Response.json({ error: "invalid_client" }, { status: 401 }),
    },
    { name: "an HTML page", response: () => new Response("<html>") },
    { name: "no token", response: () => Response.json({}) },
  ])("throws UnauthorizedError when the token endpoint returns $name", async ({ response }) => {
    const source = clientCredentials({
      tokenUrl: "https://login.example/token",
      clientId: "a",
      clientSecret: "hush",
      fetch: async () => response(),
    });
    const server = createFakeServer(() => bucket);
    const client = createClient({ ...server.options, auth: bearer(source) });
    const error = await client.bucket.retrieve("b1").catch((thrown) => thrown);
    expect(error).toMatchObject({ name: "UnauthorizedError", attempts: 1 });
    expect(String(error.cause)).not.toContain("hush");
  });

  test.each([
    ["without end", () => new Response(endless())],
    ["without a stream", () => ({ ...plain, text: async () => "x".repeat(2000) })],
  ])("stops reading a token response %s at maxBodyBytes", async (_, response) => {
    const source = clientCredentials({
      tokenUrl: "https://login.example/token",
      clientId: "a",
      clientSecret: "hush",
      maxBodyBytes: 1000,
      fetch: async () => response(),
    });
    const server = createFakeServer(() => bucket);
    const client = createClient({ ...server.options, auth: bearer(source) });
    const error = await client.bucket.retrieve("b1").catch((thrown) => thrown);
    expect(error).toMatchObject({ name: "UnauthorizedError", attempts: 1 });
    expect(error.cause.message).toBe(
      "the response of https://login.example/token has more than 1000 bytes",
    );
    expect(server.seen).toEqual([]);
  });
});
