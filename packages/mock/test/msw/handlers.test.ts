import { createControl } from "@tmf654/mock/control";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import manifest from "../../package.json" with { type: "json" };
import { createMock } from "../../src/index.ts";
import { createHandlers } from "../../src/msw/handlers.ts";
import { createOperationHandlers } from "../../src/msw/operations.ts";
import { topup } from "../support/bodies.ts";
import { type MswServer, mswVersions } from "../support/msw-versions.ts";

const body = topup({
  amount: { amount: 10, units: "EUR" },
  bucket: { id: "ana-main" },
  partyAccount: { id: "acc-ana" },
});
const base = "http://operator.test/tmf-api/prepayBalanceManagement/v4";

test("the peer dependency allows both tested versions", () => {
  expect(manifest.peerDependencies.msw).toBe("^2.10.0 || ^3.0.0");
});

describe.each(mswVersions)("$name", ({ msw, listen }) => {
  const handlers = createHandlers(msw);
  const operationHandlers = createOperationHandlers(msw);
  const tmf654 = operationHandlers();
  const mock = createMock({ scenario: "default" });
  const other = msw.http.get("http://operator.test/other", () => new msw.HttpResponse("other"));
  let server: MswServer;
  beforeAll(() => {
    server = listen([...handlers(mock), other], "error");
  });
  afterEach(() => {
    vi.unstubAllGlobals();
    server.resetHandlers();
    mock.reset();
  });
  afterAll(() => server.close());

  const post = (url: string, body: unknown): Promise<Response> =>
    fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: typeof body === "string" ? body : JSON.stringify(body),
    });

  test("the mock responds to fetch, and a top-up changes the balance", async () => {
    const created = await post(`${base}/topupBalance`, body);
    expect(created.status).toBe(201);
    expect(created.headers.get("content-type")).toBe("application/json;charset=utf-8");
    const bucket = (await (await fetch(`${base}/bucket/ana-main`)).json()) as object;
    expect(bucket).toMatchObject({ remainingValue: { amount: 35.5, units: "EUR" } });
  });

  test("204 and 304 pass without a body", async () => {
    const first = await fetch(`${base}/bucket?limit=1`);
    const headers = { "if-none-match": first.headers.get("etag") ?? "" };
    expect((await fetch(`${base}/bucket?limit=1`, { headers })).status).toBe(304);
    expect((await fetch(`${base}/bucket`, { method: "OPTIONS" })).status).toBe(204);
  });

  test("other handlers get requests outside the base path", async () => {
    expect(await (await fetch("http://operator.test/other")).text()).toBe("other");
  });

  test("a dropped connection is a network error", async () => {
    mock.faults.add({ match: { operation: "listBucket" }, fault: { kind: "drop" }, times: 1 });
    await expect(fetch(`${base}/bucket`)).rejects.toThrow(TypeError);
    expect((await fetch(`${base}/bucket?limit=1`)).status).toBe(206);
  });

  test("baseUrl names one origin and the path of the mock", async () => {
    const second = createMock({ basePath: "/prepay/v4", scenario: "new-subscriber" });
    server.use(...handlers(second, { baseUrl: "http://second.test/prepay/v4/" }));
    const response = await fetch("http://second.test/prepay/v4/bucket?limit=1");
    expect(((await response.json()) as { href: string }[])[0]?.href).toMatch(
      /^\/prepay\/v4\/bucket/,
    );
    await expect(fetch("http://third.test/prepay/v4/bucket")).rejects.toThrow();
  });

  test.each([["*/other"], ["http://operator.test/other"], ["http://operator.test"]])(
    "a base URL with another path than the mock's is refused with the remedy: %s",
    (baseUrl) => {
      const own = createMock({ basePath: "/api" });
      const path = baseUrl.replace(/^\*|http:..operator.test/, "") || "/";
      const origin = baseUrl.replace("/other", "");
      expect(() => handlers(own, { baseUrl })).toThrow(`use the base URL ${origin}/api,`);
      expect(() => handlers(own, { baseUrl })).toThrow(`createMock({ basePath: "${path}" })`);
    },
  );

  test("a path as base URL is refused without a page, and has the page's own origin in a page", async () => {
    const baseUrl = new URL(base).pathname;
    const message = `baseUrl is the path ${baseUrl}, which only a page has an origin for`;
    expect(() => handlers(mock, { baseUrl })).toThrow(message);
    expect(() => handlers(mock, { baseUrl })).toThrow(`http://localhost${baseUrl}, or *${baseUrl}`);
    expect(() => operationHandlers(`${baseUrl}/`)).toThrow("baseUrl is the path");
    vi.stubGlobal("location", { origin: "null", href: "about:blank" });
    expect(() => handlers(mock, { baseUrl })).toThrow(message);
    vi.stubGlobal("location", new URL("http://page.test/app"));
    server.use(...handlers(mock, { baseUrl }));
    expect((await fetch(`http://page.test${baseUrl}/bucket?limit=1`)).status).toBe(206);
    server.use(
      operationHandlers(baseUrl).listBucket(({ respond }) =>
        respond(503, { code: "busy", reason: "Busy" }),
      ),
    );
    expect((await fetch(`http://page.test${baseUrl}/bucket?limit=1`)).status).toBe(503);
  });

  test.each([
    `operator.test${new URL(base).pathname}`,
    "operator.test:8080",
    "//operator.test",
    "htps://operator.test",
    "api",
    " http://operator.test",
    "",
  ])("a base URL that matches no request is refused with the remedy: %j", (baseUrl) => {
    const message = `baseUrl is ${JSON.stringify(baseUrl)}, which matches no request: start it with`;
    expect(() => handlers(mock, { baseUrl })).toThrow(message);
    expect(() => operationHandlers(baseUrl)).toThrow(message);
  });

  test("an argument that is missing or of another type is named at the call", () => {
    const missing = undefined as never;
    for (const value of [missing, {} as never]) {
      expect(() => handlers(value)).toThrow("handlers needs a mock as its first argument");
    }
    expect(() => tmf654.retrieveBucket(missing)).toThrow("retrieveBucket needs a function");
    const url = new URL(base) as never;
    expect(() => operationHandlers(url)).toThrow("not a URL object: use its href");
    expect(() => operationHandlers(7 as never)).toThrow("baseUrl must be a URL string, not 7");
  });

  test.each<[object, string]>([
    [{ basePath: "/api" }, "no option is called basePath"],
    [{ baseurl: "http://operator.test" }, "did you mean baseUrl"],
    [{ baseUrl: new URL(base) }, "baseUrl must be a URL string"],
  ])("an option without effect is refused: %o", (options, message) => {
    expect(() => handlers(createMock(), options)).toThrow(message);
  });

  describe("the control plane", () => {
    test("responds to a client without a base URL", async () => {
      const control = createControl({ fetch });
      await control.subscribers.spend("ana-main", { amount: 5.5, units: "EUR" });
      expect(mock.get("bucket", "ana-main")).toMatchObject({ remainingValue: { amount: 20 } });
      expect((await control.state()).profile).toBe("reference");
    });

    test("other origins keep their own /__mock", async () => {
      await expect(fetch("http://operator.test/__mock/state")).rejects.toThrow();
    });
  });

  describe("a handler of one operation", () => {
    test("is called before the mock, with the parsed request", async () => {
      const calls: unknown[] = [];
      server.use(
        tmf654.createTopupBalance(({ body, respond }) => {
          calls.push([body.amount.amount, body.bucket?.id]);
          return respond(503, { code: "maintenance", reason: "Maintenance" });
        }),
        tmf654.retrieveBucket(({ path, query }) => {
          calls.push([path.id, query.get("fields")]);
        }),
      );
      const refused = await post(`${base}/topupBalance`, body);
      expect([refused.status, await refused.json()]).toEqual([
        503,
        { code: "maintenance", reason: "Maintenance" },
      ]);
      expect((await fetch(`${base}/bucket/ana%2Dmain?fields=name`)).status).toBe(200);
      expect(calls).toEqual([
        [10, "ana-main"],
        ["ana-main", "name"],
      ]);
      expect(mock.get("bucket", "ana-main")).toMatchObject({ remainingValue: { amount: 25.5 } });
    });

    test("returns a resource, which becomes the success response", async () => {
      server.use(
        tmf654.createTopupBalance(({ body }) => ({
          ...body,
          id: "t1",
          href: "/t1",
          status: "completed",
          requestedDate: "2026-03-10T12:00:00Z",
          confirmationDate: "2026-03-10T12:00:00Z",
        })),
      );
      const created = await post(`${base}/topupBalance`, body);
      expect(created.status).toBe(201);
      expect(created.headers.get("content-type")).toBe("application/json;charset=utf-8");
      expect(await created.json()).toMatchObject({ id: "t1", amount: { amount: 10 } });
    });

    test.each([undefined, null])(
      "returns %s, and the mock handles the request",
      async (nothing) => {
        server.use(tmf654.createTopupBalance(async () => nothing));
        expect((await post(`${base}/topupBalance`, body)).status).toBe(201);
        expect(mock.get("bucket", "ana-main")).toMatchObject({ remainingValue: { amount: 35.5 } });
      },
    );

    test("is not called for a body that is not JSON: the mock refuses it", async () => {
      let count = 0;
      server.use(
        tmf654.createTopupBalance(() => {
          count += 1;
        }),
      );
      expect((await post(`${base}/topupBalance`, "{")).status).toBe(400);
      expect(count).toBe(0);
    });

    test("responds without a body", async () => {
      server.use(tmf654.deleteTopupBalance(({ respond }) => respond(204)));
      const deleted = await fetch(`${base}/topupBalance/t1`, { method: "DELETE" });
      expect([deleted.status, await deleted.text()]).toEqual([204, ""]);
    });

    test("matches another API by its URL", async () => {
      const own = operationHandlers("http://second.test/prepay/v4/");
      server.use(own.listBucket(() => []));
      const list = await fetch("http://second.test/prepay/v4/bucket?limit=1");
      expect([list.status, await list.json()]).toEqual([200, []]);
    });
  });
});
