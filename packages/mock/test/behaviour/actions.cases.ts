import { beforeEach, describe, expect, test } from "vitest";
import { describeMatrix } from "../support/exchange.ts";
import { failureOf, money, speaker, standing, start } from "./setup.ts";

describeMatrix("Actions are tasks", standing, ({ exchange, mock }) => {
  const say = speaker(exchange);
  beforeEach(() => mock().reset());

  test("a top-up is completed, dated, and filled from the bucket", async () => {
    const { status, json, headers } = await say.topup("ana-main", money(10));
    expect(status).toBe(201);
    expect(json).toMatchObject({
      status: "completed",
      requestedDate: start,
      confirmationDate: start,
      logicalResource: [{ id: "34600000101" }],
      product: [{ id: "prod-ana" }],
      relatedParty: [{ id: "party-ana", "@referredType": "Individual" }],
    });
    expect(headers.location).toBe(json.href);
    expect(await say.remaining("ana-main")).toBe(35.5);
  });

  test("an adjustment is signed: it credits and it debits", async () => {
    await say.adjust("ana-main", money(4.5));
    expect(await say.remaining("ana-main")).toBe(30);
    const { json } = await say.adjust("ana-main", money(-10));
    expect(json).toMatchObject({ status: "completed", adjustType: "oneTime" });
    expect(await say.remaining("ana-main")).toBe(20);
  });

  test("a reservation is created while the hold is open", async () => {
    const { json } = await say.reserve("ana-main", money(5.5));
    expect(json).toMatchObject({ status: "created", relatedParty: [{ id: "party-ana" }] });
    expect(json).not.toHaveProperty("confirmationDate");
    expect([await say.remaining("ana-main"), await say.held("ana-main")]).toEqual([20, 5.5]);
  });

  test("a transfer is one atomic movement", async () => {
    const { json } = await say.transfer("ana-main", "liam-main", money(5));
    expect(json).toMatchObject({ status: "completed" });
    expect([await say.remaining("ana-main"), await say.remaining("liam-main")]).toEqual([20.5, 25]);
  });

  describe("a refused POST is a failed task and leaves the balance", () => {
    test.each<[string, () => ReturnType<typeof say.topup>]>([
      ["bucketNotFound", () => say.topup("nobody-main", money(5))],
      [
        "partyAccountMismatch",
        () => say.topup("ana-main", money(5), { partyAccount: { id: "x" } }),
      ],
      [
        "usageTypeMismatch",
        () =>
          say.topup("ana-main", money(5), {
            usageType: "other",
            amount: { amount: 5, units: "unit" },
          }),
      ],
      ["unitMismatch", () => say.topup("ana-main", money(5, "USD"))],
      ["bucketSuspended", () => say.topup("jonas-main", money(5, "SEK"))],
      ["bucketExpired", () => say.topup("ines-main", money(5))],
      ["voucherUnknown", () => say.topup("ana-main", money(5), { voucher: "NOPE" })],
      ["voucherUsed", () => say.topup("ana-main", money(10), { voucher: "USED-EUR-10" })],
      ["voucherExpired", () => say.topup("ana-main", money(10), { voucher: "EXPIRED-EUR-10" })],
      ["voucherAmountMismatch", () => say.topup("ana-main", money(5), { voucher: "TOPUP-EUR-10" })],
      [
        "paymentDeclined",
        () => say.topup("ana-main", money(5), { paymentMethod: { id: "pm_declined" } }),
      ],
      ["insufficientBalance", () => say.adjust("ana-main", money(-25.51))],
      ["insufficientBalance", () => say.reserve("ana-main", money(25.51))],
      ["bucketSuspended", () => say.reserve("jonas-main", money(1, "SEK"))],
      ["bucketExpired", () => say.reserve("ines-main", money(1))],
      ["receiverBucketNotFound", () => say.transfer("ana-main", "nobody-main", money(1))],
      ["receiverBucketExpired", () => say.transfer("ana-main", "ines-main", money(1))],
      [
        "usageTypeMismatch",
        () =>
          say.transfer("ana-sms", "liam-points", money(1, "SMS"), {
            receiverBucketUsageType: "sms",
          }),
      ],
      ["unitMismatch", () => say.transfer("ana-main", "ben-main", money(1))],
    ])("%s", async (code, act) => {
      const reply = await act();
      expect([reply.status, reply.json.status, failureOf(reply).code]).toEqual([
        201,
        "failed",
        code,
      ]);
      expect(await say.remaining("ana-main")).toBe(25.5);
    });

    test("receiverBucketSuspended names the receiver's side", async () => {
      mock().subscribers.suspend("liam-main");
      const reply = await say.transfer("ana-main", "liam-main", money(1));
      expect(failureOf(reply)).toMatchObject({ code: "receiverBucketSuspended", side: "receiver" });
    });
  });
});
