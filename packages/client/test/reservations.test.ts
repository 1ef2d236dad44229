import { createClient, isTmf654Error } from "@tmf654/client";
import { describe, expect, test } from "vitest";
import { nextStep } from "../src/reservations/decide.ts";
import {
  consumeParams,
  oneHour,
  reservationBody,
  setUpReservation,
  threeEuros,
} from "./helpers/reservation-setup.ts";

describe("the next step of a reservation", () => {
  const open = { status: "created", hasEnd: true, offersDelete: true };
  test.each([
    ["consume", undefined, open, "cancel"],
    ["consume", undefined, { ...open, offersDelete: false }, "expire"],
    ["consume", undefined, { ...open, offersDelete: false, hasEnd: false }, "endless"],
    ["consume", undefined, { ...open, status: "completed" }, "finish"],
    ["consume", undefined, { ...open, status: "cancelled" }, "search"],
    ["consume", "cancel", { ...open, status: "cancelled" }, "debit"],
    ["consume", "cancel", { ...open, status: "gone" }, "debit"],
    ["consume", "cancel", open, "cancel"],
    ["consume", undefined, { ...open, status: "gone" }, "missing"],
    ["consume", "cancel", { ...open, status: "failed" }, "closed"],
    ["release", undefined, open, "cancel"],
    ["release", undefined, { ...open, offersDelete: false }, "expire"],
    ["release", undefined, { ...open, offersDelete: false, hasEnd: false }, "endless"],
    ["release", undefined, { ...open, status: "cancelled" }, "finish"],
    ["release", "cancel", { ...open, status: "gone" }, "finish"],
    ["release", undefined, { ...open, status: "completed" }, "closed"],
  ] as const)("%s after step %s with %o is %s", (intent, step, state, expected) => {
    expect(nextStep({ intent, step }, state)).toBe(expected);
  });
});

const byPatch = "PATCH /reserveBalance";
const byCancel =
  "PATCH /reserveBalance 405, GET /reserveBalance, DELETE /reserveBalance, GET /adjustBalance";

