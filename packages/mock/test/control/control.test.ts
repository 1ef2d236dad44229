import type { Mock } from "@tmf654/mock";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Control, ControlError, createControl } from "../../src/control/client.ts";
import { serve } from "../../src/node/index.ts";
import { createApi, createStoppedMock, start } from "../behaviour/setup.ts";
import { sendTo } from "../support/send.ts";
import { checkDocumented } from "./documented.ts";

describe.each(["fetch", "socket"])("The control plane [%s]", (transport) => {
  const mock: Mock = createStoppedMock();
  const api = createApi(sendTo(mock));
  const held: { control: Control; close?: () => Promise<void> } = {
    control: createControl({ fetch: checkDocumented(mock.fetch) }),
  };
  beforeAll(async () => {
    if (transport === "fetch") return;
    const { url, close } = await serve(mock);
    const { origin } = new URL(url);
    held.control = createControl({ baseUrl: origin, fetch: checkDocumented(fetch) });
    held.close = close;
  });
  afterAll(() => held.close?.());
  beforeEach(() => mock.reset());

  test("returns the state, the health and the metrics", async () => {
    await api.topup("ana-main", { amount: 1, units: "EUR" });
    expect(await held.control.health()).toEqual({ status: "ok", profile: "reference" });
    expect(await held.control.state()).toMatchObject({
      profile: "reference",
      clock: { now: start, mode: "set" },
      counts: { actions: 1 },
    });
    const text = await held.control.metrics();
    expect(text).toMatch(
      /tmf654_requests_total\{operation="createTopupBalance",.*status="201"\} \d+/,
    );
    expect(text).toContain("tmf654_actions 1\n");
  });

  test("reset, with the scenario of the start or another", async () => {
    await api.topup("ana-main", { amount: 1, units: "EUR" });
    await held.control.reset();
    expect(await api.remaining("ana-main")).toBe(25.5);
    const { counts } = await held.control.reset("low-balance");
    expect(counts.buckets).toBe(4);
  });

  test("seed adds built-in scenarios, other scenarios and generated subscribers", async () => {
    const { counts } = await held.control.reset("empty");
    expect(counts.buckets).toBe(0);
    await held.control.seed({ scenario: "new-subscriber,low-balance" });
    await held.control.seed({
      scenario: {
        name: "mine",
        description: "One of my own.",
        subscribers: [
          {
            key: "me",
            name: "Me",
            msisdn: "447700900999",
            buckets: [
              { key: "main", usageType: "monetary", name: "Mine", amount: 3, units: "GBP" },
            ],
          },
        ],
      },
    });
    expect(await api.remaining("me-main")).toBe(3);
    const more = await held.control.seed({ subscribers: 20 });
    expect(more.counts.buckets).toBeGreaterThan(45);
    const again = await held.control.seed({ subscribers: 20 });
    expect(again.counts.buckets).toBeGreaterThan(more.counts.buckets + 39);
  });

  test("a scenario and subscribers are both added, or neither", async () => {
    await held.control.reset("empty");
    const last = {
      key: "s9999999",
      name: "Last",
      msisdn: "15559999999",
      buckets: [{ key: "a", usageType: "sms", name: "A", amount: 1, units: "SMS" } as const],
    };
    const scenario = { name: "last", description: "", subscribers: [last] };
    const asked = held.control.seed({ scenario, subscribers: 1 });
    await expect(asked).rejects.toMatchObject({ status: 400, issues: [{ path: "subscribers" }] });
    expect((await held.control.state()).counts.buckets).toBe(0);
  });

  test("an invalid scenario is a 400 with the path", async () => {
    await expect(held.control.seed({ scenario: "nope" })).rejects.toMatchObject({ status: 400 });
    const cut = { name: "cut", description: "", subscribers: [{ key: "a" }] } as never;
    await expect(held.control.reset(cut)).rejects.toThrow(
      /scenario\.subscribers\[0\]\.buckets: is missing/,
    );
    const twice = held.control.seed({ scenario: "low-balance,everyday" });
    await expect(twice).rejects.toThrow(/ana-main/);
    expect((await sendTo(mock)({ path: "/bucket/leo-main" })).status).toBe(404);
  });

  test("snapshot and restore", async () => {
    const before = await held.control.snapshot();
    await api.topup("ana-main", { amount: 1, units: "EUR" });
    await held.control.restore(before);
    expect(await api.remaining("ana-main")).toBe(25.5);
    expect(await api.get("/balanceActionHistory")).toEqual([]);
    await expect(held.control.restore({} as never)).rejects.toMatchObject({ status: 400 });
  });

  test("a snapshot with a broken record is refused, and the data stays", async () => {
    const whole = await held.control.snapshot();
    const [bucket] = whole.store.buckets;
    const broken = [{ buckets: [{ id: 1 }] }, { buckets: [bucket, 5] }, { actions: [{}] }];
    for (const part of broken) {
      const snapshot = { ...whole, store: { ...whole.store, ...part } } as never;
      await expect(held.control.restore(snapshot)).rejects.toMatchObject({ status: 400 });
    }
    expect(await api.remaining("ana-main")).toBe(25.5);
  });

  test("reads, sets, advances, runs and stops the clock", async () => {
    expect(await held.control.clock.advance("P1M")).toEqual({
      now: "2026-04-10T12:00:00.000Z",
      mode: "set",
    });
    expect((await held.control.clock.set("2026-05-01T00:00:00Z")).now).toBe(
      "2026-05-01T00:00:00.000Z",
    );
    expect((await held.control.clock.run()).mode).toBe("real");
    expect((await held.control.clock.stop()).mode).toBe("set");
    await expect(held.control.clock.advance("a while")).rejects.toMatchObject({ status: 400 });
  });

  test("sets a profile by its name or its value", async () => {
    await held.control.setProfile({ name: "certified" });
    expect((await sendTo(mock)({ path: "/transferBalance" })).status).toBe(405);
    await held.control.setProfile({ name: "mine", ledger: { refusals: "reject" } });
    expect((await api.reserve("ana-main", { amount: 99, units: "EUR" })).status).toBe(409);
    const wrong = { name: "mine", ledger: { refusals: "shrug" } } as never;
    await expect(held.control.setProfile(wrong)).rejects.toMatchObject({
      issues: [{ path: "ledger.refusals" }],
    });
    await held.control.setProfile({ name: "reference" });
  });

  test("adds, lists, removes and clears fault rules", async () => {
    const match = { operation: "retrieveBucket" };
    const { id } = await held.control.faults.add({ match, fault: { kind: "status", status: 503 } });
    expect((await sendTo(mock)({ path: "/bucket/ana-main" })).status).toBe(503);
    expect(await held.control.faults.list()).toMatchObject([{ id, applied: 1 }]);
    await held.control.faults.remove(id);
    expect((await sendTo(mock)({ path: "/bucket/ana-main" })).status).toBe(200);
    await expect(held.control.faults.remove(id)).rejects.toMatchObject({ status: 404 });
    await held.control.faults.clear();
  });

  test("journal: recent requests with their responses and contract issues", async () => {
    await api.topup("ana-main", { amount: 1, units: "EUR" });
    await api.post("topupBalance", { amount: { amount: "ten" } });
    await api.topup("ana-main", { amount: 1, units: "EUR" }, { recurringPeriod: "weekly" });
    const [good, bad, odd] = await held.control.journal("createTopupBalance");
    expect([bad, odd].map((each) => (each?.number ?? 0) - (good?.number ?? 0))).toEqual([1, 2]);
    expect(good).toMatchObject({ status: 201, time: start, issues: [], warnings: [] });
    expect(odd).toMatchObject({ status: 201, issues: [] });
    expect(odd?.warnings.map(({ code }) => code)).toEqual(["periodWithoutAutoTopup"]);
    expect(bad?.warnings).toEqual([]);
    expect(good?.requestHeaders["content-type"]).toBe("application/json");
    expect(bad).toMatchObject({ status: 400, method: "POST", path: "/topupBalance" });
    expect(bad?.requestBody).toEqual({ amount: { amount: "ten" } });
    expect(bad?.issues.map(({ path }) => path)).toContain("amount.amount");
    await held.control.clearJournal();
    expect(await held.control.journal()).toEqual([]);
  });

  test("spends from, suspends, resumes and expires a bucket", async () => {
    const { subscribers } = held.control;
    await subscribers.spend("ana-main", { amount: 5.5, units: "EUR" });
    expect(await api.remaining("ana-main")).toBe(20);
    expect(await subscribers.suspend("ana-main")).toMatchObject({ status: "suspended" });
    expect(await subscribers.resume("ana-main")).toMatchObject({ status: "active" });
    expect(await subscribers.expire("ana-main")).toMatchObject({ status: "expired" });
    const spent = subscribers.spend("ana-main", { amount: 1, units: "EUR" });
    await expect(spent).rejects.toMatchObject({ status: 409, code: "bucketExpired" });
    await expect(subscribers.suspend("nobody")).rejects.toBeInstanceOf(ControlError);
  });

  test("a 404 names what is unknown", async () => {
    const { subscribers } = held.control;
    const amount = { amount: 1, units: "EUR" };
    await expect(subscribers.spend("nothing", amount)).rejects.toThrow(/no bucket with that id/);
    await expect(subscribers.reverseTopup("nothing")).rejects.toThrow(/no top-up with that id/);
    const unknown = subscribers.spendAcross("15550009999", amount);
    await expect(unknown).rejects.toThrow(/no bucket of that number/);
  });

  test("a voucher keeps the usage type that was seeded", async () => {
    const pack = { code: "SMS-50", amount: 50, units: "SMS", usageType: "sms" } as const;
    await held.control.subscribers.addVoucher(pack);
    expect(await held.control.subscribers.vouchers()).toContainEqual(
      expect.objectContaining({ code: "SMS-50", usageType: "sms" }),
    );
  });

  test("addVoucher", async () => {
    await held.control.subscribers.addVoucher({
      code: "NEW-1",
      amount: 3,
      units: "EUR",
      usageType: "monetary",
    });
    const { json } = await api.topup("ana-main", { amount: 0, units: "EUR" }, { voucher: "NEW-1" });
    expect(json.status).toBe("completed");
    const odd = { code: "ODD", amount: 1e300, units: "EUR", usageType: "monetary" } as const;
    await expect(held.control.subscribers.addVoucher(odd)).rejects.toThrow(/ODD: 1e\+300 EUR/);
    const used = (await held.control.subscribers.vouchers()).find(({ code }) => code === "NEW-1");
    expect(used).toMatchObject({ state: "used", usedBy: json.id });
  });
});
