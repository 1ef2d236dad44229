import { beforeEach, describe, expect, test } from "vitest";
import { describeTransports } from "../support/send.ts";
import { createApi, createStoppedMock, failureOf, money } from "./setup.ts";

describeTransports("Reservation", createStoppedMock, ({ send, mock }) => {
  const api = createApi(send);
  beforeEach(() => mock().reset());
  const reason = "call ended";
  const createReservation = async (amount?: object, more: object = {}) =>
    (await api.reserve("ana-main", amount, more)).json.id;
  const consume = (id: string, amount?: object) =>
    api.patch("reserveBalance", id, { status: "completed", reason, ...(amount && { amount }) });
  const balance = async () => [await api.remaining("ana-main"), await api.held("ana-main")];

  test("no amount means all that remains", async () => {
    const { json } = await api.reserve("ana-main");
    expect(json.amount).toEqual(money(25.5));
    expect(await balance()).toEqual([0, 25.5]);
  });

  test("consume: a smaller amount consumes that part and releases the rest", async () => {
    const { json } = await consume(await createReservation(money(10)), money(4));
    expect(json).toMatchObject({
      status: "completed",
      amount: money(4),
      reservedAmount: money(10),
      releasedAmount: money(6),
    });
    expect(await balance()).toEqual([21.5, 0]);
  });

  test("consume: no amount consumes all", async () => {
    const { json } = await consume(await createReservation(money(10)));
    expect(json).toMatchObject({ status: "completed", amount: money(10) });
    expect(await balance()).toEqual([15.5, 0]);
  });

  test("consume: 0 is a 400", async () => {
    const id = await createReservation(money(10));
    expect((await consume(id, money(0))).status).toBe(400);
    expect(await balance()).toEqual([15.5, 10]);
  });

  test("consume: the part above the reserved amount is a new debit", async () => {
    const { json } = await consume(await createReservation(money(10)), money(12));
    expect(json).toMatchObject({ status: "completed", amount: money(12) });
    expect(await balance()).toEqual([13.5, 0]);
  });

  describe("consume above the reserved amount is refused completely, and the reservation stays open", () => {
    test.each<[string, () => unknown]>([
      ["bucketSuspended", () => mock().subscribers.suspend("ana-main")],
      ["bucketExpired", () => mock().subscribers.expire("ana-main")],
      ["insufficientBalance", () => mock().subscribers.spend("ana-main", money(14))],
    ])("%s", async (code, before) => {
      const id = await createReservation(money(10));
      before();
      const { status, error } = await consume(id, money(12));
      expect([status, error.code]).toEqual([409, code]);
      expect((await api.get(`/reserveBalance/${id}`)).status).toBe("created");
      expect(await api.held("ana-main")).toBe(10);
    });
  });

  test("a bucket that expires or is suspended keeps its reservations: consumed up to the reserved amount", async () => {
    const id = await createReservation(money(10));
    mock().subscribers.suspend("ana-main");
    expect((await consume(id, money(10))).status).toBe(200);
  });

  test("a bucket that expires or is suspended keeps its reservations: released", async () => {
    const id = await createReservation(money(10));
    mock().subscribers.expire("ana-main");
    const { status } = await api.patch("reserveBalance", id, { status: "cancelled", reason });
    expect(status).toBe(200);
    expect(await balance()).toEqual([25.5, 0]);
  });

  test("release by PATCH cancelled; amount stays the reserved amount", async () => {
    const id = await createReservation(money(10));
    const { json } = await api.patch("reserveBalance", id, { status: "cancelled", reason });
    expect(json).toMatchObject({ status: "cancelled", amount: money(10) });
    expect(await balance()).toEqual([25.5, 0]);
  });

  test("release by DELETE is 204; then GET is 404 and the history keeps the entry", async () => {
    const id = await createReservation(money(10));
    expect((await api.remove("reserveBalance", id)).status).toBe(204);
    expect((await send({ path: `/reserveBalance/${id}` })).status).toBe(404);
    expect(await api.get(`/balanceActionHistory/${id}`)).toMatchObject({
      "@type": "ReserveBalance",
      status: "cancelled",
    });
    expect(await balance()).toEqual([25.5, 0]);
  });

  test("expiry: when validFor.endDateTime passes, the reservation is released and cancelled", async () => {
    const id = await createReservation(money(10), {
      validFor: { endDateTime: "2026-03-10T12:05:00Z" },
    });
    await mock().clock.advance("PT4M");
    expect(await balance()).toEqual([15.5, 10]);
    await mock().clock.advance("PT1M");
    expect(await balance()).toEqual([25.5, 0]);
    expect((await api.get(`/reserveBalance/${id}`)).status).toBe("cancelled");
  });

  test("repeating a PATCH with the status and amount already recorded is 200 and changes nothing", async () => {
    const id = await createReservation(money(10));
    const first = await consume(id, money(4));
    const again = await consume(id, money(4));
    expect([again.status, again.json]).toEqual([200, first.json]);
    expect(await balance()).toEqual([21.5, 0]);
  });

  test.each([
    ["another amount", { status: "completed", amount: money(5) }],
    ["another status", { status: "cancelled" }],
  ])("another change of a final reservation is reservationClosed: %s", async (_, body) => {
    const id = await createReservation(money(10));
    await consume(id, money(4));
    const { status, error } = await api.patch("reserveBalance", id, { reason, ...body });
    expect([status, error.code]).toEqual([409, "reservationClosed"]);
  });

  test("100 concurrent reservations of 15 on a balance of 1000: exactly 66 succeed", async () => {
    await api.adjust("ana-main", money(974.5));
    const all = await Promise.all(
      Array.from({ length: 100 }, () => api.reserve("ana-main", money(15))),
    );
    expect(all.filter(({ json }) => json.status === "created")).toHaveLength(66);
    const refused = all.filter(({ json }) => json.status === "failed").map(failureOf);
    expect(new Set(refused.map(({ code }) => code))).toEqual(new Set(["insufficientBalance"]));
    expect(await balance()).toEqual([10, 990]);
  });
});
