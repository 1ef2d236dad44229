import { describe, expect, test } from "vitest";
import { createHandler } from "../../src/http/handler.ts";
import { createTenants } from "../../src/http/tenants.ts";
import { createMock, type FaultRule } from "../../src/index.ts";
import { topup } from "../support/bodies.ts";
import { fixedEngine } from "../support/fixed-engine.ts";
import { base, describeMatrix, sendTo } from "../support/send.ts";

const auth = {
  tokens: {
    reader: { scopes: ["read"] },
    teller: { scopes: ["read", "write"] },
    old: { scopes: ["read"], expired: true },
  },
} as const;

describeMatrix(
  "auth simulation",
  () => createHandler(fixedEngine({ name: "auth", auth })),
  ({ send }) => {
    test.each<[string | undefined, string, number, string | undefined]>([
      [undefined, "GET", 401, "40"],
      ["Bearer nobody", "GET", 401, "41"],
      ["Bearer __proto__", "GET", 401, "41"],
      ["Basic dXNlcjpwYXNz", "GET", 401, "41"],
      ["Bearer old", "GET", 401, "42"],
      ["Bearer reader", "GET", 200, undefined],
      ["bearer  teller", "GET", 200, undefined],
      ["Bearer reader", "POST", 403, "50"],
      ["Bearer teller", "POST", 201, undefined],
    ])("%s may %s: %i, code %s", async (authorization, method, status, code) => {
      const headers: Record<string, string> = authorization === undefined ? {} : { authorization };
      const reply = await send(
        method === "GET"
          ? { path: "/bucket/b01", headers }
          : { method, path: "/topupBalance", body: topup(), headers },
      );
      expect([reply.status, code && reply.error.code]).toEqual([status, code]);
      const challenge = status === 403 ? ', error="insufficient_scope", scope="write"' : "Bearer";
      if (status < 400) expect(reply.headers["www-authenticate"]).toBeUndefined();
      else expect(reply.headers["www-authenticate"]).toContain(challenge);
    });

    test("a preflight needs no credentials", async () => {
      expect((await send({ path: "/bucket", method: "OPTIONS" })).status).toBe(204);
    });
  },
);

describe("rate limit", () => {
  test("each credential has its own window, by the mock's clock", async () => {
    const engine = fixedEngine({ name: "slow", rateLimit: { requests: 2, perSeconds: 10 } });
    const send = sendTo(createHandler(engine));
    const get = async (who = "") => {
      const headers: Record<string, string> = who === "" ? {} : { authorization: who };
      return send({ path: "/bucket/b01", headers });
    };
    engine.instant += 3000;
    expect([(await get()).status, (await get()).status]).toEqual([200, 200]);
    const refused = await get();
    expect([refused.status, refused.error.code]).toEqual([429, "429"]);
    expect(refused.headers["retry-after"]).toBe("7");
    expect((await get("Bearer other")).status).toBe(200);
    engine.instant += 7000;
    expect((await get()).status).toBe(200);
  });
});

describe("profiles", () => {
  test("an operation that is off is 405, and Allow leaves it out", async () => {
    const operations = ["listBucket", "retrieveBucket", "listTopupBalance"];
    const send = sendTo(createHandler(fixedEngine({ name: "small", operations })));
    expect((await send({ path: "/bucket" })).status).toBe(200);
    const post = await send({ method: "POST", path: "/topupBalance", body: topup() });
    expect([post.status, post.headers.allow]).toEqual([405, "GET, HEAD, OPTIONS"]);
    expect((await send({ path: "/transferBalance" })).status).toBe(405);
  });

  test("a profile adds POST and DELETE of buckets", async () => {
    const engine = fixedEngine({
      name: "more",
      extraOperations: ["createBucket", "deleteBucket"],
    });
    const send = sendTo(createHandler(engine));
    const body = { usageType: "data" };
    expect((await send({ method: "POST", path: "/bucket", body })).status).toBe(201);
    expect((await send({ method: "DELETE", path: "/bucket/b01" })).status).toBe(204);
    expect(engine.commands.map((each) => each.name)).toEqual(["create bucket", "remove bucket"]);
  });

  test("a lenient profile accepts missing members, single objects and unknown attributes", async () => {
    const strict = { required: false, arrays: false, unknownAttributes: false };
    const engine = fixedEngine({ name: "lenient", strict });
    const send = sendTo(createHandler(engine));
    const body = { amount: { amount: 5 }, product: { id: "p1" } };
    const reply = await send({ method: "POST", path: "/topupBalance", body });
    expect(reply.status).toBe(201);
    expect(engine.commands[0]?.body).toEqual({ ...body, product: [{ id: "p1" }] });
    expect((await send({ path: "/bucket?colour=red&limit=5" })).items).toEqual([]);
    expect((await send({ path: "/bucket?sort=colour&limit=5" })).items).toHaveLength(5);
    const wrong = { method: "POST", path: "/topupBalance", body: { usageType: "gold" } };
    expect((await send(wrong)).status).toBe(400);
  });

  test("a new profile applies from the next request on", async () => {
    const engine = fixedEngine();
    const send = sendTo(createHandler(engine));
    expect((await send({ path: "/bucket" })).items).toHaveLength(25);
    engine.profile = { name: "pages", page: { defaultLimit: 10, maximumLimit: 20 } };
    expect((await send({ path: "/bucket" })).items).toHaveLength(10);
    expect((await send({ path: "/bucket?limit=50" })).items).toHaveLength(20);
  });

  test("checkResponses replaces an invalid response by a 500 that lists its issues", async () => {
    const engine = fixedEngine();
    engine.results.push({ kind: "succeeded", resource: { id: "a", href: "/a", status: "gold" } });
    const send = sendTo(createHandler(engine, { checkResponses: true }));
    const reply = await send({ method: "POST", path: "/topupBalance", body: topup() });
    expect([reply.status, reply.error.message]).toEqual([500, expect.stringContaining("status")]);
    expect((await send({ path: "/bucket?limit=3" })).status).toBe(206);
  });
});

