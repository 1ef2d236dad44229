import { beforeEach, describe, expect, test } from "vitest";
import { describeTransports } from "../support/send.ts";
import { createApi, createStoppedMock, failureOf, money } from "./setup.ts";

describeTransports("Top-up", createStoppedMock, ({ send, mock }) => {
  const api = createApi(send);
  beforeEach(() => mock().reset());

  test("an expired bucket whose new end is in the future is active again", async () => {
    const end = "2026-06-01T00:00:00.000Z";
    const { json } = await api.topup("ines-main", money(5), { validFor: { endDateTime: end } });
    expect(json.status).toBe("completed");
    expect(await api.get("/bucket/ines-main")).toMatchObject({
      status: "active",
      validFor: { endDateTime: end },
      remainingValue: { amount: 17.75, units: "EUR" },
    });
  });

  test("validFor never changes the end of the validity to an earlier instant", async () => {
    const before = (await api.get("/bucket/ana-main")).validFor;
    await api.topup("ana-main", money(1), { validFor: { endDateTime: "2026-04-01T00:00:00Z" } });
    expect((await api.get("/bucket/ana-main")).validFor).toEqual(before);
  });

  test("amount 0 means the voucher's amount; vouchers grant validity and work once", async () => {
    const { json } = await api.topup("ines-main", money(0), { voucher: "TOPUP-EUR-10" });
    expect(json).toMatchObject({ status: "completed", amount: money(10) });
    expect((await api.get("/bucket/ines-main")).status).toBe("active");
    const again = await api.topup("ana-main", money(10), { voucher: "TOPUP-EUR-10" });
    expect(failureOf(again).code).toBe("voucherUsed");
  });

  test("a voucher is used up only when the top-up completes", async () => {
    await api.topup("jonas-main", money(10), { voucher: "TOPUP-EUR-10" });
    const { json } = await api.topup("ana-main", money(10), { voucher: "TOPUP-EUR-10" });
    expect(json.status).toBe("completed");
  });

  test("a filter finds a top-up by any form of its voucher code", async () => {
    for (const voucher of ["4110 2468 1357", "topup-eur-20"])
      await api.topup("ana-main", money(0), { voucher });
    const codesOf = async (filter: string): Promise<unknown> => {
      const path = `/topupBalance?voucher=${encodeURIComponent(filter)}`;
      return (await send({ path })).items.map(({ voucher }) => voucher);
    };
    expect(await codesOf("411024681357")).toEqual(["4110 2468 1357"]);
    expect(await codesOf("4110-2468-1357")).toEqual(["4110 2468 1357"]);
    expect(await codesOf("TOPUP EUR 20")).toEqual(["topup-eur-20"]);
    expect(await codesOf("topup-eur-20")).toEqual(["topup-eur-20"]);
    expect(await codesOf("TOPUP-EUR-10")).toEqual([]);
  });

  test("three unknown codes lock voucher top-ups of a party account for an hour", async () => {
    for (const voucher of ["A", "B", "C"]) await api.topup("ana-main", money(10), { voucher });
    const locked = await api.topup("ana-main", money(10), { voucher: "TOPUP-EUR-10" });
    expect(failureOf(locked).code).toBe("voucherLocked");
    const other = await api.topup("liam-main", money(20), { voucher: "TOPUP-EUR-20" });
    expect(other.json.status).toBe("completed");
    await mock().clock.advance("PT1H");
    const after = await api.topup("ana-main", money(10), { voucher: "TOPUP-EUR-10" });
    expect(after.json.status).toBe("completed");
  });

  test("a valid code resets the count", async () => {
    for (const voucher of ["A", "B"]) await api.topup("ana-main", money(10), { voucher });
    await api.topup("ana-main", money(10), { voucher: "TOPUP-EUR-10" });
    for (const voucher of ["C", "D"]) await api.topup("ana-main", money(10), { voucher });
    const { json } = await api.topup("ana-main", money(20), { voucher: "TOPUP-EUR-20" });
    expect(json.status).toBe("completed");
  });

  test.each([
    ["pm_approved", "completed"],
    ["visa-4242", "completed"],
    ["pm_declined", "failed"],
    ["pm_insufficient_funds", "failed"],
    ["pm_slow", "created"],
  ])("payment %s: %s", async (id, status) => {
    const { json } = await api.topup("ana-main", money(5), { paymentMethod: { id } });
    expect(json.status).toBe(status);
  });

  test("pm_slow completes only after a delay", async () => {
    const { json } = await api.topup("ana-main", money(5), { paymentMethod: { id: "pm_slow" } });
    expect(await api.remaining("ana-main")).toBe(25.5);
    await mock().clock.advance("PT30S");
    expect((await api.get(`/topupBalance/${json.id}`)).status).toBe("completed");
    expect(await api.remaining("ana-main")).toBe(30.5);
  });

  test("pm_lost_response is applied, then the connection drops", async () => {
    const call = api.topup("ana-main", money(5), { paymentMethod: { id: "pm_lost_response" } });
    await expect(call).rejects.toThrow();
    expect(await api.remaining("ana-main")).toBe(30.5);
  });

  test("a second use of a PaymentTransaction is a duplicateRequest that names the original", async () => {
    const paymentMethod = { id: "tx-1", "@type": "PaymentTransaction" };
    const first = await api.topup("ana-main", money(5), { paymentMethod });
    const { status, error, json } = await api.topup("ana-main", money(5), { paymentMethod });
    expect([status, error.code]).toEqual([409, "duplicateRequest"]);
    expect(json.duplicateOf).toEqual({ id: first.json.id, href: first.json.href });
    expect(await api.remaining("ana-main")).toBe(30.5);
    expect((await send({ path: "/topupBalance" })).items).toHaveLength(1);
  });

  test("a PaymentTransaction of a failed action may be used again", async () => {
    const paymentMethod = { id: "tx-2", "@type": "PaymentTransaction" };
    await api.topup("jonas-main", money(5), { paymentMethod });
    const { json } = await api.topup("ana-main", money(5), { paymentMethod });
    expect(json.status).toBe("completed");
  });

  describe("auto-top-up", () => {
    const auto = { isAutoTopup: true, recurringPeriod: "monthly", numberOfPeriods: 3 };
    const executions = async () => {
      const { items } = await send({ path: "/topupBalance?balanceTopup.role=parent" });
      return items;
    };

    test("the first execution runs at once, and the last one completes the auto-top-up", async () => {
      const { json } = await api.topup("ana-main", money(5), auto);
      expect(json.status).toBe("created");
      const [execution] = await executions();
      expect(execution).toMatchObject({
        status: "completed",
        balanceTopup: { id: json.id, role: "parent", "@referredType": "TopupBalance" },
      });
      expect(await api.remaining("ana-main")).toBe(30.5);
      await mock().clock.advance("P1M");
      expect(await api.remaining("ana-main")).toBe(35.5);
      await mock().clock.advance("P6M");
      expect(await executions()).toHaveLength(3);
      expect((await api.get(`/topupBalance/${json.id}`)).status).toBe("completed");
    });

    test("monthly keeps the day of month of the anchor date, clamped", async () => {
      await mock().clock.set("2027-01-31T08:00:00Z");
      await api.topup("liam-main", money(5), auto);
      await mock().clock.advance("P3M");
      const dates = (await executions()).map(({ requestedDate }) =>
        String(requestedDate).slice(0, 10),
      );
      expect(dates).toEqual(["2027-01-31", "2027-02-28", "2027-03-31"]);
    });

    test("without numberOfPeriods the auto-top-up runs until cancelled", async () => {
      const { numberOfPeriods: _, ...endless } = auto;
      const { json } = await api.topup("liam-main", money(1), {
        ...endless,
        recurringPeriod: "weekly",
      });
      await mock().clock.advance("P10W");
      expect(await executions()).toHaveLength(11);
      const { status } = await api.patch("topupBalance", json.id, { status: "cancelled" });
      expect(status).toBe(200);
      await mock().clock.advance("P10W");
      expect(await executions()).toHaveLength(11);
    });

    test("if the first execution is refused, the parent fails with the same failure", async () => {
      const reply = await api.topup("jonas-main", money(5, "SEK"), auto);
      expect([reply.json.status, failureOf(reply).code]).toEqual(["failed", "bucketSuspended"]);
    });

    test("a later refused execution does not stop the parent", async () => {
      const { json } = await api.topup("liam-main", money(5), auto);
      mock().subscribers.suspend("liam-main");
      await mock().clock.advance("P1M");
      mock().subscribers.resume("liam-main");
      await mock().clock.advance("P1M");
      expect((await executions()).map(({ status }) => status)).toEqual([
        "completed",
        "failed",
        "completed",
      ]);
      expect((await api.get(`/topupBalance/${json.id}`)).status).toBe("completed");
    });

    test.each([
      ["a voucher", { voucher: "TOPUP-EUR-10" }],
      ["a PaymentTransaction", { paymentMethod: { id: "t", "@type": "PaymentTransaction" } }],
    ])("with %s: 400", async (_, more) => {
      expect((await api.topup("ana-main", money(10), { ...auto, ...more })).status).toBe(400);
    });
  });
});
