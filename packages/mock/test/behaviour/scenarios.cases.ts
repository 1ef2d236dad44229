import { createMock, defaultScenario, type Mock, reference, scenarios } from "@tmf654/mock";
import { describe, expect, test } from "vitest";
import { type Item, sendTo } from "../support/send.ts";
import { createApi, createStoppedMock, money } from "./setup.ts";

const bucketsOf = async (mock: Mock): Promise<readonly Item[]> =>
  (await sendTo(mock)({ path: "/bucket" })).items;

const numberOf = ({ logicalResource }: Item): string =>
  (logicalResource as { id: string }[])[0]?.id ?? "";
const oneBucket = {
  key: "main",
  usageType: "monetary",
  name: "M",
  amount: 1,
  units: "EUR",
} as const;

describe("Faults and scenarios: named starting states", () => {
  test.each([...scenarios.keys()])(
    "%s creates data that is valid in the contract",
    async (scenario) => {
      const mock = createStoppedMock({ scenario });
      const send = sendTo(mock);
      for (const path of [
        "/bucket",
        "/balanceActionHistory",
        "/accumulatedBalance",
        "/topupBalance",
      ]) {
        expect((await send({ path })).status).toBe(200);
      }
    },
  );

  test.each([
    ["points", "point"],
    ["days", "day"],
  ])("a scenario has a bucket in %s, and every action takes this unit", async (units, symbol) => {
    const bucket = { ...oneBucket, key: "points", usageType: "other", amount: 10, units } as const;
    const rosa = { key: "rosa", name: "R", msisdn: "34600000777", buckets: [bucket] };
    const mock = createStoppedMock({
      scenario: { name: "loyalty", description: "", subscribers: [rosa] },
    });
    const send = sendTo(mock);
    const api = createApi(send);
    const toAmount = (amount: number) => ({ amount, units });
    const { json: held } = await api.reserve("rosa-points", toAmount(1));
    const done = await Promise.all([
      api.topup("rosa-points", toAmount(5)),
      api.adjust("rosa-points", toAmount(-2)),
      api.patch("reserveBalance", held.id, { status: "completed", reason: "used" }),
    ]);
    expect(done.map(({ json }) => json.status)).toEqual(Array(3).fill("completed"));
    mock.subscribers.spend("rosa-points", toAmount(1));
    mock.subscribers.spendAcross("34600000777", toAmount(1));
    const { items } = await send({ path: `/bucket?remainingValue.units=${symbol}` });
    expect(items).toMatchObject([
      { remainingValue: { amount: 10, units: symbol }, remainingValueName: `10 ${units}` },
    ]);
    mock.restore(mock.snapshot());
    expect(await api.remaining("rosa-points")).toBe(10);
  });

  test("scenarios compose, by names and in code", async () => {
    const mock = createStoppedMock({ scenario: "low-balance,expired-yesterday" });
    expect((await bucketsOf(mock)).map(({ id }) => id)).toEqual([
      "leo-main",
      "leo-data",
      "leo-voice",
      "leo-sms",
      "evan-main",
      "evan-data",
    ]);
  });

  test("the error of an unknown name lists the known ones", () => {
    expect(() => createMock({ scenario: "low-balanse" })).toThrow(/low-balance/);
    expect(() => createMock({ profile: "strict" })).toThrow(/reference/);
  });

  test("busy-history has a month of actions, failed ones too", async () => {
    const { items } = await sendTo(createStoppedMock({ scenario: "busy-history" }))({
      path: "/balanceActionHistory",
    });
    expect(items.length).toBeGreaterThan(65);
    expect(new Set(items.map(({ status }) => status))).toEqual(new Set(["completed", "failed"]));
  });

  test("seedSubscribers makes the same subscribers each time", async () => {
    const states = await Promise.all(
      [1, 2].map(async () => {
        const mock = createStoppedMock({ scenario: "empty" });
        expect(mock.seedSubscribers(200)).toBe(200);
        return bucketsOf(mock);
      }),
    );
    expect(states[0]).toEqual(states[1]);
    expect(new Set(states[0]?.map(({ status }) => status))).toEqual(
      new Set(["active", "expired", "suspended"]),
    );
  });

  test("seedSubscribers called twice makes the same subscribers as one larger call", async () => {
    const twice = createStoppedMock({ scenario: "empty" });
    expect([twice.seedSubscribers(20), twice.seedSubscribers(30)]).toEqual([20, 30]);
    const once = createStoppedMock({ scenario: "empty" });
    once.seedSubscribers(50);
    expect(await bucketsOf(twice)).toEqual(await bucketsOf(once));
    expect(new Set((await bucketsOf(once)).map(numberOf)).size).toBe(50);
  });

  test("seedSubscribers continues after a gap, and after a snapshot", () => {
    const mock = createStoppedMock({ scenario: "empty", profile: "ctk" });
    mock.seedSubscribers(5);
    mock.engine.remove("bucket", "s0000001-main");
    mock.restore(mock.snapshot());
    mock.seedSubscribers(1);
    expect(mock.engine.retrieve("bucket", "s0000005-main")).toBeDefined();
    expect(mock.engine.retrieve("bucket", "s0000001-main")).toBeUndefined();
  });

  test("above the last number, no subscriber is added", () => {
    const last = { key: "s9999998", name: "L", msisdn: "15559999998", buckets: [oneBucket] };
    const mock = createStoppedMock({
      scenario: { name: "last", description: "", subscribers: [last] },
    });
    const before = mock.counts().buckets;
    expect(() => mock.seedSubscribers(2)).toThrow(/1 more subscriber can be generated/);
    expect(mock.counts().buckets).toBe(before);
  });
});

