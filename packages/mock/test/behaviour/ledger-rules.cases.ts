import { reference } from "@tmf654/mock";
import { describe, expect, test } from "vitest";
import { type Item, sendTo } from "../support/send.ts";
import { createApi, createStoppedMock, failureOf, money } from "./setup.ts";

/** An API of a mock with a policy, and the mock. */
function withPolicy(ledger: (typeof reference)["ledger"] = {}) {
  const mock = createStoppedMock({ profile: { ...reference, ledger } });
  return { mock, api: createApi(sendTo(mock)) };
}

describe("Reservation: resize", () => {
  test("an open reservation gets another size by PATCH", async () => {
    const { api } = withPolicy();
    const { json } = await api.reserve("ana-main", money(10));
    const id = String(json.id);
    const resize = (amount: number) =>
      api.patch("reserveBalance", id, {
        status: "created",
        reason: "more",
        amount: money(amount),
      });
    expect((await resize(15)).json).toMatchObject({ status: "created", amount: money(15) });
    expect([await api.remaining("ana-main"), await api.held("ana-main")]).toEqual([10.5, 15]);
    const { status, error } = await resize(100);
    expect([status, error.code]).toEqual([409, "insufficientBalance"]);
    await resize(5);
    expect([await api.remaining("ana-main"), await api.held("ana-main")]).toEqual([20.5, 5]);
  });
});

describe("Top-up: auto-top-up by PATCH and by balance", () => {
  const auto = { isAutoTopup: true };

  test("isAutoTopup: false cancels the auto-top-up", async () => {
    const { api } = withPolicy();
    const { json } = await api.topup("ana-main", money(5), { ...auto, recurringPeriod: "weekly" });
    const body = { isAutoTopup: false, status: "created", reason: "enough" };
    const ended = await api.patch("topupBalance", String(json.id), body);
    expect(ended.json).toMatchObject({ status: "cancelled", isAutoTopup: false });
  });

  test("without a period the auto-top-up waits for a low balance", async () => {
    const { api } = withPolicy({ lowBalance: { monetary: money(5) } });
    const { status, json } = await api.topup("ana-main", money(20), auto);
    expect([status, json.status]).toEqual([201, "created"]);
    await api.adjust("ana-main", money(-20));
    expect(await api.remaining("ana-main")).toBe(5.5);
    await api.adjust("ana-main", money(-1));
    expect(await api.remaining("ana-main")).toBe(24.5);
  });

  test.each([{ recurringPeriod: "weekly" }, { numberOfPeriods: 2, isAutoTopup: false }])(
    "%o without an auto-top-up has no effect",
    async (more) => {
      const { api } = withPolicy();
      const { json } = await api.topup("ana-main", money(5), more);
      expect(json.status).toBe("completed");
    },
  );
});

describe("Transfer: airtime to data", () => {
  const worth = { amount: 500, units: "MB" };
  const rate = { from: "monetary", to: "data", amount: money(1), worth } as const;

  test("airtime becomes data at a rate of the profile", async () => {
    const { api } = withPolicy({ conversions: [rate] });
    const before = Number(await api.remaining("ana-data"));
    const { json } = await api.transfer("ana-main", "ana-data", money(2.048));
    expect(json).toMatchObject({
      status: "completed",
      creditedAmount: { units: "GB", amount: 1 },
    });
    expect(await api.remaining("ana-data")).toBe(before + 1);
    expect(await api.remaining("ana-main")).toBe(23.452);
  });

  test("without a rate the transfer is refused, and is not a malformed request", async () => {
    const { api } = withPolicy();
    const reply = await api.transfer("ana-main", "ana-data", money(2));
    expect([reply.status, failureOf(reply)]).toMatchObject([
      201,
      { code: "usageTypeMismatch", side: "receiver" },
    ]);
  });
});

describe("Top-up: bonus, fee and tax of a profile", () => {
  const rule = { usageType: "monetary", atLeast: money(20) } as const;

  test("a bonus is a child in the history, and a tax is taken before the credit", async () => {
    const bonus = { amount: 1, units: "GB" };
    const { api } = withPolicy({
      topupBonuses: [{ ...rule, bonus, to: "data" }],
      topupTaxes: [{ ...rule, percent: 10 }],
    });
    const before = Number(await api.remaining("ana-data"));
    const { json } = await api.topup("ana-main", money(20));
    expect(json).toMatchObject({ amount: money(20), creditedAmount: money(18) });
    expect(await api.remaining("ana-main")).toBe(43.5);
    expect(await api.remaining("ana-data")).toBe(before + 1);
    expect(await api.get("/balanceActionHistory")).toMatchObject([
      { amount: bonus, balanceTopup: { id: json.id, role: "parent" } },
      { id: json.id },
    ]);
  });
});

