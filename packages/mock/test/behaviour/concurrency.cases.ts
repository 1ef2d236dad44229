import type { Mock } from "@tmf654/mock";
import { describe, expect, test } from "vitest";
import { createRandom } from "../../src/clock/random.ts";
import { checkLedger } from "../support/check-ledger.ts";
import { parallelRequests, sendTo } from "../support/send.ts";
import { createStoppedMock, merge, numberOf } from "./setup.ts";

const buckets = ["ana-main", "ana-bonus", "liam-main", "farid-main", "elif-main"];

/**
 * Creates a function that sends without a check of responses, because these tests check the
 * balances.
 */
function createSender(mock: Mock) {
  const send = sendTo(mock);
  return async (method: string, path: string, body?: unknown): Promise<number> => {
    const headers = method === "PATCH" ? merge : {};
    return (await send({ method, path, headers, body, checked: false })).status;
  };
}

/** A random request of one of many kinds. Some are refused, and some are malformed. */
function anyRequest(
  random: ReturnType<typeof createRandom>,
  ids: readonly string[],
): readonly [method: string, path: string, body: unknown] {
  const pick = <T>(values: readonly T[]): T => values[random.below(values.length)] as T;
  const bucket = { id: pick(buckets) };
  const receiver = pick(buckets);
  const amount = { amount: random.below(2000) / 100, units: "EUR" };
  const partyAccount = { id: `acc-${bucket.id.split("-")[0]}` };
  const base = { amount, usageType: "monetary", bucket, partyAccount };
  switch (random.below(7)) {
    case 0:
      return ["POST", "/topupBalance", { ...base, partyAccount: { id: "acc-ana" } }];
    case 1:
      return [
        "POST",
        "/adjustBalance",
        {
          ...base,
          amount: { ...amount, amount: amount.amount - 10 },
          adjustType: "oneTime",
          reason: "r",
          partyAccount: { id: "acc-ana" },
        },
      ];
    case 2:
    case 3:
      return ["POST", "/reserveBalance", base];
    case 4:
      return [
        "PATCH",
        `/reserveBalance/${pick(ids)}`,
        {
          status: pick(["completed", "cancelled"]),
          reason: "r",
          ...(random.below(2) && { amount }),
        },
      ];
    case 5:
      return ["DELETE", `/reserveBalance/${pick(ids)}`, undefined];
    default:
      return [
        "POST",
        "/transferBalance",
        {
          ...base,
          reason: "gift",
          channel: { id: "app" },
          logicalResource: [{ id: numberOf(bucket.id) }],
          receiverBucket: { id: receiver },
          receiverBucketUsageType: "monetary",
          receiverLogicalResource: { id: numberOf(receiver) },
          ...(random.below(3) === 0 && { transferCost: { value: 0.25, unit: "EUR" } }),
        },
      ];
  }
}

describe("concurrency", () => {
  const count = (10 * parallelRequests).toLocaleString("en");
  test(`${count} mixed parallel requests keep every ledger invariant and cause no 5xx`, async () => {
    const mock = createStoppedMock();
    const send = createSender(mock);
    const random = createRandom("mixed");
    const statuses = new Map<number, number>();
    for (let round = 0; round < 10; round += 1) {
      const open = mock.snapshot().store.actions.filter(({ kind }) => kind === "reserve");
      const ids = ["nobody", ...open.slice(-200).map(({ id }) => id)];
      const sent = Array.from({ length: parallelRequests }, () => send(...anyRequest(random, ids)));
      for (const status of await Promise.all(sent)) {
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
      }
      expect(checkLedger(mock)).toEqual({ broken: [], sums: [] });
    }
    expect([...statuses.keys()].filter((status) => status >= 500)).toEqual([]);
    expect([...statuses.keys()].sort()).toEqual([200, 201, 204, 400, 404, 409]);
    // A busy machine needs longer than the usual limit.
  }, 120_000);

  test("balances match the postings after expiries, auto-top-ups and forfeits too", async () => {
    const mock = createStoppedMock({ scenario: "default,busy-history" });
    const send = createSender(mock);
    const auto = { isAutoTopup: true, recurringPeriod: "weekly" };
    const body = {
      amount: { amount: 5, units: "EUR" },
      usageType: "monetary",
      partyAccount: { id: "acc-ana" },
    };
    await send("POST", "/topupBalance", { ...body, ...auto, bucket: { id: "ana-main" } });
    await send("POST", "/reserveBalance", { ...body, bucket: { id: "ana-bonus" } });
    for (let month = 0; month < 12; month += 1) {
      await mock.clock.advance("P1M");
      expect(checkLedger(mock)).toEqual({ broken: [], sums: [] });
    }
  });
});

describe("the limit of actions", () => {
  test("the actions that finished first are removed first; open actions stay", async () => {
    const mock = createStoppedMock({ limits: { actions: 50 } });
    const send = createSender(mock);
    const body = {
      usageType: "monetary",
      bucket: { id: "ana-main" },
      partyAccount: { id: "acc-ana" },
    };
    await send("POST", "/reserveBalance", { ...body, amount: { amount: 1, units: "EUR" } });
    for (let n = 1; n <= 200; n += 1) {
      await send("POST", "/topupBalance", { ...body, amount: { amount: n, units: "EUR" } });
    }
    expect(mock.counts().actions).toBe(50);
    const { actions } = mock.snapshot().store;
    expect(actions[0]?.kind).toBe("reserve");
    expect(actions.slice(1).map(({ amount }) => amount.amount)).toEqual(
      Array.from({ length: 49 }, (_, n) => 152 + n),
    );
  });
});
