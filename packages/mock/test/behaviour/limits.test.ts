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
    ["a top-up", "topupBalance", {}],
    ["a slow payment", "topupBalance", { paymentMethod: { id: "pm_slow" } }],
    ["an adjustment", "adjustBalance", { adjustType: "oneTime", reason: "gift" }],
    [
      "an auto-top-up that starts later",
      "topupBalance",
      {
        ...{ isAutoTopup: true, recurringPeriod: "weekly" },
        validFor: { startDateTime: "2026-03-10T12:00:01.000Z" },
      },
    ],
  ] as const)("%s is refused on receipt, not after a delay", async (_, resource, extra) => {
    const { open, send, mock, said } = createLimitedMock({ buckets: 1 });
    const delayMs = { topup: 1000, adjust: 1000 };
    mock.setProfile({ extends: "ctk", name: "slow", ledger: { delayMs, slowPaymentMs: 1000 } });
    const post = (id: string) => {
      const body = { ...createApiBody(), bucket: { id }, ...extra };
      return send({ method: "POST", path: `/${resource}`, body, checked: false });
    };
    expect((await post("a")).status).toBe(201);
    expect(mock.get("bucket", "a")).toMatchObject({ remainingValue: { amount: 0 } });
    const { status, error } = await post("b");
    expect([status, error]).toEqual([
      409,
      expect.objectContaining({
        code: "tooManyBuckets",
        message:
          "bucket b cannot be opened: requests have reached the limit `buckets` of 1; " +
          "close some buckets or raise the limit",
      }),
    ]);
    await mock.clock.advance("PT3S");
    expect(mock.list("balanceActionHistory").filter((entry) => entry.failure)).toEqual([]);
    expect(mock.get("bucket", "a")).toMatchObject({ remainingValue: { amount: 1 } });
    expect([mock.get("bucket", "b"), said]).toEqual([undefined, [["buckets", 1]]]);
    expect((await open({ id: "c" })).status).toBe(409);
  });

  test("a delayed action of a closed bucket fails, and frees its place for another bucket", async () => {
    const { open, topup, send, mock } = createLimitedMock({ buckets: 1 });
    mock.setProfile({ extends: "ctk", name: "slow", ledger: { delayMs: { topup: 1000 } } });
    await topup({}, { bucket: { id: "a" } });
    expect((await send({ method: "DELETE", path: "/bucket/a", checked: false })).status).toBe(204);
    const failed = mock.events.next("TopupBalanceFailureEvent", { timeoutMs: 10_000 });
    await mock.clock.advance("PT3S");
    const failure = { code: "bucketNotFound", message: "bucket a not found" };
    expect(mock.list("topupBalance")).toMatchObject([{ status: "failed", failure }]);
    expect((await failed).event).toMatchObject({ topupBalance: { failure } });
    expect(mock.get("bucket", "a")).toBeUndefined();
    mock.setProfile("ctk");
    expect((await open({ id: "c" })).status).toBe(201);
  });

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
