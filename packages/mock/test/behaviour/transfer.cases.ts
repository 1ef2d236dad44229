import { beforeEach, expect, test } from "vitest";
import { describeTransports } from "../support/send.ts";
import { createApi, createStoppedMock, failureOf, money } from "./setup.ts";

const cost = (value: number, unit = "EUR") => ({ value, unit });

describeTransports("Transfer: with PATCH and DELETE", createStoppedMock, ({ send, mock }) => {
  const api = createApi(send);
  beforeEach(() => mock().reset());

  test("a transfer to the same bucket is a 400", async () => {
    expect((await api.transfer("ana-main", "ana-main", money(1))).status).toBe(400);
  });

  test("the originator pays the request's cost unless costOwner says receiver", async () => {
    await api.transfer("ana-main", "liam-main", money(5), { transferCost: cost(0.5) });
    expect([await api.remaining("ana-main"), await api.remaining("liam-main")]).toEqual([20, 25]);
    await api.transfer("ana-main", "liam-main", money(5), {
      transferCost: cost(1),
      costOwner: "receiver",
    });
    expect([await api.remaining("ana-main"), await api.remaining("liam-main")]).toEqual([15, 29]);
  });

  test("a cost above the amount, owed by the receiver, is refused", async () => {
    const reply = await api.transfer("ana-main", "liam-main", money(1), {
      transferCost: cost(2),
      costOwner: "receiver",
    });
    expect(failureOf(reply).code).toBe("costNotCollectable");
  });

  test("a cost in another unit is taken from the account, soonest expiry first", async () => {
    await api.transfer(
      "ana-data",
      "maya-data",
      { amount: 1, units: "GB" },
      { transferCost: cost(0.5) },
    );
    expect([await api.remaining("ana-bonus"), await api.remaining("ana-main")]).toEqual([
      4.5, 25.5,
    ]);
  });

  test("a cost that no bucket can pay is costNotCollectable", async () => {
    const reply = await api.transfer(
      "ana-data",
      "maya-data",
      { amount: 1, units: "GB" },
      {
        transferCost: cost(1, "USD"),
      },
    );
    expect(failureOf(reply).code).toBe("costNotCollectable");
    expect(await api.remaining("ana-data")).toBe(7.25);
  });

  test("status in a transfer's PATCH is 400 and the message names DELETE", async () => {
    const { json } = await api.transfer("ana-main", "liam-main", money(1));
    const whole = { ...updateOf(json), reason: "gift", status: "cancelled" };
    const { status, error } = await api.patch("transferBalance", json.id, whole);
    expect(status).toBe(400);
    expect(error.message).toContain("DELETE");
  });

  test("on a finished action description and reason are patchable", async () => {
    const { json } = await api.topup("ana-main", money(1), { description: "first" });
    const body = { status: "completed", description: "second", reason: "corrected" };
    const { status, json: patched } = await api.patch("topupBalance", json.id, body);
    expect([status, patched]).toEqual([200, { ...json, ...body }]);
  });

  test("any other change is a 400 with code 24", async () => {
    const { json } = await api.topup("ana-main", money(1));
    const body = { status: "completed", amount: money(2) };
    const { status, error } = await api.patch("topupBalance", json.id, body);
    expect([status, error.code]).toEqual([400, "24"]);
    expect(await api.remaining("ana-main")).toBe(26.5);
  });

  test("a status that no client can request is a 400", async () => {
    const { json } = await api.topup("ana-main", money(1));
    const { status } = await api.patch("topupBalance", json.id, { status: "failed" });
    expect(status).toBe(400);
  });

  test.each(["cancelled", "created"])(
    "a status that the current one does not allow is a 409: %s",
    async (newStatus) => {
      const { json } = await api.topup("ana-main", money(1));
      const { status, error } = await api.patch("topupBalance", json.id, { status: newStatus });
      expect([status, error.code]).toEqual([409, "actionClosed"]);
    },
  );

  test("naming the current status changes nothing", async () => {
    const { json } = await api.topup("ana-main", money(1));
    const again = await api.patch("topupBalance", json.id, { status: "completed" });
    expect([again.status, again.json]).toEqual([200, json]);
  });

  test("DELETE of a finished action removes the record and moves no amount", async () => {
    const { json } = await api.topup("ana-main", money(1));
    expect((await api.remove("topupBalance", json.id)).status).toBe(204);
    expect((await send({ path: `/topupBalance/${json.id}` })).status).toBe(404);
    expect((await send({ path: "/topupBalance" })).items).toEqual([]);
    expect((await api.remove("topupBalance", json.id)).status).toBe(404);
    expect(await api.remaining("ana-main")).toBe(26.5);
    expect((await api.get(`/balanceActionHistory/${json.id}`)).status).toBe("completed");
  });

  test("on an open reservation validFor is patchable", async () => {
    const { json } = await api.reserve("ana-main", money(1));
    const validFor = { endDateTime: "2026-03-10T12:01:00.000Z" };
    const body = { status: "created", reason: "sooner", validFor };
    expect((await api.patch("reserveBalance", json.id, body)).status).toBe(200);
    await mock().clock.advance("PT1M");
    expect(await api.held("ana-main")).toBe(0);
  });

  test("on an auto-top-up parent amount and periods are patchable", async () => {
    const auto = { isAutoTopup: true, recurringPeriod: "weekly", numberOfPeriods: 2 };
    const { json } = await api.topup("liam-main", money(5), auto);
    const body = { status: "created", amount: money(7) };
    expect((await api.patch("topupBalance", json.id, body)).status).toBe(200);
    await mock().clock.advance("P1W");
    expect(await api.remaining("liam-main")).toBe(32);
  });

  test.each(["topupBalance", "adjustBalance", "reserveBalance", "transferBalance"])(
    "PATCH and DELETE of an unknown %s are 404",
    async (resource) => {
      const { json } = await api.transfer("ana-main", "liam-main", money(1));
      const body =
        resource === "transferBalance" ? updateOf(json) : { status: "cancelled", reason: "r" };
      expect((await api.patch(resource, "nobody", body)).status).toBe(404);
      expect((await api.remove(resource, "nobody")).status).toBe(404);
    },
  );
});

/** The members that the transfer's update schema requires. */
function updateOf(json: { readonly [member: string]: unknown }): Record<string, unknown> {
  const { reason, channel, logicalResource, receiverLogicalResource } = json;
  return { reason, channel, logicalResource, receiverLogicalResource };
}