describe("consume and release work on any server", () => {
  test.each([
    {
      name: "PATCH is offered",
      refused: {},
      requests: byPatch,
      spendable: 2250,
      held: 0,
    },
    {
      name: "PATCH is refused",
      refused: { PATCH: "405" },
      requests: `${byCancel}, GET /adjustBalance, POST /adjustBalance`,
      spendable: 2250,
      held: 0,
    },
    {
      name: "PATCH and DELETE are refused",
      refused: { PATCH: "405", DELETE: "501" },
      requests:
        "PATCH /reserveBalance 405, GET /reserveBalance, DELETE /reserveBalance 501, GET /reserveBalance, " +
        "GET /reserveBalance, GET /adjustBalance, GET /adjustBalance, POST /adjustBalance",
      spendable: 1750,
      held: 500,
    },
    {
      name: "PATCH is refused, and Allow lacks DELETE",
      refused: { PATCH: "405Allow" },
      requests:
        "PATCH /reserveBalance 405Allow, GET /reserveBalance, GET /adjustBalance, GET /adjustBalance, POST /adjustBalance",
      spendable: 1750,
      held: 500,
    },
  ] as const)("consume a part: $name", async ({ refused, requests, spendable, held }) => {
    const setup = await setUpReservation(refused);
    const end = await setup.client.reserveBalance.consume(setup.reservation.id, {
      ...consumeParams,
      amount: threeEuros,
    });
    expect(end).toMatchObject({
      id: setup.reservation.id,
      status: "completed",
      amount: threeEuros,
    });
    expect(setup.requests()).toBe(requests);
    expect(setup.balance("ana-main")).toEqual({ spendable, held });
    await setup.mock.clock.advance("PT1H");
    expect(setup.balance("ana-main")).toEqual({ spendable: 2250, held: 0 });
  });

  test.each([
    { name: "PATCH is offered", refused: {}, status: "cancelled", held: 0 },
    { name: "PATCH is refused", refused: { PATCH: "501" }, status: "cancelled", held: 0 },
    {
      name: "PATCH and DELETE are refused",
      refused: { PATCH: "405", DELETE: "405" },
      status: "created",
      held: 500,
    },
  ] as const)("release: $name", async ({ refused, status, held }) => {
    const setup = await setUpReservation(refused);
    const end = await setup.client.reserveBalance.release(setup.reservation.id, {
      reason: "not needed",
    });
    expect(end).toMatchObject({ id: setup.reservation.id, status, validFor: oneHour });
    expect(setup.balance("ana-main").held).toBe(held);
    await setup.mock.clock.advance("PT1H");
    expect(setup.balance("ana-main")).toEqual({ spendable: 2550, held: 0 });
  });

  test("the connection remembers the operations that the server does not offer", async () => {
    const setup = await setUpReservation({ PATCH: "405", DELETE: "405" });
    await setup.client.reserveBalance.consume(setup.reservation.id, consumeParams);
    const second = await setup.client.reserveBalance.create({
      ...reservationBody,
      validFor: oneHour,
    });
    setup.seen.length = 0;
    await setup.client.safe.reserveBalance.consume(second.id, consumeParams);
    expect(setup.seen.filter((line) => /PATCH|DELETE/.test(line))).toEqual([]);
  });

  test("with the certified operations, PATCH and DELETE are never sent", async () => {
    const setup = await setUpReservation({}, { operations: "certified" });
    await setup.client.reserveBalance.consume(setup.reservation.id, consumeParams);
    expect(setup.seen.filter((line) => /PATCH|DELETE/.test(line))).toEqual([]);
    const list = await setUpReservation({}, { operations: ["deleteReserveBalance"] });
    await list.client.reserveBalance.release(list.reservation.id, consumeParams);
    expect(list.requests()).toBe("GET /reserveBalance, DELETE /reserveBalance");
  });

  test("an unknown value of operations is refused", () => {
    expect(() => createClient({ baseUrl: "http://a", operations: "all" as never })).toThrow(
      "operations must be certified or array, not string",
    );
  });

  test("a second consume finds the debit of the first", async () => {
    const setup = await setUpReservation({ PATCH: "405", keeps: "none" });
    const { consume } = setup.client.reserveBalance;
    await consume(setup.reservation.id, consumeParams);
    expect((await consume(setup.reservation.id, consumeParams)).status).toBe("completed");
    expect(setup.balance("ana-main").spendable).toBe(2050);
    const { error } = await setup.client.safe.reserveBalance.consume(setup.reservation.id, {
      ...consumeParams,
      amount: threeEuros,
    });
    expect(error?.code).toBe("reservationClosed");
    const released = await setup.client.safe.reserveBalance.release(
      setup.reservation.id,
      consumeParams,
    );
    expect(released.ok).toBe(true);
    expect(setup.balance("ana-main").spendable).toBe(2050);
  });

  test("a second consume of a deleted reservation changes nothing", async () => {
    const setup = await setUpReservation({ PATCH: "405" });
    await setup.client.reserveBalance.consume(setup.reservation.id, consumeParams);
    const { error } = await setup.client.safe.reserveBalance.consume(
      setup.reservation.id,
      consumeParams,
    );
    expect(error?.name).toBe("NotFoundError");
    expect(setup.balance("ana-main")).toEqual({ spendable: 2050, held: 0 });
  });

  test("an expired reservation is closed", async () => {
    const setup = await setUpReservation({ PATCH: "405" });
    await setup.mock.clock.advance("PT1H");
    const { error } = await setup.client.safe.reserveBalance.consume(
      setup.reservation.id,
      consumeParams,
    );
    expect(error?.code).toBe("reservationClosed");
    expect(setup.balance("ana-main")).toEqual({ spendable: 2550, held: 0 });
  });

  test("a reservation of unknown end is reported before any debit", async () => {
    const setup = await setUpReservation({ PATCH: "405", DELETE: "405" }, {}, {});
    const { safe, reserveBalance } = setup.client;
    const { error } = await safe.reserveBalance.consume(setup.reservation.id, consumeParams);
    expect(isTmf654Error(error, "ReservationWithoutEndError") && error.message).toContain("endsAt");
    expect(
      (await safe.reserveBalance.release(setup.reservation.id, consumeParams)).error?.code,
    ).toBe("reservationWithoutEnd");
    expect(setup.balance("ana-main")).toEqual({ spendable: 2050, held: 500 });
    await reserveBalance.consume(setup.reservation.id, consumeParams, {
      endsAt: "2026-03-10T13:00:00Z",
    });
    expect(setup.balance("ana-main")).toEqual({ spendable: 1550, held: 500 });
  });
});
