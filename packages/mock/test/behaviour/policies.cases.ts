import { type MockOptions, reference } from "@tmf654/mock";
import { describe, expect, test } from "vitest";
import { sendTo } from "../support/send.ts";
import { createApi, createStoppedMock, failureOf, money } from "./setup.ts";

type Ledger = (typeof reference)["ledger"];

function withPolicy(ledger: Ledger, more: MockOptions = {}) {
  const mock = createStoppedMock({ profile: { ...reference, ledger }, ...more });
  return { mock, api: createApi(sendTo(mock)) };
}

describe("Actions are tasks: policies", () => {
  test("reject: a refused POST is 409 with an Error body and nothing is recorded", async () => {
    const { api } = withPolicy({ refusals: "reject" });
    const { status, error } = await api.reserve("ana-main", money(100));
    expect([status, error.code, error.status]).toEqual([409, "insufficientBalance", "409"]);
    expect(await api.get("/reserveBalance")).toEqual([]);
    expect(await api.get("/balanceActionHistory")).toEqual([]);
  });

  test("an unknown bucket is refused, or created under unknownBucket: create", async () => {
    const { api } = withPolicy({ unknownBucket: "create" });
    const { json } = await api.topup("zoe-main", money(7));
    expect(json.status).toBe("completed");
    expect(await api.remaining("zoe-main")).toBe(7);
  });

  test("a bucket that a request opens has the date of the request, also in filters", async () => {
    const { api, mock } = withPolicy({ unknownBucket: "create", delayMs: { topup: 60_000 } });
    await mock.clock.advance("PT1M");
    await api.topup("zoe-main", money(7));
    await mock.clock.advance("PT2M");
    const date = "2026-03-10T12:01:00.000Z";
    const [zoe] = (await api.get(`/bucket?requestedDate=${date}`)) as unknown as object[];
    expect(zoe).toMatchObject({
      ...{ id: "zoe-main", requestedDate: date, confirmationDate: date },
      remainingValue: money(7),
    });
  });

  test("topupValidity: a period per amount sets the validity to the later of two ends", async () => {
    const rule = { usageType: "monetary", atLeast: money(10), period: { months: 12 } } as const;
    const { api } = withPolicy({ topupValidity: [rule] });
    await api.topup("ana-main", money(5));
    expect((await api.get("/bucket/ana-main")).validFor).toMatchObject({
      endDateTime: "2026-09-10T12:00:00.000Z",
    });
    await api.topup("ana-main", money(10));
    expect((await api.get("/bucket/ana-main")).validFor).toMatchObject({
      endDateTime: "2027-03-10T12:00:00.000Z",
    });
  });

  test("voucherAmount: ignore takes the amount of the voucher, not of the request", async () => {
    const { api } = withPolicy({ voucherAmount: "ignore" });
    const { json } = await api.topup("ana-main", money(1), { voucher: "TOPUP-EUR-10" });
    expect(json.status).toBe("completed");
    expect(await api.remaining("ana-main")).toBe(35.5);
  });

  test("a suspended bucket refuses top-ups unless configured", async () => {
    const { api } = withPolicy({ topupSuspended: "accept" });
    expect((await api.topup("jonas-main", money(1, "SEK"))).json.status).toBe("completed");
  });

  test("ceilings: a bucket never exceeds the ceiling of its usage type", async () => {
    const { api } = withPolicy({ ceilings: { monetary: money(30) } });
    const reply = await api.adjust("ana-main", money(5));
    expect(failureOf(reply).code).toBe("balanceCeilingExceeded");
    expect((await api.adjust("ana-main", money(4.5))).json.status).toBe("completed");
  });

  test.each([
    ["minimum", money(0.5)],
    ["maximum", money(11)],
  ])("optional transfer limits: %s", async (_, amount) => {
    const limits = { minimum: money(1), maximum: money(10), perDay: money(15) };
    const { api } = withPolicy({ limits: { transfer: { monetary: limits } } });
    expect(failureOf(await api.transfer("ana-main", "liam-main", amount)).code).toBe(
      "limitExceeded",
    );
  });

  test("optional transfer limits: the sum per day starts again the next day", async () => {
    const limits = { perDay: money(15) };
    const { mock, api } = withPolicy({ limits: { transfer: { monetary: limits } } });
    await api.transfer("ana-main", "liam-main", money(10));
    const second = await api.transfer("ana-main", "liam-main", money(6));
    expect(failureOf(second).code).toBe("limitExceeded");
    await mock.clock.advance("P1D");
    expect((await api.transfer("ana-main", "liam-main", money(6))).json.status).toBe("completed");
  });

  test("a configured tariff sets transferCost and overrides the cost of the request", async () => {
    const tariffs = [{ usageType: "monetary", cost: { value: 0.5, unit: "EUR" } }] as const;
    const { api } = withPolicy({ tariffs });
    const { json } = await api.transfer("ana-main", "liam-main", money(5), {
      transferCost: { value: 3, unit: "EUR" },
    });
    expect(json.transferCost).toEqual({ value: 0.5, unit: "EUR" });
    expect(await api.remaining("ana-main")).toBe(20);
  });

  test("delayed processing: created until the delay has passed, on the mock's clock", async () => {
    const { mock, api } = withPolicy({ delayMs: { topup: 5000, adjust: 5000, transfer: 5000 } });
    const made = [
      await api.topup("ana-main", money(1)),
      await api.adjust("ana-main", money(1)),
      await api.transfer("ana-main", "liam-main", money(1)),
    ];
    expect(made.map(({ json }) => json.status)).toEqual(["created", "created", "created"]);
    expect(await api.remaining("ana-main")).toBe(25.5);
    await mock.clock.advance("PT5S");
    const statuses = await Promise.all(
      made.map(async ({ json }) => (await api.get(hrefPath(json.href))).status),
    );
    expect(statuses).toEqual(["completed", "completed", "completed"]);
    expect(await api.remaining("ana-main")).toBe(26.5);
  });

  test("a delayed action that PATCH or DELETE cancels moves nothing", async () => {
    const { mock, api } = withPolicy({ delayMs: { topup: 5000, adjust: 5000, transfer: 5000 } });
    const topup = await api.topup("ana-main", money(1));
    const adjust = await api.adjust("ana-main", money(1));
    const transfer = await api.transfer("ana-main", "liam-main", money(1));
    const cancelled = await api.patch("topupBalance", topup.json.id, { status: "cancelled" });
    expect([cancelled.status, cancelled.json.status]).toEqual([200, "cancelled"]);
    expect((await api.remove("adjustBalance", adjust.json.id)).status).toBe(204);
    expect((await api.remove("transferBalance", transfer.json.id)).status).toBe(204);
    await mock.clock.advance("PT1M");
    expect(await api.remaining("ana-main")).toBe(25.5);
  });

  test("onExpiry: forfeit posts the value to the expiry account and shows 0", async () => {
    const { mock, api } = withPolicy({ onExpiry: "forfeit" });
    expect(await api.remaining("ana-bonus")).toBe(5);
    await mock.clock.advance("P15D");
    expect(await api.get("/bucket/ana-bonus")).toMatchObject({
      status: "expired",
      remainingValue: { amount: 0, units: "EUR" },
    });
  });

  test("a configured default holding time ends a reservation", async () => {
    const { mock, api } = withPolicy({ holdingTimeMs: 60_000 });
    const { json } = await api.reserve("ana-main", money(5));
    expect(json.validFor).toEqual({ endDateTime: "2026-03-10T12:01:00.000Z" });
    await mock.clock.advance("PT61S");
    expect((await api.get(`/reserveBalance/${json.id}`)).status).toBe("cancelled");
    expect(await api.remaining("ana-main")).toBe(25.5);
  });

  test("a reservation shows its end as it was sent", async () => {
    const { api } = withPolicy({ holdingTimeMs: 60_000 });
    const validFor = { endDateTime: "2026-03-10T14:00:00+01:00" };
    const { json } = await api.reserve("ana-main", money(5), { validFor });
    expect(json.validFor).toEqual(validFor);
  });

  test("certified: a reservation ends by itself after 15 minutes", async () => {
    const mock = createStoppedMock({ profile: "certified" });
    const api = createApi(sendTo(mock));
    const { json } = await api.reserve("ana-main", money(5));
    expect(json.validFor).toEqual({ endDateTime: "2026-03-10T12:15:00.000Z" });
    await mock.clock.advance("PT15M");
    expect((await api.get(`/reserveBalance/${json.id}`)).status).toBe("cancelled");
    expect(await api.remaining("ana-main")).toBe(25.5);
  });

  test("KB, MB, GB step by 1024, or by 1000 when so configured", async () => {
    const binary = withPolicy({});
    await binary.api.adjust("ana-data", { amount: 1024, units: "MB" });
    expect(await binary.api.remaining("ana-data")).toBe(8.25);
    const decimal = withPolicy({ dataBase: 1000 });
    await decimal.api.adjust("ana-data", { amount: 1000, units: "MB" });
    expect(await decimal.api.remaining("ana-data")).toBe(8.25);
  });
});

function hrefPath(href: unknown): string {
  return String(href).replace("/tmf-api/prepayBalanceManagement/v4", "");
}
