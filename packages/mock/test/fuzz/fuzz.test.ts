import fc from "fast-check";
import { expect, test } from "vitest";
import { createMock } from "../../src/index.ts";
import { requestArbitrary } from "../support/arbitrary.ts";
import { type Reply, sendTo } from "../support/send.ts";

const scenario = "low-balance,family-shared,expired-yesterday,suspended-line,busy-history";
const clock = "2026-06-01T12:00:00Z";
const deep = Number(process.env.TMF654_DEEP ?? 1);
/** A short run always has the same requests, because a few random ones may miss a status. */
const seed = process.env.TMF654_SEED ?? (deep === 1 ? 654 : undefined);

function known() {
  const { engine, close } = createMock({ scenario, clock });
  const query = { where: undefined, sort: [], offset: 0, limit: 1000, fields: undefined };
  const buckets = engine.list("bucket", query).items;
  const actions = ["topupBalance", "reserveBalance", "adjustBalance", "transferBalance"] as const;
  const ids = actions.flatMap((each) => engine.list(each, query).items.map(({ id }) => id));
  void close();
  return {
    ids: [...buckets.map(({ id }) => id), ...ids.slice(0, 20)],
    accounts: buckets.map(({ partyAccount }) => (partyAccount as { id: string }).id),
  };
}

/** Checks every response; `send` checks it against the contract. */
function expectValidReply(reply: Reply, asked: string): void {
  const { status, headers, text, error } = reply;
  expect(status < 500 || asked.includes("code=503"), `${status} ${text}`).toBe(true);
  if (status === 204 || status === 304) {
    expect(text).toBe("");
    return;
  }
  expect(headers["content-type"]).toBe("application/json;charset=utf-8");
  if (status < 400 || text === "") return;
  expect(error).toMatchObject({
    code: expect.stringMatching(/^\w+$/),
    reason: expect.any(String),
    message: expect.any(String),
    status: String(status),
  });
}

test("no request causes a 5xx, a body that is not JSON, or a response against the contract", async () => {
  const requests = fc.array(requestArbitrary(known()), { minLength: 20, maxLength: 20 });
  const errors: unknown[] = [];
  const statuses = new Map<number, number>();
  await fc.assert(
    fc.asyncProperty(requests, async (calls) => {
      const mock = createMock({ scenario, clock, onError: (error) => errors.push(error) });
      const send = sendTo(mock);
      for (const call of calls) {
        const reply = await send(call);
        statuses.set(reply.status, (statuses.get(reply.status) ?? 0) + 1);
        expectValidReply(reply, call.headers?.prefer ?? "");
        expect(errors).toEqual([]);
      }
      mock.restore(mock.snapshot());
      await mock.close();
    }),
    { numRuns: Math.max(20, 10 * deep), ...(seed && { seed: Number(seed) }) },
  );
  // Without valid requests among them, the test would prove nothing.
  for (const status of [200, 201, 400, 404]) expect(statuses.get(status)).toBeGreaterThan(0);
});
