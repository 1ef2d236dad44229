import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { bearer, createClient, isTmf654Error } from "@tmf654/client";
import { expect, test } from "vitest";
import { type FaultStep, faults, startFaultyServer } from "./helpers/faulty-server.ts";

const sequences = process.env.TMF654_DEEP ? 10_000 : 300;
const timeLimitMs = process.env.TMF654_DEEP ? 900_000 : 60_000;
const workers = 12;
const ordersAtOnce = process.env.TMF654_DEEP ? 1000 : 200;

/** Creates a random generator from a seed, so that every run has the same sequences. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

function createFaultPlan(count: number, random: () => number): Map<string, FaultStep[]> {
  const createStep = (): FaultStep => ({
    fault: faults[Math.floor(random() * faults.length)] ?? "ok",
    isApplied: random() < 0.5,
  });
  const orders = Array.from({ length: count }, (_, at) => [`order ${at}`, at] as const);
  return new Map(
    orders.map(([order]) => [order, [createStep(), createStep(), createStep(), createStep()]]),
  );
}

async function runSequences(honoursKeys: boolean, seed: number) {
  const plan = createFaultPlan(sequences / 2, createRandom(seed));
  const orders = [...plan.keys()];
  const server = await startFaultyServer(plan, honoursKeys);
  const client = createClient({
    baseUrl: server.baseUrl,
    auth: bearer("secret"),
    idempotency: honoursKeys,
    timeoutMs: 300,
    retry: { limit: 3, baseDelayMs: 1, budget: Number.POSITIVE_INFINITY },
  });
  const ends = new Map<string, string>();
  const sendOrders = async () => {
    for (let order = orders.pop(); order !== undefined; order = orders.pop()) {
      const end = await client.topupBalance.create({ description: order } as never).then(
        () => "ok",
        (error) => (isTmf654Error(error) ? error.name : String(error)),
      );
      ends.set(order, end);
    }
  };
  await Promise.all(Array.from({ length: workers }, sendOrders));
  server.close();
  return { ...server, ends };
}

test.each([
  { name: "supports keys", honours: true },
  { name: "ignores keys", honours: false },
])(
  "never tops up twice and reports the true outcome when the server $name",
  async ({ honours }) => {
    const { applied, received, ends, redirected } = await runSequences(honours, 654);
    const kinds = new Set(ends.values());
    for (const [order, end] of ends) {
      const times = applied.get(order) ?? 0;
      const story = `${order}: ${end}, done ${times} times in ${received.get(order)} requests`;
      expect(times, story).toBeLessThanOrEqual(1);
      if (end === "ok") expect(times, story).toBe(1);
      else if (end !== "UnknownOutcomeError") expect(times, story).toBe(0);
    }
    expect(kinds).toContain("ok");
    expect(kinds).toContain("UnknownOutcomeError");
    expect(kinds).toContain("BadRequestError");
    expect(Math.max(...received.values())).toBeGreaterThan(1);
    // The client followed no redirect, so no token left the origin.
    expect(redirected).toEqual([]);
  },
  timeLimitMs,
);

test(
  "gets one token for all concurrent calls with a 401, counted at the server",
  async () => {
    let refused = 0;
    const server = createServer((request, response) => {
      const isFresh = request.headers.authorization === "Bearer fresh";
      if (!isFresh) refused += 1;
      response.writeHead(isFresh ? 200 : 401, { "content-type": "application/json" });
      response.end('{"id":"b1"}');
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    let asked = 0;
    const auth = bearer(async ({ rejectedToken }) => {
      asked += 1;
      await new Promise((resolve) => setTimeout(resolve, 5));
      return rejectedToken ? "fresh" : "stale";
    });
    const { port } = server.address() as AddressInfo;
    const client = createClient({ baseUrl: `http://127.0.0.1:${port}`, auth });
    const calls = Array.from({ length: ordersAtOnce }, (_, at) => client.bucket.retrieve(`b${at}`));
    await Promise.all(calls);
    server.closeAllConnections();
    server.close();
    expect(asked).toBe(2);
    expect(refused).toBeLessThanOrEqual(ordersAtOnce);
  },
  timeLimitMs,
);