describe("tenants", () => {
  const made: string[] = [];
  const said: string[] = [];
  const tenants = createTenants({
    limits: { tenants: 4 },
    onLimit: (name, most) => said.push(`${name} ${most}`),
    create: ({ name, basePath }) => {
      made.push(`${name} ${basePath}`);
      return createHandler(fixedEngine(), { basePath });
    },
  });
  const count = async (path: string, headers: Record<string, string> = {}): Promise<number> => {
    const reply = await tenants.fetch(new Request(`http://m${path}`, { headers }));
    return ((await reply.json()) as unknown[]).length;
  };
  const post = (path: string, headers: Record<string, string> = {}) =>
    tenants.fetch(
      new Request(`http://m${path}`, {
        method: "POST",
        headers: { "content-type": "application/json", ...headers },
        body: JSON.stringify(topup()),
      }),
    );

  test("a header or a path prefix selects separate data", async () => {
    await post(`${base}/topupBalance`, { "x-tenant": "a" });
    await post(`/t/b${base}/topupBalance`);
    expect(await count(`${base}/topupBalance`, { "x-tenant": "a" })).toBe(1);
    expect(await count(`/t/b${base}/topupBalance`)).toBe(1);
    expect(await count(`${base}/topupBalance`)).toBe(0);
    expect(made).toEqual([`a ${base}`, `b /t/b${base}`, `default ${base}`]);
  });

  test("a name that could be a path is refused with 400", async () => {
    const reply = await tenants.fetch(
      new Request(`http://m${base}/bucket`, { headers: { "x-tenant": "../x" } }),
    );
    expect(reply.status).toBe(400);
  });

  test("two different names in one request are refused with 400", async () => {
    const ask = (name: string, path: string) =>
      tenants.fetch(
        new Request(`http://m${path}${base}/bucket`, { headers: { "x-tenant": name } }),
      );
    const reply = await ask("a", "/t/b");
    expect(reply.status).toBe(400);
    const { message } = (await reply.json()) as { message: string };
    expect(message).toBe('The path names the tenant "b", but X-Tenant names "a": use one.');
    expect((await ask("b", "/t/b")).status).toBe(200);
    expect((await ask("a, b", "")).status).toBe(400);
    expect((await ask("", "")).status).toBe(400);
    expect((await ask("", "/t/b")).status).toBe(400);
    expect((await ask("a", "/t/%61")).status).toBe(400);
  });

  test("a tenant with changes is never closed for another", async () => {
    for (const name of ["c", "d", "e"]) await count(`${base}/topupBalance`, { "x-tenant": name });
    expect(await count(`/t/b${base}/topupBalance`)).toBe(1);
    expect(await count(`${base}/topupBalance`, { "x-tenant": "a" })).toBe(1);
    expect(said).toEqual(["tenants 4"]);
    // The tenants c and default, which had no changes, were replaced. The tenants d and e still
    // exist.
    const before = made.length;
    await count(`${base}/topupBalance`, { "x-tenant": "e" });
    expect(made).toHaveLength(before);
    for (const name of ["d", "e"]) await post(`${base}/topupBalance`, { "x-tenant": name });
    const refused = await post(`${base}/topupBalance`, { "x-tenant": "f" });
    expect(refused.status).toBe(503);
    const { message } = (await refused.json()) as { message: string };
    expect(message).toMatch(/4 changed tenants.*limit "tenants".*reset.*--max-tenants/s);
    expect(made).toHaveLength(before);
  });
});

