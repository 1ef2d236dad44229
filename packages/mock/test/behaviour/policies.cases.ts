import { type MockOptions, reference } from "@tmf654/mock";
import { describe, expect, test } from "vitest";
import { exchangeWith } from "../support/exchange.ts";
import { failureOf, money, speaker, standing } from "./setup.ts";

type Ledger = (typeof reference)["ledger"];

const with_ = (ledger: Ledger, more: MockOptions = {}) => {
  const mock = standing({ profile: { ...reference, ledger }, ...more });
  return { mock, say: speaker(exchangeWith(mock)) };
};

describe("Actions are tasks: policies", () => {
  test("reject: a refused POST is 409 with an Error body and nothing is recorded", async () => {
    const { say } = with_({ refusals: "reject" });
    const { status, error } = await say.reserve("ana-main", money(100));
    expect([status, error.code, error.status]).toEqual([409, "insufficientBalance", "409"]);
    expect(await say.get("/reserveBalance")).toEqual([]);
    expect(await say.get("/balanceActionHistory")).toEqual([]);
  });

  test("an unknown bucket is refused, or created under unknownBucket: create", async () => {
    const { say } = with_({ unknownBucket: "create" });
    const { json } = await say.topup("zoe-main", money(7));
    expect(json.status).toBe("completed");
    expect(await say.remaining("zoe-main")).toBe(7);
  });

  test("topupValidity: a period per amount moves the end to the later", async () => {
    const rule = { usageType: "monetary", atLeast: money(10), period: { months: 12 } } as const;
    const { say } = with_({ topupValidity: [rule] });
    await say.topup("ana-main", money(5));
    expect((await say.get("/bucket/ana-main")).validFor).toMatchObject({
      endDateTime: "2026-09-10T12:00:00.000Z",
    });
    await say.topup("ana-main", money(10));
    expect((await say.get("/bucket/ana-main")).validFor).toMatchObject({
      endDateTime: "2027-03-10T12:00:00.000Z",
    });
  });

  test("voucherAmount: ignore takes the voucher's amount whatever is sent", async () => {
    const { say } = with_({ voucherAmount: "ignore" });
    const { json } = await say.topup("ana-main", money(1), { voucher: "TOPUP-EUR-10" });
    expect(json.status).toBe("completed");
    expect(await say.remaining("ana-main")).toBe(35.5);
  });

  test("a suspended bucket refuses top-ups unless configured", async () => {
    const { say } = with_({ topupSuspended: "accept" });
    expect((await say.topup("jonas-main", money(1, "SEK"))).json.status).toBe("completed");
  });

  test("ceilings: never above an optional ceiling per usage type", async () => {
    const { say } = with_({ ceilings: { monetary: money(30) } });
    const reply = await say.adjust("ana-main", money(5));
    expect(failureOf(reply).code).toBe("balanceCeilingExceeded");
    expect((await say.adjust("ana-main", money(4.5))).json.status).toBe("completed");
  });

  test.each([
    ["minimum", money(0.5)],
    ["maximum", money(11)],
  ])("optional transfer limits: %s", async (_, amount) => {
    const limits = { minimum: money(1), maximum: money(10), perDay: money(15) };
    const { say } = with_({ limits: { transfer: { monetary: limits } } });
    expect(failureOf(await say.transfer("ana-main", "liam-main", amount)).code).toBe(
      "limitExceeded",
    );
  });

  test("optional transfer limits: per day, counted anew the next day", async () => {
    const limits = { perDay: money(15) };
    const { mock, say } = with_({ limits: { transfer: { monetary: limits } } });
    await say.transfer("ana-main", "liam-main", money(10));
    const second = await say.transfer("ana-main", "liam-main", money(6));
    expect(failureOf(second).code).toBe("limitExceeded");
    await mock.clock.advance("P1D");
    expect((await say.transfer("ana-main", "liam-main", money(6))).json.status).toBe("completed");
  });

  test("a configured tariff sets transferCost and overrides the request's", async () => {
    const tariffs = [{ usageType: "monetary", cost: { value: 0.5, unit: "EUR" } }] as const;
    const { say } = with_({ tariffs });
    const { json } = await say.transfer("ana-main", "liam-main", money(5), {
      transferCost: { value: 3, unit: "EUR" },
    });
    expect(json.transferCost).toEqual({ value: 0.5, unit: "EUR" });
    expect(await say.remaining("ana-main")).toBe(20);
  });

  test("delayed processing: created until the delay has passed, on the mock's clock", async () => {
    const { mock, say } = with_({ delayMs: { topup: 5000, adjust: 5000, transfer: 5000 } });
    const made = [
      await say.topup("ana-main", money(1)),
      await say.adjust("ana-main", money(1)),
      await say.transfer("ana-main", "liam-main", money(1)),
    ];
    expect(made.map(({ json }) => json.status)).toEqual(["created", "created", "created"]);
    expect(await say.remaining("ana-main")).toBe(25.5);
    await mock.clock.advance("PT5S");
    const statuses = await Promise.all(
      made.map(async ({ json }) => (await say.get(hrefPath(json.href))).status),
    );
    expect(statuses).toEqual(["completed", "completed", "completed"]);
    expect(await say.remaining("ana-main")).toBe(26.5);
  });

  test("delayed processing left by PATCH or DELETE cancel moves nothing", async () => {
    const { mock, say } = with_({ delayMs: { topup: 5000, adjust: 5000, transfer: 5000 } });
    const topup = await say.topup("ana-main", money(1));
    const adjust = await say.adjust("ana-main", money(1));
    const transfer = await say.transfer("ana-main", "liam-main", money(1));
    const cancelled = await say.patch("topupBalance", topup.json.id, { status: "cancelled" });
    expect([cancelled.status, cancelled.json.status]).toEqual([200, "cancelled"]);
    expect((await say.remove("adjustBalance", adjust.json.id)).status).toBe(204);
    expect((await say.remove("transferBalance", transfer.json.id)).status).toBe(204);
    await mock.clock.advance("PT1M");
    expect(await say.remaining("ana-main")).toBe(25.5);
  });

  test("onExpiry: forfeit posts the value to the expiry account and shows 0", async () => {
    const { mock, say } = with_({ onExpiry: "forfeit" });
    expect(await say.remaining("ana-bonus")).toBe(5);
    await mock.clock.advance("P15D");
    expect(await say.get("/bucket/ana-bonus")).toMatchObject({
      status: "expired",
      remainingValue: { amount: 0, units: "EUR" },
    });
  });

  test("a configured default holding time ends a hold", async () => {
    const { mock, say } = with_({ holdingTimeMs: 60_000 });
    const { json } = await say.reserve("ana-main", money(5));
    await mock.clock.advance("PT61S");
    expect((await say.get(`/reserveBalance/${json.id}`)).status).toBe("cancelled");
    expect(await say.remaining("ana-main")).toBe(25.5);
  });

  test("KB, MB, GB step by 1024, or by 1000 when so configured", async () => {
    const binary = with_({});
    await binary.say.adjust("ana-data", { amount: 1024, units: "MB" });
    expect(await binary.say.remaining("ana-data")).toBe(8.25);
    const decimal = with_({ dataBase: 1000 });
    await decimal.say.adjust("ana-data", { amount: 1000, units: "MB" });
    expect(await decimal.say.remaining("ana-data")).toBe(8.25);
  });
});

function hrefPath(href: unknown): string {
  return String(href).replace("/tmf-api/prepayBalanceManagement/v4", "");
}
