import { createClient, outcome } from "@tmf654/client";
import { describe, expect, it } from "vitest";
import { fakeServer, instantPlatform } from "./helpers/fake-server.ts";

const answered = { status: 200, body: { id: "a1", status: "completed" } };

describe("verbs", () => {
  it.each<[string, (client: ReturnType<typeof createClient>) => Promise<unknown>, object]>([
    [
      "consumes part of a hold",
      (client) =>
        client.reserveBalance.consume("a1", { amount: { amount: 1, units: "MB" }, reason: "used" }),
      {
        method: "PATCH",
        path: "/reserveBalance/a1",
        body: { status: "completed", reason: "used", amount: { amount: 1, units: "MB" } },
      },
    ],
    [
      "consumes all of a hold",
      (client) => client.reserveBalance.consume("a1", { reason: "used" }),
      { method: "PATCH", body: { status: "completed", reason: "used" } },
    ],
    [
      "releases a hold",
      (client) => client.reserveBalance.release("a1", { reason: "left" }),
      { path: "/reserveBalance/a1", body: { status: "cancelled", reason: "left" } },
    ],
    [
      "cancels a top-up",
      (client) => client.topupBalance.cancel("a1"),
      { method: "PATCH", path: "/topupBalance/a1", body: { status: "cancelled" } },
    ],
    [
      "cancels an adjustment",
      (client) => client.adjustBalance.cancel("a1"),
      { method: "PATCH", path: "/adjustBalance/a1", body: { status: "cancelled" } },
    ],
    [
      "cancels a transfer by DELETE",
      (client) => client.transferBalance.cancel("a1"),
      { method: "DELETE", path: "/transferBalance/a1", body: undefined },
    ],
    [
      "registers a listener",
      (client) => client.hub.create({ callback: "https://me.example/events" }),
      { method: "POST", path: "/hub", body: { callback: "https://me.example/events" } },
    ],
    ["ends a listener", (client) => client.hub.delete("h1"), { method: "DELETE", path: "/hub/h1" }],
  ])("%s", async (_, call, sent) => {
    const server = fakeServer(() => answered);
    await call(createClient(server.options));
    expect(server.seen).toMatchObject([sent]);
  });

  it.each([
    ["topupBalance", "completed", "done"],
    ["topupBalance", "Completed", "done"],
    ["topupBalance", "created", "pending"],
    ["topupBalance", "inProgress", "pending"],
    ["topupBalance", "failed", "refused"],
    ["topupBalance", "cancelled", "cancelled"],
    ["topupBalance", "Canceled", "cancelled"],
    ["reserveBalance", "created", "held"],
    ["reserveBalance", "completed", "done"],
  ] as const)("says of a %s that is %s: %s", async (resource, status, expected) => {
    const { options } = fakeServer(() => ({ body: { id: "a1", status } }));
    const api: { retrieve(id: string): Promise<{ status?: string }> } =
      createClient(options)[resource];
    const action = await api.retrieve("a1");
    expect(outcome(action)).toBe(expected);
  });

  it("knows a reservation in a list", async () => {
    const { options } = fakeServer(() => ({ body: [{ id: "a1", status: "created" }, null] }));
    const { items } = await createClient(options).reserveBalance.list();
    expect(items.map((action) => action && outcome(action))).toEqual(["held", null]);
  });

  it("reads the status in any case when an action is recorded as failed", async () => {
    const { options } = fakeServer(() => ({ status: 201, body: { id: "t1", status: "Failed" } }));
    await expect(createClient(options).topupBalance.create({} as never)).rejects.toMatchObject({
      name: "ActionFailedError",
    });
  });

  it("knows a reservation by its href or @type too", () => {
    expect(outcome({ status: "created", href: "/v4/reserveBalance/1" })).toBe("held");
    expect(outcome({ status: "created", "@type": "ReserveBalance" })).toBe("held");
    expect(outcome({ status: "created", href: "/v4/topupBalance/1" })).toBe("pending");
  });
});

describe("waitUntil", () => {
  const walk = (...statuses: string[]) => {
    const server = fakeServer((_, count) => ({
      body: { id: "t1", status: statuses[count - 1] ?? statuses.at(-1), reason: "declined" },
    }));
    const { platform } = instantPlatform();
    return { server, client: createClient({ ...server.options, platform }) };
  };

  it("looks until the action has the status", async () => {
    const { server, client } = walk("created", "created", "completed");
    const done = await client.topupBalance.waitUntil("t1", "completed");
    expect(done.status).toBe("completed");
    expect(server.seen).toHaveLength(3);
  });

  it("says when the action ends in another one", async () => {
    const { client } = walk("created", "failed");
    await expect(client.topupBalance.waitUntil("t1", "completed")).rejects.toMatchObject({
      name: "ActionFailedError",
      reason: "declined",
      action: { status: "failed" },
    });
  });

  it("looks a last time when the time is up", async () => {
    const server = fakeServer((_, count) => ({
      body: { id: "t1", status: count === 1 ? "created" : "completed" },
    }));
    const { topupBalance } = createClient(server.options);
    const done = await topupBalance.waitUntil("t1", "completed", { timeoutMs: 40, pollMs: 500 });
    expect(done.status).toBe("completed");
    expect(server.seen).toHaveLength(2);
  });

  it("ends with a status in any spelling", async () => {
    const { client } = walk("created", "Canceled");
    expect(await client.topupBalance.waitUntil("t1", "cancelled")).toBeTruthy();
  });

  it("gives up in time", async () => {
    const { client } = walk("created");
    const call = client.topupBalance.waitUntil("t1", "completed", { timeoutMs: 9000 });
    await expect(call).rejects.toMatchObject({ name: "TimeoutError" });
  });

  it("ends at once when the caller aborts", async () => {
    const server = fakeServer(() => ({ body: { id: "t1", status: "created" } }));
    const controller = new AbortController();
    const client = createClient(server.options);
    setTimeout(() => controller.abort(), 5);
    const { signal } = controller;
    const call = client.topupBalance.waitUntil("t1", "completed", { signal });
    await expect(call).rejects.toMatchObject({ name: "AbortedError" });
  });
});
