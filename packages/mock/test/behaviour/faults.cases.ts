import { beforeEach, describe, expect, test } from "vitest";
import { describeTransports } from "../support/send.ts";
import { createApi, createStoppedMock, failureOf, money } from "./setup.ts";

describeTransports("Faults and scenarios", createStoppedMock, ({ send, mock }) => {
  const api = createApi(send);
  beforeEach(() => mock().reset());

  test("per request: Prefer: code=503 returns a 503", async () => {
    const headers = { prefer: "code=503" };
    const { status, error } = await send({ path: "/bucket/ana-main", headers });
    expect([status, error.status]).toEqual([503, "503"]);
  });

  test("per request: Prefer: delay=80 delays the response by 80 ms", async () => {
    const before = performance.now();
    await send({ path: "/bucket/ana-main", headers: { prefer: "delay=80" } });
    expect(performance.now() - before).toBeGreaterThan(75);
  });

  const match = { operation: "createTopupBalance" };

  test("by a fault rule: a status before the commit applies nothing", async () => {
    mock().faults.add({ match, fault: { kind: "status", status: 503, retryAfterSeconds: 7 } });
    const reply = await api.topup("ana-main", money(1));
    expect([reply.status, reply.headers["retry-after"]]).toEqual([503, "7"]);
    expect(await api.remaining("ana-main")).toBe(25.5);
  });

  test("by a fault rule: a status after the commit leaves the request applied", async () => {
    mock().faults.add({ match, when: "after", fault: { kind: "status", status: 503 } });
    expect((await api.topup("ana-main", money(1))).status).toBe(503);
    expect(await api.remaining("ana-main")).toBe(26.5);
  });

  test.each(["before", "after"] as const)(
    "by a fault rule: a dropped connection, %s the commit",
    async (when) => {
      mock().faults.add({ match, when, fault: { kind: "drop" } });
      await expect(api.topup("ana-main", money(1))).rejects.toThrow();
      expect(await api.remaining("ana-main")).toBe(when === "before" ? 25.5 : 26.5);
    },
  );

  test("by a fault rule: malformed JSON", async () => {
    mock().faults.add({
      match: { path: "/bucket/*" },
      when: "after",
      fault: { kind: "malformed" },
    });
    const { text } = await send({ path: "/bucket/ana-main", checked: false });
    expect(() => JSON.parse(text)).toThrow(SyntaxError);
  });

  test("by a fault rule: a delay", async () => {
    mock().faults.add({ match: { method: "GET" }, fault: { delayMs: 60 }, times: 1 });
    const before = performance.now();
    expect((await send({ path: "/bucket/ana-main" })).status).toBe(200);
    expect(performance.now() - before).toBeGreaterThan(55);
  });

  test("by a fault rule: matched by a body attribute, for a number of times", async () => {
    mock().faults.add({
      match: { body: { "bucket.id": "ana-main" } },
      fault: { kind: "status", status: 500 },
      times: 1,
    });
    expect((await api.topup("liam-main", money(1))).status).toBe(201);
    expect((await api.topup("ana-main", money(1))).status).toBe(500);
    expect((await api.topup("ana-main", money(1))).status).toBe(201);
  });

  test("a lost response is repeated safely with an Idempotency-Key", async () => {
    mock().faults.add({ match, when: "after", fault: { kind: "drop" }, times: 1 });
    const body = {
      amount: money(1),
      usageType: "monetary",
      bucket: { id: "ana-main" },
      partyAccount: { id: "acc-ana" },
    };
    const call = {
      method: "POST",
      path: "/topupBalance",
      body,
      headers: { "idempotency-key": "k1" },
    };
    await expect(send(call)).rejects.toThrow();
    const again = await send(call);
    expect([again.status, again.headers["idempotency-replayed"]]).toEqual([201, "true"]);
    expect(await api.remaining("ana-main")).toBe(26.5);
  });

  describe("test numbers", () => {
    test("always unknown", async () => {
      const path = "/bucket?logicalResource.id=15005550001";
      expect((await send({ path })).items).toEqual([]);
      const reply = await api.topup("ana-main", money(1), {
        logicalResource: [{ id: "15005550001" }],
      });
      expect(failureOf(reply).code).toBe("bucketNotFound");
      const plus = [{ id: "+15005550001" }];
      const again = await api.topup("ana-main", money(1), { logicalResource: plus });
      expect(failureOf(again).code).toBe("bucketNotFound");
    });

    test("always unknown as a receiver", async () => {
      const receiverLogicalResource = { id: "15005550001" };
      const reply = await api.transfer("ana-main", "liam-main", money(1), {
        receiverLogicalResource,
      });
      expect(failureOf(reply)).toMatchObject({
        code: "receiverBucketNotFound",
        side: "receiver",
      });
    });

    test("always slow, also for each execution of an auto-top-up", async () => {
      const { json } = await api.topup("slow-main", money(1), {
        isAutoTopup: true,
        recurringPeriod: "weekly",
        numberOfPeriods: 2,
      });
      await mock().clock.advance("P7D");
      expect((await api.get(`/topupBalance/${json.id}`)).status).toBe("created");
      await mock().clock.advance("PT30S");
      expect((await api.get(`/topupBalance/${json.id}`)).status).toBe("completed");
    });

    test("always declined", async () => {
      const paymentMethod = { id: "pm_approved" };
      const reply = await api.topup("declined-main", money(1), { paymentMethod });
      expect(failureOf(reply).code).toBe("paymentDeclined");
    });

    test("always slow", async () => {
      const { json } = await api.topup("slow-main", money(1));
      expect(json.status).toBe("created");
      await mock().clock.advance("PT30S");
      expect((await api.get(`/topupBalance/${json.id}`)).status).toBe("completed");
    });

    test.each<[string, () => ReturnType<typeof api.topup>]>([
      ["top-up", () => api.topup("limited-main", money(1))],
      ["adjustment", () => api.adjust("limited-main", money(1))],
      ["reservation", () => api.reserve("limited-main", money(1))],
      ["transfer", () => api.transfer("limited-main", "ana-main", money(1))],
      ["transfer to it", () => api.transfer("ana-main", "limited-main", money(1))],
    ])("always over limit: %s", async (_, act) => {
      expect(failureOf(await act()).code).toBe("limitExceeded");
    });

    test("always loses the response", async () => {
      await expect(api.adjust("lost-main", money(5))).rejects.toThrow();
      expect(await api.remaining("lost-main")).toBe(55);
    });
  });
});
