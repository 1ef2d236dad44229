import type { HttpHandler } from "msw";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createMock } from "../../src/index.ts";
import { handlers } from "../../src/msw/index.ts";

/** The members of `setupServer`'s result that every supported version has. */
interface MswServer {
  use(...handlers: HttpHandler[]): void;
  close(): void;
}

const base = "http://operator.test/tmf-api/prepayBalanceManagement/v4";

/** The tests of one version of MSW. `listen` starts a server that refuses unknown requests. */
export function testHandlers(
  untouched: HttpHandler,
  listen: (handlers: HttpHandler[]) => MswServer,
): void {
  const mock = createMock({ scenario: "default" });
  let server: MswServer;
  beforeAll(() => {
    server = listen([...handlers(mock), untouched]);
  });
  afterAll(() => server.close());

  test("the mock responds to fetch, and a top-up moves the balance", async () => {
    const [bucket] = (await (await fetch(`${base}/bucket?usageType=monetary&limit=1`)).json()) as {
      id: string;
      remainingValue: { amount: number; units: string };
      partyAccount: { id: string };
    }[];
    if (!bucket) throw new Error("no bucket");
    const { id, remainingValue, partyAccount } = bucket;
    const topup = await fetch(`${base}/topupBalance`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({
        bucket: { id },
        partyAccount: { id: partyAccount.id },
        usageType: "monetary",
        amount: { amount: 10, units: remainingValue.units },
      }),
    });
    expect(topup.status).toBe(201);
    expect(topup.headers.get("content-type")).toBe("application/json;charset=utf-8");
    const after = (await (await fetch(`${base}/bucket/${id}`)).json()) as typeof bucket;
    expect(after.remainingValue.amount).toBe(remainingValue.amount + 10);
  });

  test("204 and 304 pass without a body", async () => {
    const first = await fetch(`${base}/bucket?limit=1`);
    const headers = { "if-none-match": first.headers.get("etag") ?? "" };
    expect((await fetch(`${base}/bucket?limit=1`, { headers })).status).toBe(304);
    expect((await fetch(`${base}/bucket`, { method: "OPTIONS" })).status).toBe(204);
  });

  test("other handlers get requests outside the base path", async () => {
    expect(await (await fetch("http://operator.test/other")).text()).toBe("untouched");
  });

  test("a dropped connection is a network error", async () => {
    mock.faults.add({ match: { operation: "listBucket" }, fault: { kind: "drop" }, times: 1 });
    await expect(fetch(`${base}/bucket`)).rejects.toThrow(TypeError);
    expect((await fetch(`${base}/bucket?limit=1`)).status).toBe(206);
  });

  test("a mock under a path of its own is found there", async () => {
    const other = createMock({ basePath: "/prepay/v4", scenario: "new-subscriber" });
    server.use(...handlers(other, { origin: "http://second.test" }));
    const response = await fetch("http://second.test/prepay/v4/bucket?limit=1");
    expect(((await response.json()) as { href: string }[])[0]?.href).toMatch(
      /^\/prepay\/v4\/bucket/,
    );
  });
}
