import { beforeEach, expect, test } from "vitest";
import { describeTransports } from "../support/send.ts";
import { createApi, createStoppedMock, money } from "./setup.ts";

const common = { usageType: "monetary", bucket: { id: "ana-main" } };
const account = { partyAccount: { id: "acc-ana" } };
const bodies = {
  topup: { ...common, ...account, amount: money(1) },
  adjust: { ...common, amount: money(1), reason: "Goodwill", adjustType: "oneTime" },
};
const autoTopup = { isAutoTopup: true, recurringPeriod: "weekly" };
const withCard = { voucher: "TOPUP-EUR-10", amount: money(10), paymentMethod: { id: "card" } };

const rows: readonly [string, kind: keyof typeof bodies, more: object, warning: string][] = [
  ["one adjustment", "adjust", {}, ""],
  ["recurring", "adjust", { adjustType: "recurring" }, "recurringWithoutPeriod adjustType"],
  ["an auto-top-up", "topup", autoTopup, ""],
  [
    "a period alone",
    "topup",
    { recurringPeriod: "weekly" },
    "periodWithoutAutoTopup recurringPeriod",
  ],
  [
    "a period beside false",
    "topup",
    { ...autoTopup, isAutoTopup: false },
    "periodWithoutAutoTopup recurringPeriod",
  ],
  [
    "a number of periods alone",
    "topup",
    { numberOfPeriods: 2 },
    "periodWithoutAutoTopup numberOfPeriods",
  ],
  [
    "an auto-top-up without a period",
    "topup",
    { isAutoTopup: true },
    "autoTopupWithoutPeriod recurringPeriod",
  ],
  ["a voucher beside a card", "topup", withCard, "voucherWithPayment voucher"],
  ["a fraction of a cent", "topup", { amount: money(1.005) }, "fractionOfMinorUnit amount.amount"],
];

describeTransports("Faults and scenarios: warnings", createStoppedMock, ({ send, mock }) => {
  const api = createApi(send);
  beforeEach(() => mock().reset());
  const post = (path: string, body: object, prefer?: string) =>
    send({ method: "POST", path, body, headers: prefer === undefined ? {} : { prefer } });

  test.each(rows)("%s is accepted, and its warnings are listed", async (_, kind, more, warning) => {
    const path = `/${kind}Balance`;
    const body = { ...bodies[kind], ...more };
    // Without the preference there is no header.
    const plain = await post(path, body);
    expect([plain.status, plain.headers["x-warnings"]]).toEqual([201, undefined]);
    mock().reset();
    const preferred = await post(path, body, "delay=0, warnings");
    expect([preferred.status, preferred.headers["x-warnings"] ?? ""]).toEqual([201, warning]);
    expect(preferred.json.status).toBe(plain.json.status);
    expect(preferred.json.status).not.toBe("failed");
  });

  test("a refused body has issues and no warnings", async () => {
    const body = { ...bodies.topup, amount: money(-1), recurringPeriod: "weekly" };
    const { status, headers } = await post("/topupBalance", body, "warnings");
    expect([status, headers["x-warnings"]]).toEqual([400, undefined]);
  });

  test.each([
    ["CLP", 10.5, "fractionOfMinorUnit amount.amount"],
    ["CLP", 10, ""],
    ["JPY", 10.5, "fractionOfMinorUnit amount.amount"],
  ])(
    "Amounts: a top-up of %s by %d is applied, with the warnings %j",
    async (units, amount, is) => {
      const key = units === "CLP" ? "camila" : "keiko";
      const references = { bucket: { id: `${key}-main` }, partyAccount: { id: `acc-${key}` } };
      const body = { ...bodies.topup, ...references, amount: { amount, units } };
      const { json, headers } = await post("/topupBalance", body, "warnings");
      expect([json.status, headers["x-warnings"] ?? ""]).toEqual(["completed", is]);
    },
  );

  test("Amounts: an MMS costs as much of a bucket of SMS as an SMS", async () => {
    await api.adjust("ana-sms", { amount: -5, units: "MMS" });
    expect(await api.remaining("ana-sms")).toBe(91);
  });

  test.each(["@type", "@referredType"])(
    "an auto-top-up that is paid by a voucher, by %s, is a 400",
    async (name) => {
      const paymentMethod = { id: "TOPUP-EUR-10", [name]: "Voucher" };
      const body = { ...bodies.topup, ...autoTopup, amount: money(10), paymentMethod };
      const { status, error } = await post("/topupBalance", body);
      expect([status, error.errors.map(({ code }) => code)]).toEqual([
        400,
        ["autoTopupWithVoucher"],
      ]);
    },
  );
});