describe("tenants with a mock from createMock", () => {
  const start = () => {
    const tenants = createTenants({
      limits: { tenants: 1 },
      create: ({ basePath }) => createMock({ basePath }),
    });
    const ask = async (
      ...[tenant, method, path, body, more]: [string, string, string, object?, object?]
    ) => {
      const headers = { "x-tenant": tenant, "content-type": "application/json", ...more };
      const init = { method, headers, ...(body && { body: JSON.stringify(body) }) };
      return (await tenants.fetch(`http://localhost${path}`, init)).status;
    };
    return { tenants, ask };
  };

  test("a reset tenant can be closed for another; one with its own profile cannot", async () => {
    const { tenants, ask } = start();
    const read = (tenant: string) => ask(tenant, "GET", `${base}/bucket/ana-main`);
    expect(await ask("a", "POST", `${base}/topupBalance`, topup())).toBe(201);
    expect(await read("b")).toBe(503);
    expect(await ask("a", "POST", "/__mock/reset", { scenario: "low-balance" })).toBe(200);
    expect(await read("b")).toBe(503);
    expect(await ask("a", "POST", "/__mock/reset")).toBe(200);
    expect(await read("b")).toBe(200);
    expect(await ask("b", "PUT", "/__mock/profile", { name: "ctk" })).toBe(200);
    expect(await ask("b", "POST", "/__mock/reset")).toBe(200);
    expect(await read("a")).toBe(503);
    await tenants.close();
  });

  test.each<[string, string, string, object?, Record<string, string>?]>([
    ["an invalid body", "POST", `${base}/topupBalance`, {}],
    ["an unknown path", "POST", `${base}/nothing`, topup()],
    ["a method that is not there", "PUT", `${base}/bucket`, topup()],
    ["an unknown id", "DELETE", `${base}/bucket/none`],
    ["an invalid key", "POST", `${base}/topupBalance`, topup(), { "idempotency-key": " " }],
    ["a simulated status", "POST", `${base}/topupBalance`, topup(), { prefer: "code=503" }],
    ["an invalid control request", "POST", "/__mock/faults", { nonsense: true }],
    ["an invalid profile", "PUT", "/__mock/profile", { nonsense: true }],
    [
      "a control request of another origin",
      "POST",
      "/__mock/seed",
      {},
      { origin: "https://evil.test" },
    ],
  ])("%s is no change of a tenant", async (_, method, path, body, headers) => {
    const { tenants, ask } = start();
    expect(await ask("a", method, path, body, headers)).toBeGreaterThanOrEqual(400);
    expect(await ask("b", "GET", `${base}/bucket/ana-main`)).toBe(200);
    await tenants.close();
  });

  test.each<[string, FaultRule]>([
    ["a status after the commit", { when: "after", fault: { kind: "status", status: 400 } }],
    ["a dropped connection", { when: "after", fault: { kind: "drop" } }],
  ])("%s hides no change of a tenant", async (_, fault) => {
    const tenants = createTenants({
      limits: { tenants: 1 },
      create: ({ basePath }) => {
        const mock = createMock({ basePath });
        mock.faults.add(fault);
        return mock;
      },
    });
    const ask = (tenant: string, init: RequestInit = {}) =>
      tenants.fetch(`http://localhost${base}/topupBalance`, {
        ...init,
        headers: { "x-tenant": tenant, "content-type": "application/json" },
      });
    await ask("a", { method: "POST", body: JSON.stringify(topup()) }).catch(() => {});
    await expect(ask("b")).resolves.toHaveProperty("status", 503);
    await tenants.close();
  });

  test("a request in progress keeps its tenant", async () => {
    const { tenants, ask } = start();
    const running = ask("a", "POST", `${base}/topupBalance`, topup(), { prefer: "delay=1500" });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await ask("b", "GET", `${base}/bucket/ana-main`)).toBe(503);
    expect(await running).toBe(201);
    await tenants.close();
  });

  test("a body is not read when the uploads of its tenant are at the limit", async () => {
    const { tenants, ask } = start();
    await ask("a", "POST", `${base}/topupBalance`, topup());
    const head = (name: string) => ({ target: base, header: () => name, local: true });
    expect(tenants.maximumBodyBytes(head("b"))).toBe(0);
    expect(tenants.maximumBodyBytes(head("a"))).toBeGreaterThan(0);
    await tenants.close();
  });

  test.each([0, -1, 1.5, Number.NaN])("the limit %s is refused", (most) => {
    const createWithLimit = () =>
      createTenants({ limits: { tenants: most }, create: () => createMock() });
    expect(createWithLimit).toThrow(/limits.tenants must be a whole number above 0/);
  });
});
