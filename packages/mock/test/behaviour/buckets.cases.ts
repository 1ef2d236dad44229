import { beforeEach, describe, expect, test } from "vitest";
import { describeTransports } from "../support/send.ts";
import { createApi, createStoppedMock, money, start } from "./setup.ts";

describeTransports("buckets", createStoppedMock, ({ send, mock }) => {
  const api = createApi(send);
  beforeEach(() => mock().reset());

  test("Amounts: 0.1 + 0.2 is 0.3", async () => {
    await api.adjust("farid-main", money(0.1));
    await api.adjust("farid-main", money(0.2));
    expect(await api.remaining("farid-main")).toBe(0.3);
  });

  test.each([
    ["not a whole number of steps", money(0.0000001)],
    ["more than 15 significant digits", money(1234567890.1234567)],
    ["beyond 2^53 - 1 steps", money(1e15)],
    ["without amount", { units: "EUR" }],
    ["without units", { amount: 1 }],
  ])("Amounts: an amount %s is a 400", async (_, amount) => {
    expect((await api.topup("ana-main", amount)).status).toBe(400);
    expect(await api.remaining("ana-main")).toBe(25.5);
  });

  test("Amounts: a balance that would need more steps is refused as balanceCeilingExceeded", async () => {
    await api.adjust("ana-main", money(9_000_000_000));
    const { json } = await api.adjust("ana-main", money(9_000_000_000));
    expect(json.failure).toMatchObject({ code: "balanceCeilingExceeded" });
  });

  test("Amounts: within one dimension units convert, and every value shown can be posted back", async () => {
    await api.reserve("ana-data", { amount: 1, units: "B" });
    const { remainingValue } = await api.get("/bucket/ana-data");
    const { json } = await api.reserve("ana-data", remainingValue as object);
    expect(json.status).toBe("created");
    expect(await api.remaining("ana-data")).toBe(0);
  });

  test("Amounts: the text of a balance never shows more than there is", async () => {
    const spent = { amount: 20, units: "s" };
    await api.reserve("ana-voice", spent, { usageType: "voice" });
    const bucket = await api.get("/bucket/ana-voice");
    expect(bucket.remainingValue).toEqual({ amount: 183.666666666666, units: "min" });
    expect(bucket.remainingValueName).toBe("183.666666 min");
  });

  test("Amounts: remainingValueName is the formatted remaining value", async () => {
    expect((await api.get("/bucket/camila-main")).remainingValueName).toMatch(/4,990/);
    expect((await api.get("/bucket/camila-data")).remainingValueName).toBe("1.69 GB");
  });

  test.each([
    ["active", "ana-main"],
    ["expired", "ines-main"],
    ["suspended", "jonas-main"],
  ])("Bucket life: a bucket's status is derived: %s", async (status, id) => {
    expect((await api.get(`/bucket/${id}`)).status).toBe(status);
  });

  test("Bucket life: suspended has precedence over expired; without an end a bucket does not expire", async () => {
    mock().subscribers.suspend("ines-main");
    expect((await api.get("/bucket/ines-main")).status).toBe("suspended");
    await mock().clock.advance("P50Y");
    expect((await api.get("/bucket/liam-main")).status).toBe("active");
  });

  test("Bucket life: at expiry the value stays shown and frozen, and revival makes it spendable", async () => {
    await mock().clock.advance("P15D");
    expect(await api.get("/bucket/ana-bonus")).toMatchObject({
      status: "expired",
      remainingValue: money(5),
    });
    const validFor = { endDateTime: "2026-06-01T00:00:00Z" };
    await api.topup("ana-bonus", money(1), { validFor });
    expect((await api.reserve("ana-bonus", money(6))).json.status).toBe("created");
  });

  test("Bucket life: filters find a bucket as expired at the instant of its end", async () => {
    const find = async () => {
      const path = "/bucket?partyAccount.id=acc-ana&status=expired&fields=id";
      return (await send({ path })).items.map(({ id }) => id);
    };
    expect(await find()).toEqual([]);
    await mock().clock.advance("P12D");
    expect(await find()).toEqual(["ana-data", "ana-night", "ana-voice", "ana-sms"]);
    await mock().clock.set(start);
    expect(await find()).toEqual([]);
  });

  test("Bucket life: every bucket has id, href, status, usageType and confirmationDate", async () => {
    const { items } = await send({ path: "/bucket" });
    for (const bucket of items) {
      const { id, href, status, usageType, confirmationDate } = bucket;
      for (const value of [id, href, status, usageType, confirmationDate]) {
        expect(typeof value).toBe("string");
      }
      expect(bucket.logicalResource).not.toEqual([]);
      expect(bucket).toMatchObject({ partyAccount: { id: expect.any(String) } });
    }
  });

  test.each([
    ["POST", "/bucket", { usageType: "data" }],
    ["DELETE", "/bucket/ana-main", undefined],
  ])("Reads: %s %s is not in the published contract: 405", async (method, path, body) => {
    expect((await send({ method, path, body })).status).toBe(405);
  });

  describe("Reads: accumulatedBalance", () => {
    test("one per account, usage type and currency, with stable ids and names", async () => {
      const { items } = await send({ path: "/accumulatedBalance?partyAccount.id=acc-ana" });
      expect(items.map(({ id, name, totalBalance }) => [id, name, totalBalance])).toEqual([
        ["acc-ana-monetary-EUR", "monetary EUR", money(30.5)],
        ["acc-ana-data", "data", { amount: 27.25, units: "GB" }],
        ["acc-ana-voice", "voice", { amount: 184, units: "min" }],
        ["acc-ana-sms", "sms", { amount: 96, units: "SMS" }],
      ]);
    });

    test("reserved amounts are not included", async () => {
      await api.reserve("ana-main", money(10));
      expect((await api.get("/accumulatedBalance/acc-ana-monetary-EUR")).totalBalance).toEqual(
        money(20.5),
      );
    });

    test("only active buckets count: an account without active buckets has no entry", async () => {
      for (const account of ["acc-ines", "acc-jonas"]) {
        const path = `/accumulatedBalance?partyAccount.id=${account}`;
        expect((await send({ path })).items).toEqual([]);
      }
      expect((await send({ path: "/accumulatedBalance/acc-ines-data" })).status).toBe(404);
    });

    test("a shared bucket counts once", async () => {
      const path = "/accumulatedBalance?partyAccount.id=acc-okafor&name=data";
      const { items } = await send({ path });
      expect(items.map(({ totalBalance }) => totalBalance)).toEqual([
        { amount: 38.5, units: "GB" },
      ]);
    });

    test("filters on logicalResource.id and product.id select the buckets before they are summed", async () => {
      const totalOf = async (filter: string) =>
        (await send({ path: `/accumulatedBalance?${filter}&name=monetary%20GBP` })).items.map(
          ({ totalBalance }) => totalBalance,
        );
      expect(await totalOf("partyAccount.id=acc-okafor")).toEqual([money(18.2, "GBP")]);
      expect(await totalOf("logicalResource.id=447700900108")).toEqual([money(3.2, "GBP")]);
      expect(await totalOf("product.id=prod-grace")).toEqual([money(15, "GBP")]);
    });
  });

  describe("Reads: balanceActionHistory", () => {
    test("every action, including failed and deleted ones, newest first", async () => {
      await api.topup("ana-main", money(1));
      await mock().clock.advance("PT1M");
      await api.reserve("ana-main", money(1000));
      const { json } = await api.adjust("ana-main", money(1));
      await api.remove("adjustBalance", json.id);
      const { items } = await send({ path: "/balanceActionHistory" });
      expect(items.map((item) => [item["@type"], item.status])).toEqual([
        ["AdjustBalance", "completed"],
        ["ReserveBalance", "failed"],
        ["TopupBalance", "completed"],
      ]);
    });

    test("its id is the id of the action", async () => {
      const { json } = await api.topup("ana-main", money(1));
      expect((await api.get(`/balanceActionHistory/${json.id}`)).id).toBe(json.id);
    });

    test.each([
      ["the receiver's", () => api.transfer("ana-main", "liam-main", money(1)), "353209100113"],
      [
        "the first of the action's own",
        () => api.topup("ana-main", money(1), { logicalResource: [{ id: "999" }] }),
        "999",
      ],
      ["the bucket's", () => api.topup("ana-main", money(1)), "34600000101"],
      ["the requested bucket id", () => api.topup("nobody-main", money(1)), "nobody-main"],
    ])("receiverLogicalResource is %s", async (_, act, id) => {
      await act();
      const { items } = await send({ path: "/balanceActionHistory" });
      expect(items[0]?.receiverLogicalResource).toMatchObject({ id });
    });
  });
});
