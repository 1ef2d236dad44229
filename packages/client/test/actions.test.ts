import { createClient, isFinal, isHeld, statusOf } from "@tmf654/client";
import { describe, expect, test } from "vitest";
import { createFakeServer, createInstantPlatform } from "./helpers/fake-server.ts";

const completedAction = { status: 200, body: { id: "a1", status: "completed" } };

describe("action methods", () => {
  test.each<{
    name: string;
    call: (client: ReturnType<typeof createClient>) => Promise<unknown>;
    sent: object;
  }>([
    {
      name: "consumes part of a reservation",
      call: (client) =>
        client.reserveBalance.consume("a1", { amount: { amount: 1, units: "MB" }, reason: "used" }),
      sent: {
        method: "PATCH",
        path: "/reserveBalance/a1",
        body: { status: "completed", reason: "used", amount: { amount: 1, units: "MB" } },
      },
    },
    {
      name: "consumes all of a reservation",
      call: (client) => client.reserveBalance.consume("a1", { reason: "used" }),
      sent: { method: "PATCH", body: { status: "completed", reason: "used" } },
    },
    {
      name: "releases a reservation",
      call: (client) => client.reserveBalance.release("a1", { reason: "left" }),
      sent: { path: "/reserveBalance/a1", body: { status: "cancelled", reason: "left" } },
    },
    {
      name: "cancels a top-up",
      call: (client) => client.topupBalance.cancel("a1"),
      sent: { method: "PATCH", path: "/topupBalance/a1", body: { status: "cancelled" } },
    },
    {
      name: "cancels an adjustment",
      call: (client) => client.adjustBalance.cancel("a1"),
      sent: { method: "PATCH", path: "/adjustBalance/a1", body: { status: "cancelled" } },
    },
    {
      name: "cancels a transfer by DELETE",
      call: (client) => client.transferBalance.cancel("a1"),
      sent: { method: "DELETE", path: "/transferBalance/a1", body: undefined },
    },
    {
      name: "registers a listener",
      call: (client) => client.hub.create({ callback: "https://me.example/events" }),
      sent: { method: "POST", path: "/hub", body: { callback: "https://me.example/events" } },
    },
    {
      name: "unregisters a listener",
      call: (client) => client.hub.delete("h1"),
      sent: { method: "DELETE", path: "/hub/h1" },
    },
  ])("$name", async ({ call, sent }) => {
    const server = createFakeServer(() => completedAction);
    await call(createClient(server.options));
    expect(server.seen).toMatchObject([sent]);
  });

  test.each([
    { resource: "topupBalance", status: "completed", expected: ["completed", "final"] },
    { resource: "topupBalance", status: "Completed", expected: ["completed", "final"] },
    { resource: "topupBalance", status: "created", expected: ["created"] },
    { resource: "topupBalance", status: "inProgress", expected: ["inprogress"] },
    { resource: "topupBalance", status: "failed", expected: ["failed", "final"] },
    { resource: "topupBalance", status: "cancelled", expected: ["cancelled", "final"] },
    { resource: "topupBalance", status: "Canceled", expected: ["cancelled", "final"] },
    { resource: "reserveBalance", status: "created", expected: ["created", "held"] },
    { resource: "reserveBalance", status: "completed", expected: ["completed", "final"] },
  ] as const)(
    "reads a $resource with status $status as $expected",
    async ({ resource, status, expected }) => {
      const { options } = createFakeServer(() => ({ body: { id: "a1", status } }));
      const api: { retrieve(id: string): Promise<{ status?: string }> } =
        createClient(options)[resource];
      const action = await api.retrieve("a1");
      const found = [statusOf(action), isFinal(action) && "final", isHeld(action) && "held"];
      expect(found.filter(Boolean)).toEqual(expected);
    },
  );

  test("recognizes an open reservation in a list", async () => {
    const { options } = createFakeServer(() => ({ body: [{ id: "a1", status: "created" }, null] }));
    const { items } = await createClient(options).reserveBalance.list();
    expect(items.map((action) => action && isHeld(action))).toEqual([true, null]);
  });

  test("throws ActionFailedError for `failed` in any case", async () => {
    const { options } = createFakeServer(() => ({
      status: 201,
      body: { id: "t1", status: "Failed" },
    }));
    await expect(createClient(options).topupBalance.create({} as never)).rejects.toMatchObject({
      name: "ActionFailedError",
    });
  });

  test("recognizes a reservation by its href or @type", () => {
    expect(isHeld({ status: "created", href: "/v4/reserveBalance/1" })).toBe(true);
    expect(isHeld({ status: "created", "@type": "ReserveBalance" })).toBe(true);
    expect(isHeld({ status: "created", href: "/v4/topupBalance/1" })).toBe(false);
  });
});

describe("waitUntil", () => {
  const waitWithStatuses = (...statuses: string[]) => {
    const server = createFakeServer((_, count) => ({
      body: { id: "t1", status: statuses[count - 1] ?? statuses.at(-1), reason: "declined" },
    }));
    const { platform } = createInstantPlatform();
    return { server, client: createClient({ ...server.options, platform }) };
  };

  test("polls until the action has the status", async () => {
    const { server, client } = waitWithStatuses("created", "created", "completed");
    const done = await client.topupBalance.waitUntil("t1", "completed");
    expect(done.status).toBe("completed");
    expect(server.seen).toHaveLength(3);
  });

  test("rejects when the action ends with another status", async () => {
    const { client } = waitWithStatuses("created", "failed");
    await expect(client.topupBalance.waitUntil("t1", "completed")).rejects.toMatchObject({
      name: "ActionFailedError",
      reason: "declined",
      action: { status: "failed" },
    });
  });

  test("reads once more when the time limit ends", async () => {
    const server = createFakeServer((_, count) => ({
      body: { id: "t1", status: count === 1 ? "created" : "completed" },
    }));
    const { topupBalance } = createClient(server.options);
    const done = await topupBalance.waitUntil("t1", "completed", { timeoutMs: 40, pollMs: 500 });
    expect(done.status).toBe("completed");
    expect(server.seen).toHaveLength(2);
  });

  test("accepts any spelling of a status", async () => {
    const { client } = waitWithStatuses("created", "Canceled");
    expect(await client.topupBalance.waitUntil("t1", "cancelled")).toBeTruthy();
  });

  test("rejects with TimeoutError at the time limit", async () => {
    const { client } = waitWithStatuses("created");
    const call = client.topupBalance.waitUntil("t1", "completed", { timeoutMs: 9000 });
    await expect(call).rejects.toMatchObject({ name: "TimeoutError" });
  });

  test("a time limit of 0 means no limit", async () => {
    const { server, client } = waitWithStatuses(...Array<string>(60).fill("created"), "completed");
    const done = await client.topupBalance.waitUntil("t1", "completed", { timeoutMs: 0 });
    expect(done.status).toBe("completed");
    expect(server.seen).toHaveLength(61);
  });

  test("rejects at once when the caller aborts", async () => {
    const server = createFakeServer(() => ({ body: { id: "t1", status: "created" } }));
    const controller = new AbortController();
    const client = createClient(server.options);
    setTimeout(() => controller.abort(), 5);
    const { signal } = controller;
    const call = client.topupBalance.waitUntil("t1", "completed", { signal });
    await expect(call).rejects.toMatchObject({ name: "AbortedError" });
  });
});
