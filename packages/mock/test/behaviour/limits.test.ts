import { createMock, defaultLimits, type LimitName, type Limits } from "@tmf654/mock";
import { describe, expect, test } from "vitest";
import { exchangeWith } from "../support/exchange.ts";
import { createApi, createStoppedMock, money } from "./setup.ts";

const hub = { callback: "http://127.0.0.1:9/e" };
const listener = "/listener/topupBalanceCreateEvent";
const event = { eventType: "TopupBalanceCreateEvent" };

/** A mock with one small limit, and what a client can do to it. */
function bounded(limits: Partial<Limits>, status = 500) {
  const said: [LimitName, number][] = [];
  const mock = createStoppedMock({
    limits,
    onLimit: (name, most) => said.push([name, most]),
    fetch: async () => new Response(null, { status }),
  });
  const exchange = exchangeWith(mock);
  const topup = (headers: Record<string, string> = {}, over: object = {}) =>
    exchange({
      method: "POST",
      path: "/topupBalance",
      headers: { "content-type": "application/json", ...headers },
      body: { ...createApiBody(), ...over },
      judged: false,
    });
  const register = (over: object = {}) =>
    exchange({ method: "POST", path: "/hub", body: { ...hub, ...over }, judged: false });
  return { mock, exchange, topup, register, said };
}

const createApiBody = () => ({
  amount: money(1),
  usageType: "monetary",
  bucket: { id: "ana-main" },
  partyAccount: { id: "acc-ana" },
});

type Bounded = ReturnType<typeof bounded>;

/** Drives each limit to its bound, and one further. */
const drives: Readonly<
  Record<LimitName, readonly [Partial<Limits>, (at: Bounded) => Promise<void>]>
> = {
  registrations: [
    { registrations: 2 },
    async ({ register, mock }) => {
      const statuses = [];
      for (const place of ["a", "b", "c"]) {
        statuses.push(await register({ callback: `${hub.callback}/${place}` }));
      }
      expect(statuses.map(({ status }) => status)).toEqual([201, 201, 409]);
      expect(statuses[2]?.error.code).toBe("tooManyRegistrations");
      expect(mock.events.listeners()).toHaveLength(2);
    },
  ],
  registrationLength: [
    { registrationLength: 60 },
    async ({ register }) => {
      expect((await register({ query: "eventType=TopupBalanceCreateEvent" })).status).toBe(201);
      const long = await register({ callback: `http://127.0.0.1:9/${"x".repeat(60)}` });
      expect([long.status, long.error.errors[0]?.code]).toEqual([400, "tooLong"]);
    },
  ],
  waitingEvents: [
    { waitingEvents: 2 },
    async ({ register, topup, mock }) => {
      await register();
      for (let count = 0; count < 4; count += 1) await topup();
      expect(mock.counts().waitingEvents).toBe(2);
      expect(mock.events.undelivered()).toHaveLength(2);
    },
  ],
  waitingEventBytes: [
    { waitingEventBytes: 3000 },
    async ({ register, topup, mock }) => {
      await register();
      await register({ callback: `${hub.callback}/other` });
      for (let count = 0; count < 4; count += 1) await topup({}, { description: "x".repeat(500) });
      const waiting = mock.events.deliveries().filter(({ state }) => state !== "undelivered");
      const bytes = waiting.reduce((sum, { body }) => sum + body.length, 0);
      expect(bytes).toBeGreaterThan(0);
      expect(bytes).toBeLessThanOrEqual(3000);
      // Room comes back when events leave.
      await mock.clock.advance("PT1H");
      await topup();
      expect(mock.counts().waitingEvents).toBe(2);
    },
  ],
  endedEvents: [
    { endedEvents: 3 },
    async ({ register, topup, mock }) => {
      await register();
      for (let count = 0; count < 5; count += 1) await topup();
      await mock.clock.advance("PT1H");
      expect(mock.events.undelivered()).toHaveLength(3);
    },
  ],
  endedEventBytes: [
    { endedEventBytes: 3000 },
    async ({ register, topup, mock }) => {
      await register();
      for (let count = 0; count < 5; count += 1) await topup({}, { description: "x".repeat(500) });
      await mock.clock.advance("PT1H");
      const kept = mock.events.undelivered();
      const bytes = kept.reduce((sum, { body }) => sum + body.length, 0);
      expect(kept.length).toBeGreaterThan(0);
      expect(bytes).toBeLessThanOrEqual(3000);
    },
  ],
  receivedEvents: [
    { receivedEvents: 2 },
    async ({ exchange, mock }) => {
      for (let count = 0; count < 4; count += 1)
        await exchange({
          method: "POST",
          path: listener,
          body: { ...event, eventId: `${count}` },
          judged: false,
        });
      expect(mock.events.received().map(({ body }) => body.eventId)).toEqual(["2", "3"]);
    },
  ],
  receivedEventBytes: [
    { receivedEventBytes: 2000 },
    async ({ exchange, mock }) => {
      for (let count = 0; count < 4; count += 1)
        await exchange({
          method: "POST",
          path: listener,
          body: { ...event, eventId: `${count}`, title: "x".repeat(900) },
          judged: false,
        });
      expect(mock.events.received().map(({ body }) => body.eventId)).toEqual(["2", "3"]);
    },
  ],
  keys: [
    { keys: 2 },
    async ({ topup, mock }) => {
      for (const key of ["a", "b", "c"]) await topup({ "idempotency-key": key });
      expect(mock.snapshot().keys).toHaveLength(2);
      expect((await topup({ "idempotency-key": "c" })).headers["idempotency-replayed"]).toBe(
        "true",
      );
    },
  ],
  keyBytes: [
    { keyBytes: 5000 },
    async ({ topup, mock }) => {
      const long = { description: "x".repeat(1500) };
      for (const key of ["a", "b", "c"]) await topup({ "idempotency-key": key }, long);
      expect(mock.snapshot().keys).toHaveLength(1);
      const last = await topup({ "idempotency-key": "c" }, long);
      expect(last.headers["idempotency-replayed"]).toBe("true");
    },
  ],
  delayedRequests: [
    { delayedRequests: 1 },
    async ({ topup, mock }) => {
      const waiting = topup({ prefer: "delay=60000" });
      await new Promise((resolve) => setTimeout(resolve, 10));
      const more = await topup({ prefer: "delay=60000" });
      expect([more.status, more.error.code]).toEqual([503, "503"]);
      mock.reset();
      expect((await waiting).status).toBe(409);
    },
  ],
};

