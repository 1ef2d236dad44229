import { reference } from "@tmf654/mock";
import { describe, expect, test } from "vitest";
import { type Item, sendTo } from "../support/send.ts";
import { createApi, createStoppedMock, failureOf, money, scenarioOfAccount } from "./setup.ts";

/** A mock with a policy, and its API. */
function withPolicy(ledger: (typeof reference)["ledger"] = {}) {
  const mock = createStoppedMock({ profile: { ...reference, ledger } });
  return { mock, api: createApi(sendTo(mock)) };
}
type Api = ReturnType<typeof withPolicy>["api"];

const gb = (amount: number) => ({ amount, units: "GB" });
const endOf = async (api: Api, id: string) =>
  ((await api.get(`/bucket/${id}`)).validFor as { endDateTime: string }).endDateTime;
const list = async (api: Api, path: string) => (await api.get(path)) as unknown as readonly Item[];
const lend = { paymentMethod: { id: "advance", "@type": "EmergencyCredit" } };
const credit = { emergencyCredit: { monetary: { amount: money(5), fee: money(1) } } };

describe("Where systems differ: buckets", () => {
  test("a bonus that is named receives a top-up and a transfer, and gives nothing", async () => {
    const { api } = withPolicy();
    await api.topup("ana-bonus", money(5));
    await api.transfer("ana-main", "ana-bonus", money(1));
    expect(await api.remaining("ana-bonus")).toBe(11);
    const reply = await api.transfer("ana-bonus", "ana-main", money(1));
    expect(failureOf(reply).code).toBe("bucketNotTransferable");
  });

  test("each line of a shared bucket can transfer its value", async () => {
    const { api } = withPolicy();
    const member = { logicalResource: [{ id: "447700900109" }] };
    const { json } = await api.transfer("grace-family", "ben-data", gb(1), member);
    expect(json.status).toBe("completed");
  });

  test("a transfer to another bucket of the account counts for the sum of a day", async () => {
    const { api } = withPolicy({ limits: { transfer: { monetary: { perDay: money(10) } } } });
    await api.transfer("ana-main", "ana-bonus", money(6));
    const reply = await api.transfer("ana-main", "liam-main", money(6));
    expect(failureOf(reply).code).toBe("limitExceeded");
  });

  test("transferred value takes the end of the receiver's bucket, and no end moves", async () => {
    const { api } = withPolicy();
    const ends = () => Promise.all(["ana-data", "ben-data"].map((id) => endOf(api, id)));
    const before = await ends();
    await api.transfer("ana-data", "ben-data", gb(1));
    expect(await ends()).toEqual(before);
  });

  test("a pack stays usable when the main balance ends, and has its own days of grace", async () => {
    const lifecycle = { graceDays: 7, barredDays: 30 };
    const { mock, api } = withPolicy({ lifecycle });
    mock.subscribers.expire("ana-main");
    expect((await api.reserve("ana-data", gb(1))).json.status).toBe("created");
    await mock.clock.advance("P13D");
    expect(await api.get("/bucket/ana-main")).toMatchObject({ lifeStage: "barred" });
    expect(await api.get("/bucket/ana-data")).toMatchObject({ lifeStage: "grace" });
    expect((await api.reserve("ana-data", gb(1))).json.status).toBe("created");
  });

  test("the amount of a data top-up is in units of data, and a price is refused", async () => {
    const { api } = withPolicy();
    expect((await api.topup("ana-data", gb(1))).json.status).toBe("completed");
    const reply = await api.topup("ana-data", money(5), { usageType: "monetary" });
    expect(failureOf(reply).code).toBe("usageTypeMismatch");
  });

  test("a part of a count can be reserved", async () => {
    const { api } = withPolicy();
    await api.reserve("ana-sms", { amount: 0.5, units: "SMS" });
    expect(await api.remaining("ana-sms")).toBe(95.5);
  });
});

describe("Where systems differ: reservations", () => {
  test("without an end and a holding time a reservation outlives its bucket", async () => {
    const { mock, api } = withPolicy();
    const { json } = await api.reserve("ana-data", gb(1));
    await mock.clock.advance("P1Y");
    expect(await api.get("/bucket/ana-data")).toMatchObject({ status: "expired" });
    expect(await api.get(`/reserveBalance/${json.id}`)).toMatchObject({ status: "created" });
  });

  test("a reservation that ended by time is shown like a released reservation", async () => {
    const { mock, api } = withPolicy({ holdingTimeMs: 60_000 });
    const { json } = await api.reserve("ana-main", money(5));
    const { json: other } = await api.reserve("ana-main", money(5));
    await api.remove("reserveBalance", String(other.id));
    await mock.clock.advance("PT1M");
    const [released, ended] = await list(api, "/balanceActionHistory");
    expect(ended).toMatchObject({ id: json.id, confirmationDate: "2026-03-10T12:01:00.000Z" });
    expect([ended?.status, released?.status]).toEqual(["cancelled", "cancelled"]);
    expect(Object.keys(ended ?? {})).toEqual(Object.keys(released ?? {}));
  });

  test("consuming a part closes the reservation: more usage needs another reservation", async () => {
    const { api } = withPolicy();
    const { json } = await api.reserve("ana-data", gb(2));
    const use = (amount: number) =>
      api.patch("reserveBalance", String(json.id), {
        status: "completed",
        reason: "used",
        amount: gb(amount),
      });
    expect((await use(0.5)).status).toBe(200);
    expect((await use(1)).error.code).toBe("reservationClosed");
  });
});

