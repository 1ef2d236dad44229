import { createMock, defaultLimits, type Limits } from "@tmf654/mock";
import { describe, expect, test } from "vitest";
import { drives } from "./limit-drives.ts";
import { createLimitedMock } from "./limited-mock.ts";

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

  test("a delayed top-up opens no bucket above the limit", async () => {
    const { open, topup, mock, said } = createLimitedMock({ buckets: 1 });
    mock.setProfile({ extends: "ctk", name: "slow", ledger: { delayMs: { topup: 1000 } } });
    for (const id of ["a", "b"]) expect((await topup({}, { bucket: { id } })).status).toBe(201);
    await mock.clock.advance("PT2S");
    const outcomes = mock.list("topupBalance").map(({ status }) => status);
    expect(outcomes).toEqual(["completed", "failed"]);
    expect([mock.get("bucket", "b"), said]).toEqual([undefined, [["buckets", 1]]]);
    expect((await open({ id: "c" })).status).toBe(409);
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