describe("Top-up: emergency credit and negative balance", () => {
  test.each([{}, { validFor: { endDateTime: "2027-01-01T00:00:00Z" } }])(
    "an emergency credit of 0 takes all that the policy gives, with %j",
    async (more) => {
      const { api } = withPolicy({ emergencyCredit: { monetary: { amount: money(5) } } });
      const paymentMethod = { id: "advance", "@type": "EmergencyCredit" };
      const { json } = await api.topup("ana-main", money(0), { paymentMethod, ...more });
      expect(json).toMatchObject({ status: "completed", amount: money(5) });
    },
  );

  test("is requested by the payment method, shown as owed and paid back", async () => {
    const { api } = withPolicy({
      emergencyCredit: { monetary: { amount: money(5), fee: money(1) } },
    });
    const paymentMethod = { id: "advance", "@type": "EmergencyCredit" };
    const { json } = await api.topup("ana-main", money(5), { paymentMethod });
    expect(json.status).toBe("completed");
    expect(await api.get("/bucket/ana-main")).toMatchObject({
      remainingValue: money(30.5),
      owedValue: money(6),
    });
    expect((await api.topup("ana-main", money(10))).json.creditedAmount).toEqual(money(4));
    expect(await api.get("/bucket/ana-main")).not.toHaveProperty("owedValue");
  });

  test("a balance below zero survives a snapshot", async () => {
    const { mock, api } = withPolicy({ overdraft: { monetary: money(10) } });
    mock.subscribers.spend("ana-main", money(30));
    expect(await api.remaining("ana-main")).toBe(-4.5);
    const snapshot = JSON.parse(JSON.stringify(mock.snapshot()));
    mock.reset();
    mock.restore(snapshot);
    expect(await api.remaining("ana-main")).toBe(-4.5);
  });
});

describe("The control plane: reversal of a top-up", () => {
  test("reverseTopup reverses a top-up once", async () => {
    const { mock, api } = withPolicy();
    const id = String((await api.topup("ana-main", money(10))).json.id);
    const back = mock.subscribers.reverseTopup(id, { reason: "wrong number" });
    expect(back).toMatchObject({
      status: "completed",
      amount: money(-10),
      reason: "wrong number",
      balanceTopup: { id, role: "reversed" },
    });
    expect(await api.remaining("ana-main")).toBe(25.5);
    expect(await api.get(`/adjustBalance/${back.id}`)).toEqual(back);
    expect(() => mock.subscribers.reverseTopup(id)).toThrow("already reversed");
    expect(() => mock.subscribers.reverseTopup("nothing")).toThrow("no resource has this id");
  });

  test("reverseTopup takes the bonus back, as an adjustment in the history of its bucket", async () => {
    const rule = { usageType: "monetary", atLeast: money(10) } as const;
    const { mock, api } = withPolicy({
      topupBonuses: [{ ...rule, bonus: { amount: 1, units: "GB" }, to: "data" }],
    });
    const before = await api.remaining("ana-data");
    const { json } = await api.topup("ana-main", money(20));
    mock.restore(JSON.parse(JSON.stringify(mock.snapshot())));
    mock.subscribers.reverseTopup(String(json.id), { reason: "wrong number" });
    expect(await api.remaining("ana-data")).toBe(before);
    expect(await api.get("/balanceActionHistory?bucket.id=ana-data")).toMatchObject([
      {
        "@type": "AdjustBalance",
        amount: { amount: -1, units: "GB" },
        reason: "wrong number",
        balanceTopup: { role: "reversed" },
      },
      { "@type": "TopupBalance", amount: { amount: 1, units: "GB" } },
    ]);
    const whole = [{ amount: money(-20) }, {}, {}, { amount: money(20) }];
    expect(await api.get("/balanceActionHistory")).toMatchObject(whole);
  });
});

