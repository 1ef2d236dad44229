import { beforeEach, describe, expect, test } from "vitest";
import { describeTransports } from "../support/send.ts";
import { createApi, createStoppedMock, failureOf, money, start } from "./setup.ts";

describeTransports("Actions are tasks", createStoppedMock, ({ send, mock }) => {
  const api = createApi(send);
  beforeEach(() => mock().reset());

  test("a top-up is completed, dated, and filled from the bucket", async () => {
    const { status, json, headers } = await api.topup("ana-main", money(10));
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
    expect(await api.remaining("ana-main")).toBe(35.5);
  });

  test("an adjustment is signed: it credits and it debits", async () => {
    await api.adjust("ana-main", money(4.5));
    expect(await api.remaining("ana-main")).toBe(30);
    const { json } = await api.adjust("ana-main", money(-10));
    expect(json).toMatchObject({ status: "completed", adjustType: "oneTime" });
    expect(await api.remaining("ana-main")).toBe(20);
  });

  test("a reservation is created while it is open", async () => {
    const { json } = await api.reserve("ana-main", money(5.5));
    expect(json).toMatchObject({ status: "created", relatedParty: [{ id: "party-ana" }] });
    expect(json).not.toHaveProperty("confirmationDate");
    expect([await api.remaining("ana-main"), await api.held("ana-main")]).toEqual([20, 5.5]);
  });

  test("a transfer is one atomic movement", async () => {
    const { json } = await api.transfer("ana-main", "liam-main", money(5));
    expect(json).toMatchObject({ status: "completed" });
    expect([await api.remaining("ana-main"), await api.remaining("liam-main")]).toEqual([20.5, 25]);
  });

  describe("a refused POST is a failed task and leaves the balance", () => {
    test.each<[string, () => ReturnType<typeof api.topup>]>([
      ["bucketNotFound", () => api.topup("nobody-main", money(5))],
      [
        "partyAccountMismatch",
        () => api.topup("ana-main", money(5), { partyAccount: { id: "x" } }),
      ],
      [
        "usageTypeMismatch",
        () =>
          api.topup("ana-main", money(5), {
            usageType: "other",
            amount: { amount: 5, units: "unit" },
          }),
      ],
      ["unitMismatch", () => api.topup("ana-main", money(5, "USD"))],
      ["bucketSuspended", () => api.topup("jonas-main", money(5, "SEK"))],
      ["bucketExpired", () => api.topup("ines-main", money(4))],
      ["voucherUnknown", () => api.topup("ana-main", money(5), { voucher: "NOPE" })],
      ["voucherUsed", () => api.topup("ana-main", money(10), { voucher: "USED-EUR-10" })],
      ["voucherExpired", () => api.topup("ana-main", money(10), { voucher: "EXPIRED-EUR-10" })],
      ["voucherAmountMismatch", () => api.topup("ana-main", money(5), { voucher: "TOPUP-EUR-10" })],
      [
        "paymentDeclined",
        () => api.topup("ana-main", money(5), { paymentMethod: { id: "pm_declined" } }),
      ],
      ["insufficientBalance", () => api.adjust("ana-main", money(-25.51))],
      ["insufficientBalance", () => api.reserve("ana-main", money(25.51))],
      ["bucketSuspended", () => api.reserve("jonas-main", money(1, "SEK"))],
      ["bucketExpired", () => api.reserve("ines-main", money(1))],
      ["receiverBucketNotFound", () => api.transfer("ana-main", "nobody-main", money(1))],
      ["receiverBucketExpired", () => api.transfer("ana-main", "ines-main", money(1))],
      [
        "usageTypeMismatch",
        () =>
          api.transfer("ana-sms", "liam-points", money(1, "SMS"), {
            receiverBucketUsageType: "sms",
          }),
      ],
      ["unitMismatch", () => api.transfer("ana-main", "ben-main", money(1))],
    ])("%s", async (code, act) => {
      const reply = await act();
      expect([reply.status, reply.json.status, failureOf(reply).code]).toEqual([
        201,
        "failed",
        code,
      ]);
      expect(await api.remaining("ana-main")).toBe(25.5);
    });

    test("receiverBucketSuspended names the receiver's side", async () => {
      mock().subscribers.suspend("liam-main");
      const reply = await api.transfer("ana-main", "liam-main", money(1));
      expect(failureOf(reply)).toMatchObject({ code: "receiverBucketSuspended", side: "receiver" });
    });
  });
});
