import { bearer, createClient, headerAuth } from "@tmf654/client";
import { createHttp } from "@tmf654/client/http";
import { clientCredentials } from "@tmf654/client/middleware";
import { describe, expect, it } from "vitest";
import { fakeServer, type Reply, type Seen } from "./helpers/fake-server.ts";

const bucket = { body: { id: "b1" } };
const accepts = (token: string) => (seen: Seen) =>
  seen.headers.authorization === `Bearer ${token}` ? bucket : { status: 401 };

describe("auth", () => {
  it("sends a fixed token, and does not repeat what it refuses", async () => {
    const server = fakeServer(accepts("other"));
    const client = createClient({ ...server.options, auth: bearer("secret") });
    const error = await client.bucket.retrieve("b1").catch((thrown) => thrown);
    expect(error.name).toBe("UnauthorizedError");
    expect(server.seen).toHaveLength(1);
    expect(JSON.stringify({ ...error, text: String(error.stack) })).not.toContain("secret");
  });

  it("asks for a token once, and once more after a 401", async () => {
    const asked: (string | undefined)[] = [];
    const server = fakeServer(accepts("t2"));
    const auth = bearer(({ refused }) => {
      asked.push(refused);
      return `t${asked.length}`;
    });
    const client = createClient({ ...server.options, auth });
    await client.bucket.retrieve("b1");
    await client.bucket.retrieve("b1");
    expect(asked).toEqual([undefined, "t1"]);
    expect(server.seen).toHaveLength(3);
  });

  it("asks once although most of those who wait give up", async () => {
    let asked = 0;
    const auth = bearer(async () => {
      asked += 1;
      await new Promise((resolve) => setTimeout(resolve, 20));
      return "t1";
    });
    const server = fakeServer(accepts("t1"));
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

  it("never quotes a token that no header takes", async () => {
    expect(() => bearer("SECRET\n")).toThrow(/no header takes/);
    const server = fakeServer(() => bucket);
    const client = createClient({ ...server.options, auth: bearer(() => "SECRET\nTOKEN") });
    const error = await client.bucket.retrieve("b1").catch((thrown) => thrown);
    expect(error.name).toBe("UnauthorizedError");
    expect(server.seen).toHaveLength(0);
    expect(`${error.stack} ${error.cause?.stack}`).not.toContain("SECRET");
  });

  it("refreshes once for 1,000 calls refused together", async () => {
    let refreshes = 0;
    const auth = bearer(async ({ refused }) => {
      if (refused) refreshes += 1;
      await new Promise((resolve) => setTimeout(resolve, 2));
      return refused ? "fresh" : "stale";
    });
    const server = fakeServer(async (seen) => {
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 5));
      return accepts("fresh")(seen);
    });
    const client = createClient({ ...server.options, auth });
    const calls = Array.from({ length: 1000 }, (_, at) => client.bucket.retrieve(`b${at}`));
    expect(await Promise.all(calls)).toHaveLength(1000);
    expect(refreshes).toBe(1);
  });

  it("repeats a refused write with the fresh token: a 401 did nothing", async () => {
    const server = fakeServer((seen): Reply => {
      const answer = accepts("t2")(seen);
      return answer === bucket ? { status: 201, body: { id: "t1", status: "completed" } } : answer;
    });
    let count = 0;
    const auth = bearer(() => `t${++count}`);
    await createClient({ ...server.options, auth }).topupBalance.create({} as never);
    expect(server.seen).toHaveLength(2);
  });

  it("says that no token could be had, and asks again at the next call", async () => {
    let count = 0;
    const auth = bearer(() => {
      count += 1;
      if (count === 1) throw new Error("the login is down");
      return "t";
    });
    const server = fakeServer(() => bucket);
    const client = createClient({ ...server.options, auth });
    await expect(client.topupBalance.create({} as never)).rejects.toMatchObject({
      name: "UnauthorizedError",
      cause: new Error("the login is down"),
    });
    expect(server.seen).toEqual([]);
    await client.bucket.retrieve("b1");
  });

  it.each([
    ["https://ocs.example.evil.net/tmf-api", false],
    ["https://else.example", false],
    ["http://ocs.example", false],
    ["https://ocs.example/other", true],
  ])("with `http` to %s, a credential goes along: %s", async (baseUrl, along) => {
    const server = fakeServer(() => bucket);
    const { http } = createClient({ ...server.options, auth: bearer("secret"), http: createHttp });
    await http.GET("/bucket", { baseUrl });
    expect("authorization" in (server.seen[0]?.headers ?? {})).toBe(along);
  });

  it("gives a key of an API gateway in a header of its own", async () => {
    const server = fakeServer(() => bucket);
    const client = createClient({ ...server.options, auth: headerAuth("X-Api-Key", "k") });
    await client.bucket.retrieve("b1");
    expect(server.seen[0]?.headers["x-api-key"]).toBe("k");
  });

  it("gets tokens by OAuth2 client credentials, and keeps them until they end", async () => {
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
    const server = fakeServer(() => bucket);
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

  it.each([
    ["a refusal", () => Response.json({ error: "invalid_client" }, { status: 401 })],
    ["a page", () => new Response("<html>")],
    ["no token", () => Response.json({})],
  ])("says so when the token endpoint answers with %s", async (_, answer) => {
    const source = clientCredentials({
      tokenUrl: "https://login.example/token",
      clientId: "a",
      clientSecret: "hush",
      fetch: async () => answer(),
    });
    const server = fakeServer(() => bucket);
    const client = createClient({ ...server.options, auth: bearer(source) });
    const error = await client.bucket.retrieve("b1").catch((thrown) => thrown);
    expect(error).toMatchObject({ name: "UnauthorizedError", attempts: 1 });
    expect(String(error.cause)).not.toContain("hush");
  });
});