describe("The control plane: usage of a subscriber", () => {
  test("spendAcross debits several buckets, and each part is in the history", async () => {
    const { mock, api } = withPolicy();
    const ana = "+34600000101";
    const buckets = mock.subscribers.bucketsOf(ana);
    expect(buckets).toContain("ana-main");
    const after = mock.subscribers.spendAcross(ana, { ...money(1), description: "a call" });
    expect(after.map(({ id }) => id)).toEqual(buckets);
    expect(await api.get("/balanceActionHistory")).toMatchObject([
      {
        "@type": "ReserveBalance",
        status: "completed",
        description: "a call",
        amount: money(1),
        logicalResource: [{ id: "34600000101" }],
      },
    ]);
    expect(() => mock.subscribers.spendAcross(ana, money(1e6))).toThrow("insufficient balance");
    expect(() => mock.subscribers.spendAcross("1", money(1))).toThrow("buckets of");
  });

  test("usage of a shared bucket names the number that used it, in the history and the activities", async () => {
    const { mock, api } = withPolicy();
    const targets: unknown[] = [];
    mock.activity.listen((activity) => {
      if (activity.kind === "command") targets.push([activity.command, activity.target]);
    });
    const gb = { amount: 1, units: "GB" };
    mock.subscribers.spendAcross("+44 7700 900108", gb);
    mock.subscribers.spend("grace-family", gb);
    expect(targets).toEqual([
      ["use", "447700900108"],
      ["use", "grace-family"],
    ]);
    const numbers = async (filter: string) => {
      const found = await api.get(`/balanceActionHistory${filter}`);
      return (found as unknown as Item[]).map(({ logicalResource }) =>
        (logicalResource as { id: string }[]).map(({ id }) => id),
      );
    };
    const family = ["447700900107", "447700900108", "447700900109"];
    expect(await numbers("?bucket.id=grace-family")).toEqual([family, ["447700900108"]]);
    expect(await numbers("?logicalResource.id=447700900109")).toEqual([family]);
  });

  test("spend is in the history, with its event", async () => {
    const { mock, api } = withPolicy();
    const types: unknown[] = [];
    mock.events.listen(({ eventType }) => types.push(eventType));
    expect(mock.subscribers.spend("ana-main", money(5.5)).remainingValue).toEqual(money(20));
    expect(await api.get("/balanceActionHistory?bucket.id=ana-main")).toMatchObject([
      { "@type": "ReserveBalance", status: "completed", amount: money(5.5) },
    ]);
    expect(types).toEqual(["ReserveBalanceCreateEvent"]);
  });
});

describe("Bucket life: stages of a profile", () => {
  test("a bucket passes through the stages of the profile", async () => {
    const { mock, api } = withPolicy({ lifecycle: { graceDays: 2, barredDays: 3 } });
    mock.subscribers.expire("ana-main");
    const stages: unknown[] = [];
    for (let day = 0; day < 6; day += 1) {
      const { status, lifeStage } = await api.get("/bucket/ana-main");
      const active = await api.get("/bucket?status=active&id=ana-main");
      stages.push([status, lifeStage, (active as unknown as unknown[]).length]);
      await mock.clock.advance("P1D");
    }
    expect(stages).toEqual([
      ["active", "grace", 1],
      ["active", "grace", 1],
      ["expired", "barred", 0],
      ["expired", "barred", 0],
      ["expired", "barred", 0],
      ["expired", "terminated", 0],
    ]);
    expect(await api.remaining("ana-main")).toBe(0);
  });
});

describe("Events: signals of a profile", () => {
  test("signals of the profile are events that are marked as extensions", async () => {
    const { mock, api } = withPolicy({
      signals: ["completed", "lowBalance", "expiringSoon"],
      lowBalance: { monetary: money(5) },
      delayMs: { topup: 1000 },
    });
    const types: unknown[] = [];
    mock.events.listen(({ eventType, isExtension, correlationId }) => {
      types.push([eventType, isExtension, correlationId]);
    });
    mock.subscribers.spend("ana-main", money(22));
    // With a database, a listener is called when the event is stored.
    await expect.poll(() => types).toHaveLength(2);
    expect(types.shift()).toEqual(["ReserveBalanceCreateEvent", undefined, expect.any(String)]);
    expect(types).toEqual([["BucketLowBalanceEvent", true, "ana-main"]]);
    const { json } = await api.topup("ana-main", money(1));
    await mock.clock.advance("PT1S");
    expect(types.slice(1)).toEqual([
      ["TopupBalanceCreateEvent", undefined, json.id],
      ["TopupBalanceCompletedEvent", true, json.id],
    ]);
    await mock.clock.advance("P365D");
    expect(types).toContainEqual(["BucketExpiringSoonEvent", true, "ana-main"]);
  });

  test("a registration's query may name an extension event", async () => {
    const { mock } = withPolicy();
    const callback = "http://localhost:1/x";
    const query = "eventType=BucketLowBalanceEvent";
    expect(mock.engine.registerListener({ callback, query })).toMatchObject({ kind: "succeeded" });
  });
});