describe("Where systems differ: top-ups", () => {
  const code = "4110 2468 1357";

  test("a top-up with a voucher fails if its other payment is declined", async () => {
    const { api } = withPolicy();
    const declined = { voucher: code, paymentMethod: { id: "pm_declined" } };
    expect(failureOf(await api.topup("ana-main", money(0), declined)).code).toBe("paymentDeclined");
    // The voucher is not used up.
    expect((await api.topup("ana-main", money(0), { voucher: code })).json.status).toBe(
      "completed",
    );
  });

  test("of two vouchers in a request, the one in the member `voucher` is used", async () => {
    const { api } = withPolicy();
    const paymentMethod = { id: "TOPUP-EUR-20", "@referredType": "Voucher" };
    await api.topup("ana-main", money(0), { voucher: code, paymentMethod });
    expect(await api.remaining("ana-main")).toBe(35.5);
    const other = await api.topup("ana-main", money(0), { voucher: "TOPUP-EUR-20" });
    expect(other.json.status).toBe("completed");
  });

  test("a voucher in another currency is voucherAmountMismatch, also with an amount of 0", async () => {
    const { api } = withPolicy();
    const reply = await api.topup("ana-main", money(0), { voucher: "TOPUP-GBP-10" });
    expect(failureOf(reply).code).toBe("voucherAmountMismatch");
  });

  test.each(["USED-EUR-10", "EXPIRED-EUR-10"])(
    "a code that is known, such as %s, does not lock the vouchers",
    async (voucher) => {
      const { api } = withPolicy();
      for (const _ of [1, 2, 3, 4]) await api.topup("ana-main", money(0), { voucher });
      expect((await api.topup("ana-main", money(0), { voucher: code })).json.status).toBe(
        "completed",
      );
    },
  );

  test("a received transfer and an adjustment do not pay an emergency credit back", async () => {
    const { api } = withPolicy(credit);
    await api.topup("farid-main", money(0), lend);
    await api.transfer("ana-main", "farid-main", money(5));
    await api.adjust("farid-main", money(5));
    expect(await api.get("/bucket/farid-main")).toMatchObject({ owedValue: money(6) });
  });

  test("what a terminated bucket owes stays owed, and the account gets no other credit", async () => {
    const { mock, api } = withPolicy({ ...credit, lifecycle: { graceDays: 1, barredDays: 1 } });
    await api.topup("ana-main", money(0), lend);
    mock.seed(scenarioOfAccount("second", "acc-ana"));
    mock.subscribers.expire("ana-main");
    await mock.clock.advance("P2D");
    expect(await api.get("/bucket/ana-main")).toMatchObject({
      lifeStage: "terminated",
      remainingValue: money(0),
      owedValue: money(6),
    });
    const account = { partyAccount: { id: "acc-ana" } };
    const reply = await api.topup("second-main", money(0), { ...lend, ...account });
    expect(failureOf(reply).message).toContain("an earlier credit is owed");
  });

  test("an auto-top-up is listed beside its executions, which alone move value", async () => {
    const { api } = withPolicy();
    const auto = { isAutoTopup: true, recurringPeriod: "weekly", numberOfPeriods: 1 };
    await api.topup("ana-main", money(5), auto);
    const topups = await list(api, "/topupBalance?status=completed");
    expect(topups.map(({ isAutoTopup }) => isAutoTopup)).toEqual([true, undefined]);
    expect(await api.remaining("ana-main")).toBe(30.5);
  });
});

