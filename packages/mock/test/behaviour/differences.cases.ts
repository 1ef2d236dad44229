import { reference } from "@tmf654/mock";
import { describe, expect, test } from "vitest";
import { type Item, sendTo } from "../support/send.ts";
import { createApi, createStoppedMock, failureOf, money } from "./setup.ts";

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

  test("one that ended by time is shown as one that was released", async () => {
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

  test("a consumed part closes it: more usage needs another one", async () => {
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

  test("a voucher with another payment needs both", async () => {
    const { api } = withPolicy();
    const declined = { voucher: code, paymentMethod: { id: "pm_declined" } };
    expect(failureOf(await api.topup("ana-main", money(0), declined)).code).toBe("paymentDeclined");
    // The voucher is not used up.
    expect((await api.topup("ana-main", money(0), { voucher: code })).json.status).toBe(
      "completed",
    );
  });

  test("of two vouchers, the one that is named as such is used", async () => {
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
    await api.topup("ana-bonus", money(0), lend);
    await mock.clock.advance("P30D");
    expect(await api.get("/bucket/ana-bonus")).toMatchObject({
      lifeStage: "terminated",
      remainingValue: money(0),
      owedValue: money(6),
    });
    expect(failureOf(await api.topup("ana-main", money(0), lend)).message).toContain(
      "an earlier one is not paid back",
    );
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