describe("the seed", async () => {
  const allBuckets = await bucketsOf(createStoppedMock());
  const active = allBuckets.filter(({ status }) => status === "active");
  const units = (bucket: Item) => (bucket.remainingValue as { units: string }).units;
  const value = (bucket: Item) => (bucket.remainingValue as { amount: number }).amount;

  test("has at least 12 subscribers, documented test values last", () => {
    const keys = (defaultScenario.subscribers ?? []).map(({ key }) => key);
    expect(keys.length - 5).toBeGreaterThanOrEqual(12);
    expect(keys.slice(-5)).toEqual(["unknown", "declined", "slow", "limited", "lost"]);
  });

  test("has all five usage types and several currencies", () => {
    expect(new Set(allBuckets.map(({ usageType }) => usageType))).toEqual(
      new Set(["monetary", "data", "voice", "sms", "other"]),
    );
    for (const currency of ["CLP", "USD", "EUR"]) expect(allBuckets.map(units)).toContain(currency);
  });

  test("has a shared family bucket, and expired, suspended, low and empty buckets", () => {
    expect(allBuckets.some(({ isShared }) => isShared === true)).toBe(true);
    expect(allBuckets.some(({ status }) => status === "expired")).toBe(true);
    expect(allBuckets.some(({ status }) => status === "suspended")).toBe(true);
    expect(active.some((bucket) => value(bucket) > 0 && value(bucket) < 1)).toBe(true);
    expect(active.some((bucket) => value(bucket) === 0)).toBe(true);
  });

  test("has an account with a bonus, packs, and a pack that starts later", () => {
    const own = allBuckets.filter(({ id }) => id.startsWith("sofia-"));
    const products = own.map(({ product }) => (product as { id: string }[])[0]?.id);
    expect(new Set(products).size).toBeGreaterThan(3);
    const next = own.find(({ id }) => id === "sofia-next");
    expect(next).toMatchObject({
      status: "suspended",
      validFor: { startDateTime: "2026-03-29T12:00:00.000Z" },
    });
    expect(own.find(({ id }) => id === "sofia-main")?.remainingValue).toEqual(money(4.5));
  });

  test("packs has weeks of history of several kinds", () => {
    const entries = createStoppedMock({ scenario: "packs" }).list("balanceActionHistory");
    expect(new Set(entries.map((entry) => entry["@type"])).size).toBe(4);
    expect(new Set(entries.map(({ status }) => status))).toEqual(new Set(["completed", "failed"]));
    expect(createStoppedMock().list("balanceActionHistory")).toEqual([]);
  });

  test.each([
    ["ana-bonus", "ana-main", "EUR"],
    ["camila-promo", "camila-main", "CLP"],
    ["sofia-bonus", "sofia-main", "EUR"],
  ])("has a bonus that is spent first and never given away: %s", async (bonus, main, currency) => {
    const own = createStoppedMock();
    const { transfer } = createApi(sendTo(own));
    const given = await transfer(bonus, main, money(1, currency));
    expect(given.json).toMatchObject({ failure: { code: "bucketNotTransferable" } });
    const before = own.get("bucket", main)?.remainingValue;
    own.subscribers.spendAcross(numberOf(own.get("bucket", main) as Item), money(1, currency));
    expect(own.get("bucket", main)?.remainingValue).toEqual(before);
  });

  test("everyday has weeks of history of several people, and the balances of the default scenario", async () => {
    const mock = createStoppedMock({ scenario: "everyday" });
    const entries = mock.list("balanceActionHistory");
    expect(new Set(entries.map((entry) => entry["@type"])).size).toBe(4);
    const accounts = entries.map(({ partyAccount }) => (partyAccount as { id: string }).id);
    expect(new Set(accounts).size).toBeGreaterThan(4);
    const instants = entries.map(({ requestedDate }) => Date.parse(String(requestedDate)));
    expect(Math.max(...instants) - Math.min(...instants)).toBeGreaterThan(21 * 86_400_000);
    const failed = entries.filter(({ status }) => status === "failed");
    expect(failed).toMatchObject([{ failure: { code: "paymentDeclined" } }]);
    const own = await bucketsOf(mock);
    expect(own).toEqual(allBuckets.filter(({ id }) => own.some((bucket) => bucket.id === id)));
    expect(own.length).toBeGreaterThan(30);
  });

  test.each([
    ["ines-main", 4.99, undefined],
    ["ines-main", 5, 30],
    ["ines-main", 10, 90],
    ["ana-main", 10, 184],
    ["ana-main", 20, 365],
  ])("a top-up brings validity by amount, and revives an expired line: %s, %d", async (...row) => {
    const [id, amount, days] = row;
    const own = createStoppedMock();
    const { topup, get } = createApi(sendTo(own));
    const { json } = await topup(id, money(amount));
    const bucket = await get(`/bucket/${id}`);
    if (days === undefined) {
      expect(json).toMatchObject({ status: "failed", failure: { code: "bucketExpired" } });
      expect(bucket.status).toBe("expired");
      return;
    }
    expect([json.status, bucket.status]).toEqual(["completed", "active"]);
    const { endDateTime } = bucket.validFor as { endDateTime: string };
    expect((Date.parse(endDateTime) - own.clock.now()) / 86_400_000).toBe(days);
  });

  test("each currency of the default scenario has a validity for a top-up", () => {
    const rules = reference.ledger.topupValidity ?? [];
    const currencies = new Set(rules.map(({ atLeast }) => atLeast.units));
    const own = allBuckets.filter(({ usageType }) => usageType === "monetary").map(units);
    expect(new Set(own.filter((each) => !currencies.has(each)))).toEqual(new Set());
  });

  test("has at least two active buckets of data and of money in one unit", () => {
    for (const usageType of ["data", "monetary"]) {
      const counts = new Map<string, number>();
      for (const bucket of active) {
        if (bucket.usageType === usageType)
          counts.set(units(bucket), (counts.get(units(bucket)) ?? 0) + 1);
      }
      expect(Math.max(...counts.values())).toBeGreaterThanOrEqual(2);
    }
  });
});

describe("reads without HTTP", () => {
  const mock = createStoppedMock();

  test("get returns the resource that GET returns", async () => {
    const { json } = await sendTo(mock)({ path: "/bucket/ana-main" });
    expect(mock.get("bucket", "ana-main")).toEqual(json);
    expect(mock.get("bucket", "unknown-main")).toBeUndefined();
  });

  test("list returns every resource of a type", async () => {
    const { items } = await sendTo(mock)({ path: "/bucket" });
    expect(mock.list("bucket")).toEqual(items);
    expect(mock.list("topupBalance")).toEqual([]);
  });
});
