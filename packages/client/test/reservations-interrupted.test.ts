import { createClient, isTmf654Error, type ReservationRecord } from "@tmf654/client";
import { debitMark } from "@tmf654/client/reservations";
import { describe, expect, test } from "vitest";
import { consumeParams, reservationBody, setUpReservation } from "./helpers/reservation-setup.ts";

describe("an interrupted reservation", () => {
  test("a refused debit after a cancelled reservation carries the record", async () => {
    const setup = await setUpReservation({ PATCH: "405" });
    const taken = { ...reservationBody, amount: { amount: -23, units: "EUR" } };
    setup.hooks.onApplied = (method) => {
      if (method === "DELETE") setup.mock.engine.create("adjustBalance", taken);
    };
    const { error } = await setup.client.safe.reserveBalance.consume(
      setup.reservation.id,
      consumeParams,
    );
    if (!isTmf654Error(error, "DebitFailedError")) throw error;
    expect(error).toMatchObject({ code: "insufficientBalance" });
    expect(error.message).toContain("the reservation is cancelled, but the debit failed");
    const record = JSON.parse(JSON.stringify(error.record));
    expect(record).toMatchObject({
      step: "debit",
      strategy: "cancel",
      refusalCount: 1,
      sent: false,
    });
    expect(Object.keys(error)).not.toContain("record");
    setup.mock.engine.create("topupBalance", {
      ...reservationBody,
      amount: { amount: 23, units: "EUR" },
    });
    const end = await setup.client.reserveBalance.resume(record);
    expect(end).toMatchObject({
      id: setup.reservation.id,
      status: "completed",
      amount: reservationBody.amount,
    });
    expect(setup.balance("ana-main")).toEqual({ spendable: 2050, held: 0 });
  });

  test.each([
    { fault: "lostAfter", verdict: "undecided", held: 500, step: "cancel" },
    { fault: "lostBefore", verdict: "notApplied", held: 500, step: "cancel" },
  ] as const)("DELETE $fault, then no network", async ({ fault, step }) => {
    const setup = await setUpReservation({ PATCH: "405" });
    let isDown = false;
    setup.hooks.fault = (method) => {
      if (method === "PATCH") return "405";
      if (isDown) return "lostBefore";
      isDown = method === "DELETE";
      return isDown ? fault : "none";
    };
    const { error } = await setup.client.safe.reserveBalance.consume(
      setup.reservation.id,
      consumeParams,
    );
    if (!isTmf654Error(error, "UnknownOutcomeError") || !error.record) throw error;
    expect(error.record).toMatchObject({ step, strategy: "cancel" });
    setup.hooks.fault = () => "none";
    const { verdict } = await error.reconcile({ waitMs: 0 });
    expect(verdict).toBe(fault === "lostAfter" ? "undecided" : "notApplied");
    await setup.client.reserveBalance.resume(error.record);
    expect(setup.balance("ana-main")).toEqual({ spendable: 2050, held: 0 });
  });

  test("a debit with a lost response is found at once", async () => {
    const setup = await setUpReservation({ PATCH: "405", POST: "lostAfter" }, {}).catch(
      () => undefined,
    );
    expect(setup).toBeUndefined();
    const other = await setUpReservation({ PATCH: "405" });
    other.hooks.fault = (method) =>
      method === "PATCH" ? "405" : method === "POST" ? "lostAfter" : "none";
    expect(
      (await other.client.reserveBalance.consume(other.reservation.id, consumeParams)).status,
    ).toBe("completed");
    expect(other.balance("ana-main")).toEqual({ spendable: 2050, held: 0 });
  });

  test("on a server that drops `reason`, the caller decides about a lost debit", async () => {
    const setup = await setUpReservation({ PATCH: "405" });
    const { fetch } = setup.options;
    const fetchWithoutReason: typeof fetch = async (url, init) => {
      const response = await fetch(url, init);
      const text = await response.text();
      return new Response(
        response.status === 204 ? null : text.replace(/"reason":"[^"]*",?/g, ""),
        {
          status: response.status,
          headers: response.headers,
        },
      );
    };
    const client = createClient({ ...setup.options, fetch: fetchWithoutReason, retry: false });
    setup.hooks.fault = (method) =>
      method === "PATCH" ? "405" : method === "POST" ? "lostAfter" : "none";
    const { error } = await client.safe.reserveBalance.consume(setup.reservation.id, consumeParams);
    if (!isTmf654Error(error, "UnknownOutcomeError") || !error.record) throw error;
    const again = await client.safe.reserveBalance.resume(error.record);
    expect(again.error?.message).toContain("does not show whether the debit was made");
    const end = await client.reserveBalance.resume(error.record, { debited: true });
    expect(end.status).toBe("completed");
    expect(setup.balance("ana-main")).toEqual({ spendable: 2050, held: 0 });
  });

  test("two calls with keys debit once", async () => {
    const setup = await setUpReservation({ PATCH: "405" }, { idempotency: true });
    const { consume } = setup.client.reserveBalance;
    await Promise.all([
      consume(setup.reservation.id, consumeParams),
      consume(setup.reservation.id, consumeParams),
    ]);
    expect(setup.balance("ana-main")).toEqual({ spendable: 2050, held: 0 });
  });

  test("a record that cannot be stored stops before the next step", async () => {
    const setup = await setUpReservation({ PATCH: "405" });
    const onRecord = () => Promise.reject(new Error("the disk is full"));
    await expect(
      setup.client.reserveBalance.consume(setup.reservation.id, consumeParams, { onRecord }),
    ).rejects.toThrow("the disk is full");
    expect(setup.balance("ana-main")).toEqual({ spendable: 2050, held: 500 });
  });

  test("records are saved before each step and at the end", async () => {
    const setup = await setUpReservation({ PATCH: "405" });
    const steps: unknown[] = [];
    const onRecord = ({ step }: ReservationRecord) => {
      steps.push([step, setup.seen.at(-1)?.split(" ")[0]]);
    };
    await setup.client.reserveBalance.consume(setup.reservation.id, consumeParams, { onRecord });
    expect(steps).toEqual([
      ["cancel", "GET"],
      ["debit", "GET"],
      ["done", "POST"],
    ]);
    const { items } = await setup.client.adjustBalance.list();
    expect(items[0]?.reason).toBe(`paid ${debitMark(setup.reservation.id)}`);
  });

  test.each([
    undefined,
    {},
    { intent: "consume", id: "r1", reason: "paid", step: "debit" },
    { intent: "spend", id: "r1", reason: "paid" },
  ])("resume(%o) is rejected before sending", async (record) => {
    const setup = await setUpReservation();
    const { error } = await setup.client.safe.reserveBalance.resume(record as never);
    expect(error?.code).toBe("invalidRecord");
    expect(setup.seen).toEqual([]);
  });
});
