import { createMock, defaultLimits, type Limits } from "@tmf654/mock";
import { describe, expect, test } from "vitest";
import { drives } from "./limit-drives.ts";
import { createApiBody, createLimitedMock } from "./limited-mock.ts";

describe("Limits: the data that requests add is bounded", () => {
  test.each(Object.keys(defaultLimits) as (keyof Limits)[])(
    "%s stops at its limit",
    async (name) => {
      const [limits, drive] = drives[name];
      const at = createLimitedMock(limits);
      await drive(at);
      expect(at.said).toEqual([[name, limits[name]]]);
      expect(at.mock.limitsReached()[name]).toBeGreaterThan(0);
      const metrics = await at.mock.fetch("http://localhost/__mock/metrics");
      expect(await metrics.text()).toContain(`tmf654_limit_reached_total{limit="${name}"}`);
    },
  );

  test.each([
    ["a top-up", "topupBalance", "TopupBalanceFailureEvent", {}],
    [
      "a slow payment",
      "topupBalance",
      "TopupBalanceFailureEvent",
      { paymentMethod: { id: "pm_slow" } },
    ],
    [
      "an adjustment",
      "adjustBalance",
      "AdjustBalanceFailureEvent",
      { adjustType: "oneTime", reason: "gift" },
    ],
    [
      "an auto-top-up that starts later",
      "topupBalance",
      "TopupBalanceFailureEvent",
      {
        ...{ isAutoTopup: true, recurringPeriod: "weekly" },
        validFor: { startDateTime: "2026-03-10T12:00:01.000Z" },
      },
    ],
  ] as const)(
    "%s opens no bucket above the limit after a delay",
    async (_, resource, event, extra) => {
      const { open, send, mock, said } = createLimitedMock({ buckets: 1 });
      const delayMs = { topup: 1000, adjust: 1000 };
      mock.setProfile({ extends: "ctk", name: "slow", ledger: { delayMs, slowPaymentMs: 1000 } });
      for (const id of ["a", "b"]) {
        const body = { ...createApiBody(), bucket: { id }, ...extra };
        const path = `/${resource}`;
        expect((await send({ method: "POST", path, body, checked: false })).status).toBe(201);
      }
      const failed = mock.events.next(event, { timeoutMs: 10_000 });
      await mock.clock.advance("PT3S");
      const failure = {
        code: "tooManyBuckets",
        message:
          "bucket b cannot be opened: requests opened as many as the limit `buckets` of 1 allows; " +
          "close some or raise the limit",
      };
      const outcomes = mock.list(resource).filter(({ failure }) => failure !== undefined);
      expect(outcomes).not.toEqual([]);
      for (const outcome of outcomes) expect(outcome).toMatchObject({ status: "failed", failure });
      expect((await failed).event).toMatchObject({ [resource]: { failure } });
      expect(mock.list("balanceActionHistory").filter((entry) => entry.failure)).toHaveLength(
        outcomes.length,
      );
      expect([mock.get("bucket", "b"), said]).toEqual([undefined, [["buckets", 1]]]);
      expect((await open({ id: "c" })).status).toBe(409);
    },
  );

  test("a body above maximumBodyBytes counts as a reached limit", async () => {
    const { topup, mock, said } = createLimitedMock({});
    mock.setProfile({ name: "small", maximumBodyBytes: 1000 });
    const large = { description: "x".repeat(2000) };
    expect((await topup({}, large)).status).toBe(413);
    expect((await topup({}, large)).status).toBe(413);
    expect(said).toEqual([["maximumBodyBytes", 1000]]);
    expect(mock.limitsReached()).toEqual({ maximumBodyBytes: 2 });
    expect(mock.journal().map(({ status }) => status)).toEqual([413, 413]);
  });

  test("a key with a running request is never removed, for any number of later keys", async () => {
    const { topup, mock } = createLimitedMock({ keys: 3 });
    const before = mock.counts().actions;
    const slow = topup({ "idempotency-key": "slow", prefer: "delay=100" });
    for (let count = 0; count < 10; count += 1) await topup({ "idempotency-key": `k${count}` });
    const again = await topup({ "idempotency-key": "slow" });
    expect(again.text).toBe((await slow).text);
    expect(again.headers["idempotency-replayed"]).toBe("true");
    expect(mock.counts().actions).toBe(before + 11);
  });

  test.each([{ keys: 0 }, { keys: 1.5 }, { kyes: 1 }, { keys: "1" }])(
    "%j is refused with the names of the limits",
    (limits) => {
      const create = () => createMock({ limits: limits as Partial<Limits> });
      expect(create).toThrow(
        /limits must be an object of whole numbers above 0, with names among registrations/,
      );
    },
  );
});
