import { createMock } from "@tmf654/mock";
import { describe, expect, test } from "vitest";
import { sendTo } from "../support/send.ts";
import { createApi, createStoppedMock, money } from "./setup.ts";

const listener = "/listener/topupBalanceCreateEvent";

describe("Events: a mock sends no event to itself", () => {
  const own = { port: 4010, hosts: ["my-machine", "192.168.1.7"] };
  test.each([
    "http://127.0.0.1:4010/__mock/buckets/ben-main/expire",
    "http://localhost:4010/x",
    "http://LOCALHOST:4010/x",
    "http://a.localhost:4010/x",
    "http://127.9.9.9:4010/x",
    "http://[::1]:4010/x",
    "http://2130706433:4010/x",
    "http://0x7f.1:4010/x",
    "https://localhost:4010/x",
    "http://192.168.1.7:4010/x",
    "http://my-machine:4010/x",
    "http://0.0.0.0:4010/x",
    "http://[::ffff:127.0.0.1]:4010/x",
  ])("the callback %s is refused", async (callback) => {
    const allowHosts = ["192.168.1.7", "my-machine", "0.0.0.0", "[::ffff:7f00:1]"];
    const mock = createStoppedMock({ profile: { name: "x", events: { allowHosts } } });
    const leave = mock.servedAt?.(own);
    const register = () =>
      sendTo(mock)({ method: "POST", path: "/hub", body: { callback }, checked: false });
    const refused = await register();
    expect([refused.status, refused.error.errors[0]?.code]).toEqual([400, "itself"]);
    leave?.();
    expect((await register()).status).toBe(201);
  });

  test("a callback to the mock itself, registered before its server listened, gets no event", async () => {
    const sent: string[] = [];
    const mock = createStoppedMock({
      fetch: async (url) => {
        sent.push(url);
        return new Response(null, { status: 204 });
      },
    });
    const send = sendTo(mock);
    await send({ method: "POST", path: "/hub", body: { callback: "http://localhost:4010/e" } });
    mock.servedAt?.(own);
    await createApi(send).topup("ana-main", money(1));
    await mock.events.drain();
    expect(sent).toEqual([]);
    expect(mock.events.deliveries()[0]?.attempts[0]?.error).toContain("leads to this mock itself");
  });

  test("what a mock sends may not use the control plane or execute an operation", async () => {
    const headers = { "x-event-id": "e1", "content-type": "application/json" };
    const send = sendTo(createMock({ profile: "ctk" }));
    const statuses = [];
    for (const [method, path] of [
      ["POST", "/../__mock/buckets/ana-main/expire"],
      ["POST", "/topupBalance"],
      ["POST", "/hub"],
      ["DELETE", "/hub/x"],
      ["POST", listener],
    ] as const) {
      const body = method === "POST" ? {} : undefined;
      const response = await send({ method, path, headers, body, checked: false });
      statuses.push(response.status);
    }
    expect(statuses).toEqual([403, 403, 403, 403, 201]);
  });

  test.each([
    ["POST", "/buckets/ana-main/expire"],
    ["POST", "/buckets/ana-main/suspend"],
    ["DELETE", "/journal"],
    ["DELETE", "/faults"],
  ])("%s %s of the control plane accepts no body", async (method, path) => {
    const mock = createMock();
    const response = await mock.fetch(`http://localhost/__mock${path}`, { method, body: "{}" });
    expect(response.status).toBe(400);
    expect(((await response.json()) as { message: string }).message).toContain("accepts no body");
    expect(mock.get("bucket", "ana-main")?.status).toBe("active");
  });
});