describe("Where systems differ: debts and delays", () => {
  test("a top-up of another bucket does not pay a debt back", async () => {
    const { api } = withPolicy(credit);
    await api.topup("ana-main", money(0), lend);
    await api.topup("ana-bonus", money(5));
    expect(await api.get("/bucket/ana-main")).toMatchObject({ owedValue: money(6) });
    expect(await api.remaining("ana-bonus")).toBe(10);
  });

  test("an auto-top-up by emergency credit fails while an emergency credit is owed", async () => {
    const { mock, api } = withPolicy(credit);
    const auto = { isAutoTopup: true, recurringPeriod: "weekly", ...lend };
    await api.topup("farid-main", money(5), auto);
    await mock.clock.advance("P7D");
    await api.topup("farid-main", money(6));
    await mock.clock.advance("P7D");
    const executions = (await list(api, "/topupBalance?sort=requestedDate")).filter(
      ({ paymentMethod, isAutoTopup }) => paymentMethod && !isAutoTopup,
    );
    expect(executions.map(({ status }) => status)).toEqual(["completed", "failed", "completed"]);
  });

  test("a fee of at least the amount leaves a credit of 0", async () => {
    const fee = { usageType: "monetary", atLeast: money(0), fixed: money(3) } as const;
    const { api } = withPolicy({ topupFees: [fee] });
    expect((await api.topup("ana-main", money(2))).json).toMatchObject({
      status: "completed",
      creditedAmount: money(0),
    });
    expect(await api.remaining("ana-main")).toBe(25.5);
  });

  test("a voucher and an emergency credit below the minimum are limitExceeded", async () => {
    const limits = { topup: { monetary: { minimum: money(11) } } };
    const { api } = withPolicy({ ...credit, limits });
    for (const extra of [{ voucher: "TOPUP-EUR-10" }, lend]) {
      expect(failureOf(await api.topup("ana-main", money(0), extra)).code).toBe("limitExceeded");
    }
  });

  test("an open execution completes after its auto-top-up was cancelled", async () => {
    const { mock, api } = withPolicy();
    const auto = { isAutoTopup: true, recurringPeriod: "weekly" };
    const slow = { ...auto, paymentMethod: { id: "pm_slow" } };
    const { json } = await api.topup("ana-main", money(5), slow);
    await api.remove("topupBalance", String(json.id));
    await mock.clock.advance("P30D");
    expect(await api.remaining("ana-main")).toBe(30.5);
  });

  test("a delayed debit holds nothing, so only the first of two is paid", async () => {
    const { mock, api } = withPolicy({ delayMs: { transfer: 60_000 } });
    for (const _ of [1, 2]) {
      const { json } = await api.transfer("ana-main", "liam-main", money(20));
      expect(json.status).toBe("created");
    }
    expect(await api.remaining("ana-main")).toBe(25.5);
    await mock.clock.advance("PT1M");
    const transfers = await list(api, "/transferBalance");
    expect(transfers.map(({ status }) => status)).toEqual(["completed", "failed"]);
  });
});

describe("Where systems differ: usage", () => {
  const pack = { usageType: "data", name: "Data", amount: 1, units: "GB" } as const;
  const waiting = { ...pack, key: "waiting", ends: "P10D", firstUse: "P30D" };

  test.each([
    ["the sooner last day starts the pack", 0, [1, 0.5]],
    ["a higher number keeps it waiting", 1, [0.5, 1]],
  ])("%s", async (_, priority, amounts) => {
    const { mock, api } = withPolicy();
    const buckets = [
      { ...pack, key: "present", ends: "P20D" },
      { ...waiting, priority },
    ];
    const zoe = { key: "zoe", name: "Zoe", msisdn: "447700900555", buckets };
    mock.seed({ name: "zoe", description: "", subscribers: [zoe] });
    mock.subscribers.spendAcross("447700900555", gb(0.5));
    const remaining = ["zoe-present", "zoe-waiting"].map((id) => api.remaining(id));
    expect(await Promise.all(remaining)).toEqual(amounts);
  });

  test("a release does not undo the first use", async () => {
    const { api } = withPolicy();
    const { json } = await api.reserve("sofia-travel", gb(1), { usageType: "data" });
    await api.remove("reserveBalance", String(json.id));
    expect(await endOf(api, "sofia-travel")).toBe("2026-03-17T12:00:00.000Z");
  });

  test("usage above all balances is refused whole", async () => {
    const { mock, api } = withPolicy();
    expect(() => mock.subscribers.spendAcross("34600000101", money(30.51))).toThrow(
      "insufficient balance",
    );
    expect([await api.remaining("ana-main"), await api.remaining("ana-bonus")]).toEqual([25.5, 5]);
  });

  test("a spent or reserved top-up is reversed in part", async () => {
    const { mock, api } = withPolicy();
    const { json } = await api.topup("farid-main", money(10));
    await api.reserve("farid-main", money(3));
    mock.subscribers.spend("farid-main", money(3));
    const reverse = (amount: number) => mock.subscribers.reverseTopup(String(json.id), { amount });
    expect(() => reverse(4.01)).toThrow("insufficient balance");
    expect(reverse(4)).toMatchObject({ amount: money(-4), status: "completed" });
    expect(() => reverse(1)).toThrow("already reversed");
  });
});
