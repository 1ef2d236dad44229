import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import fc from "fast-check";
import { expect, test } from "vitest";
import { createMock } from "../../src/index.ts";
import { requestArbitrary } from "../support/arbitrary.ts";

const base = "http://mock.test/tmf-api/prepayBalanceManagement/v4";
const rounds = 12;

/** Megabytes alive after a collection. */
function heap(): number {
  setFlagsFromString("--expose-gc");
  (runInNewContext("gc") as () => void)();
  return process.memoryUsage().heapUsed / 1_048_576;
}

test("memory stays flat over 24,000 requests of every kind", async () => {
  const mock = createMock({ limits: { actions: 200 }, journal: { entries: 50 } });
  const query = { where: undefined, sort: [], offset: 0, limit: 20, fields: undefined };
  const ids = mock.engine.list("bucket", query).items.map(({ id }) => id);
  const requests = fc.sample(requestArbitrary({ ids, accounts: ids }), {
    numRuns: 2000,
    seed: 654,
  });
  const levels: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    for (const { method = "GET", path, headers = {}, body } of requests) {
      const text = typeof body === "string" ? body : JSON.stringify(body);
      const init = { method, headers, ...(body === undefined ? {} : { body: text }) };
      const reply = await mock.fetch(new Request(`${base}${path}`, init));
      await reply.text();
      if (!headers.prefer) expect(reply.status).toBeLessThan(500);
    }
    levels.push(heap());
  }
  // The first rounds fill the stores that have a limit: journal, keys and finished actions.
  expect(Math.max(...levels.slice(4)) - (levels[3] ?? 0)).toBeLessThan(8);
});