describe("Limits: what requests can make grow is bounded", () => {
  test.each(Object.keys(defaultLimits) as LimitName[])(
    "%s is driven to its bound",
    async (name) => {
      const [limits, drive] = drives[name];
      const at = bounded(limits);
      await drive(at);
      expect(at.said).toEqual([[name, limits[name]]]);
      expect(at.mock.limitsReached()[name]).toBeGreaterThan(0);
      const metrics = await at.mock.fetch("http://localhost/__mock/metrics");
      expect(await metrics.text()).toContain(`tmf654_limit_reached_total{limit="${name}"}`);
    },
  );

  test("a key whose request is running never leaves, however many follow", async () => {
    const { topup, mock } = bounded({ keys: 3 });
    const before = mock.counts().actions;
    const slow = topup({ "idempotency-key": "slow", prefer: "delay=100" });
    for (let count = 0; count < 10; count += 1) await topup({ "idempotency-key": `k${count}` });
    const again = await topup({ "idempotency-key": "slow" });
    expect(again.text).toBe((await slow).text);
    expect(again.headers["idempotency-replayed"]).toBe("true");
    expect(mock.counts().actions).toBe(before + 11);
  });

  test.each([{ keys: 0 }, { keys: 1.5 }, { kyes: 1 }, { keys: "1" }])(
    "%j is refused with the names of the limits",
    (limits) => {
      const make = () => createMock({ limits: limits as Partial<Limits> });
      expect(make).toThrow(/limits must have whole numbers above 0 for some of registrations/);
    },
  );
});

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
      exchangeWith(mock)({ method: "POST", path: "/hub", body: { callback }, judged: false });
    const refused = await register();
    expect([refused.status, refused.error.errors[0]?.code]).toEqual([400, "itself"]);
    leave?.();
    expect((await register()).status).toBe(201);
  });

  test("a registration from before the server listened is not sent to it", async () => {
    const sent: string[] = [];
    const mock = createStoppedMock({
      fetch: async (url) => {
        sent.push(url);
        return new Response(null, { status: 204 });
      },
    });
    const exchange = exchangeWith(mock);
    await exchange({ method: "POST", path: "/hub", body: { callback: "http://localhost:4010/e" } });
    mock.servedAt?.(own);
    await createApi(exchange).topup("ana-main", money(1));
    await mock.events.drain();
    expect(sent).toEqual([]);
    expect(mock.events.deliveries()[0]?.attempts[0]?.error).toContain("leads to this mock itself");
  });

  test("what a mock sends may not use the control plane or execute an operation", async () => {
    const headers = { "x-event-id": "e1", "content-type": "application/json" };
    const exchange = exchangeWith(createMock({ profile: "ctk" }));
    const statuses = [];
    for (const [method, path] of [
      ["POST", "/../__mock/buckets/ana-main/expire"],
      ["POST", "/topupBalance"],
      ["POST", "/hub"],
      ["DELETE", "/hub/x"],
      ["POST", listener],
    ] as const) {
      const body = method === "POST" ? {} : undefined;
      const answer = await exchange({ method, path, headers, body, judged: false });
      statuses.push(answer.status);
    }
    expect(statuses).toEqual([403, 403, 403, 403, 201]);
  });

  test.each([
    ["POST", "/buckets/ana-main/expire"],
    ["POST", "/buckets/ana-main/suspend"],
    ["DELETE", "/journal"],
    ["DELETE", "/faults"],
  ])("%s %s of the control plane takes no body", async (method, path) => {
    const mock = createMock();
    const answer = await mock.fetch(`http://localhost/__mock${path}`, { method, body: "{}" });
    expect(answer.status).toBe(400);
    expect(((await answer.json()) as { message: string }).message).toContain("takes no body");
    expect(mock.get("bucket", "ana-main")?.status).toBe("active");
  });
});
