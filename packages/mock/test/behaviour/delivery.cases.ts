import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createMock, type Mock, reference, signatureHeader } from "@tmf654/mock";
import { afterEach, describe, expect, test } from "vitest";
import { hmac } from "../support/hmac.ts";
import { sendTo } from "../support/send.ts";
import { createApi, createStoppedMock, mockDefaults, money, start } from "./setup.ts";

interface ReceivedRequest {
  readonly url: string;
  readonly body: string;
  readonly headers: Record<string, string>;
}

/** A local subscriber: the events it receives, and its response to each. */
function subscriber(
  statusOf: (received: ReceivedRequest, count: number) => number | Promise<number>,
) {
  const received: ReceivedRequest[] = [];
  const fetch = async (url: string, init: RequestInit): Promise<Response> => {
    const headers = Object.fromEntries(new Headers(init.headers));
    const one = { url, body: String(init.body), headers };
    received.push(one);
    return new Response(null, { status: await statusOf(one, received.length) });
  };
  return { received, fetch, types: () => received.map(({ body }) => JSON.parse(body).eventType) };
}

/** Whether this program can listen on a port: a page cannot. */
const canListen = typeof process !== "undefined" && process.versions?.node !== undefined;

const register = (mock: Mock, query?: string, callback = "http://localhost:9999/events") =>
  sendTo(mock)({ method: "POST", path: "/hub", body: { callback, ...(query && { query }) } });

const steady = { ...reference, events: { ...reference.events, jitter: 0 } };

describe("Events: delivery", () => {
  test("query filters with the same language as lists", async () => {
    const { fetch, types } = subscriber(() => 204);
    const mock = createStoppedMock({ fetch });
    await register(mock, "eventType=ReserveBalanceCreateEvent,AdjustBalanceCreateEvent");
    await register(mock, "event.topupBalance.bucket.id=liam-main", "http://localhost:9998/liam");
    const api = createApi(sendTo(mock));
    await api.topup("ana-main", money(1));
    await api.topup("liam-main", money(1));
    await api.adjust("ana-main", money(1));
    await mock.events.drain();
    expect(types().sort()).toEqual(["AdjustBalanceCreateEvent", "TopupBalanceCreateEvent"]);
  });

  test("query accepts patterns too, also after a restored snapshot", async () => {
    const { fetch, types } = subscriber(() => 204);
    const mock = createStoppedMock({ fetch });
    expect((await register(mock, "eventType.regex=^(Reserve|Adjust).*Create")).status).toBe(201);
    expect((await register(mock, "eventType.regex=(((")).status).toBe(400);
    mock.restore(mock.snapshot());
    const api = createApi(sendTo(mock));
    await api.topup("ana-main", money(1));
    await api.adjust("ana-main", money(1));
    await mock.events.drain();
    expect(types()).toEqual(["AdjustBalanceCreateEvent"]);
  });

  test("a delivered event is sent again when `redeliver` gets its id", async () => {
    const { fetch, received } = subscriber(() => 204);
    const mock = createStoppedMock({ fetch });
    await register(mock);
    await createApi(sendTo(mock)).topup("ana-main", money(1));
    await mock.events.drain();
    expect(mock.events.redeliver()).toBe(0);
    expect(mock.events.redeliver(mock.events.deliveries().map(({ id }) => id))).toBe(1);
    await mock.events.drain();
    expect(received.map(({ body }) => body)).toEqual([received[0]?.body, received[0]?.body]);
    expect(mock.events.deliveries()).toMatchObject([{ state: "delivered" }]);
  });

  test("the callback URL is called exactly as given, and a 2xx response confirms the delivery", async () => {
    const { fetch, received } = subscriber(() => 202);
    const mock = createStoppedMock({ fetch });
    await register(mock, undefined, "http://LOCALHOST:9999/a/../b?x=1");
    await createApi(sendTo(mock)).topup("ana-main", money(1));
    await mock.events.drain();
    expect(received.map(({ url }) => url)).toEqual(["http://LOCALHOST:9999/a/../b?x=1"]);
    expect(mock.events.deliveries()).toMatchObject([{ state: "delivered" }]);
  });

  test("any other result is retried after 1, 2, 4, 8, 16 s, then the event is undelivered", async () => {
    const { fetch, received } = subscriber(() => 500);
    const mock = createStoppedMock({ fetch, profile: steady });
    await register(mock);
    await createApi(sendTo(mock)).topup("ana-main", money(1));
    await mock.events.drain();
    await mock.clock.advance("PT10M");
    const [delivery] = mock.events.undelivered();
    const at = Date.parse(start);
    expect(delivery?.attempts.map((attempt) => attempt.at - at)).toEqual([
      0, 1e3, 3e3, 7e3, 15e3, 31e3,
    ]);
    expect(new Set(received.map(({ body }) => body)).size).toBe(1);
    expect(delivery).toMatchObject({ state: "undelivered" });
  });

  test("waits are up to 20 % shorter or longer at random", async () => {
    const { fetch } = subscriber(() => 500);
    const mock = createStoppedMock({ fetch });
    await register(mock);
    for (let n = 0; n < 20; n += 1) await createApi(sendTo(mock)).topup("ana-main", money(1));
    await mock.clock.advance("PT1H");
    const first = mock.events
      .undelivered()
      .map(({ attempts: [one, two] }) => (two?.at ?? 0) - (one?.at ?? 0));
    expect(Math.min(...first)).toBeGreaterThanOrEqual(800);
    expect(Math.max(...first)).toBeLessThanOrEqual(1200);
    expect(new Set(first).size).toBeGreaterThan(10);
  });

  test("undelivered events are redelivered with the same bytes and eventId", async () => {
    let isUp = false;
    const { fetch, received } = subscriber(() => (isUp ? 200 : 503));
    const mock = createStoppedMock({ fetch, profile: steady });
    await register(mock);
    await createApi(sendTo(mock)).topup("ana-main", money(1));
    await mock.clock.advance("PT1H");
    isUp = true;
    expect(mock.events.redeliver()).toBe(1);
    await mock.events.drain();
    expect(mock.events.undelivered()).toEqual([]);
    expect(received.at(-1)?.body).toBe(received[0]?.body);
    expect(received.at(-1)?.headers["x-event-id"]).toBe(
      JSON.parse(received[0]?.body ?? "").eventId,
    );
  });

  test("order is kept per bucket and subscriber, also during retries of an event", async () => {
    const { fetch, received } = subscriber((_, count) => (count <= 2 ? 500 : 200));
    const mock = createStoppedMock({ fetch, profile: steady });
    await register(mock);
    const api = createApi(sendTo(mock));
    const ids = [];
    for (let n = 0; n < 4; n += 1) ids.push((await api.topup("ana-main", money(1))).json.id);
    await mock.clock.advance("PT1M");
    const delivered = received.slice(2).map(({ body }) => JSON.parse(body).correlationId);
    expect(delivered).toEqual(ids);
  });

  test("a slow subscriber never delays other subscribers or the API", async () => {
    let release = (): void => {};
    const stuck = new Promise<number>((resolve) => {
      release = () => resolve(200);
    });
    const { fetch, received } = subscriber(({ url }) => (url.includes("slow") ? stuck : 200));
    const mock = createStoppedMock({ fetch });
    await register(mock, undefined, "http://localhost:1/slow");
    await register(mock, undefined, "http://localhost:1/quick");
    const api = createApi(sendTo(mock));
    for (let n = 0; n < 3; n += 1) await api.topup("ana-main", money(1));
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(received.filter(({ url }) => url.includes("quick"))).toHaveLength(3);
    expect(received.filter(({ url }) => url.includes("slow"))).toHaveLength(1);
    release();
    await mock.events.drain();
    expect(received.filter(({ url }) => url.includes("slow"))).toHaveLength(3);
  });

  test("DELETE /hub/{id} ends pending deliveries", async () => {
    const { fetch, received } = subscriber(() => 500);
    const mock = createStoppedMock({ fetch, profile: steady });
    const { json } = await register(mock);
    await createApi(sendTo(mock)).topup("ana-main", money(1));
    await mock.events.drain();
    await sendTo(mock)({ method: "DELETE", path: `/hub/${json.id}` });
    await mock.clock.advance("PT1H");
    expect(received).toHaveLength(1);
  });

  test("an allowed host is called, with an HMAC signature when a secret is set", async () => {
    const { fetch, received } = subscriber(() => 200);
    const events = { ...reference.events, allowHosts: ["*.example.org"], secret: "s3cret" };
    const mock = createStoppedMock({ fetch, profile: { ...reference, events } });
    await register(mock, undefined, "https://hooks.example.org/x");
    await createApi(sendTo(mock)).topup("ana-main", money(1));
    await mock.events.drain();
    const [one] = received;
    const wanted = await hmac("s3cret", one?.body ?? "");
    expect(one?.headers[signatureHeader.toLowerCase()]).toBe(`sha256=${wanted}`);
  });

  test("without a `fetch` option an event is kept as undelivered", async () => {
    const mock = createStoppedMock();
    await register(mock);
    await createApi(sendTo(mock)).topup("ana-main", money(1));
    await mock.events.drain();
    expect(mock.events.undelivered()).toMatchObject([
      { attempts: [{ error: /no `fetch` option/ }] },
    ]);
  });
});

describe("Events: over real sockets", () => {
  const servers: Server[] = [];
  afterEach(() => {
    for (const server of servers.splice(0)) server.close();
  });

  const socketTest = test.runIf(canListen);
  socketTest("an event is POSTed to a server, retried in real time after a failure", async () => {
    const { createServer } = await import("node:http");
    const bodies: string[] = [];
    const delivered = new Promise<void>((resolve) => {
      const server = createServer((request, response) => {
        let body = "";
        request.on("data", (chunk) => {
          body += chunk;
        });
        request.on("end", () => {
          bodies.push(body);
          response.writeHead(bodies.length === 1 ? 500 : 204).end();
          if (bodies.length === 2) resolve();
        });
      });
      servers.push(server);
      server.listen(0, "127.0.0.1");
    });
    const events = { ...reference.events, retryDelaysMs: [20] };
    const mock = createMock({ fetch, profile: { ...reference, events } });
    await new Promise((resolve) => servers[0]?.on("listening", resolve));
    const { port } = (servers[0]?.address() ?? { port: 0 }) as AddressInfo;
    await register(mock, undefined, `http://127.0.0.1:${port}/events`);
    await createApi(sendTo(mock)).topup("ana-main", money(1));
    await delivered;
    await mock.events.drain();
    expect(bodies[0]).toBe(bodies[1]);
    expect(mock.events.deliveries()).toMatchObject([{ state: "delivered" }]);
    await mock.close();
  });

  test("two connected mocks: the second keeps the events of the first", async () => {
    const second = createStoppedMock();
    const first = createStoppedMock({ fetch: (url, init) => second.fetch(new Request(url, init)) });
    const callback = `http://localhost${second.basePath}/listener/topupBalanceCreateEvent`;
    await register(first, "eventType=TopupBalanceCreateEvent", callback);
    const { json } = await createApi(sendTo(first)).topup("ana-main", money(1));
    await first.events.drain();
    expect(second.events.received()).toMatchObject([{ body: { correlationId: json.id } }]);
  });

  test("shutdown sends the waiting events in order", async () => {
    const { fetch, received } = subscriber(async () => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      return 204;
    });
    const mock = createStoppedMock({ fetch });
    await register(mock);
    const api = createApi(sendTo(mock));
    for (const amount of [1, 2, 3]) await api.topup("ana-main", money(amount));
    await mock.close();
    const amounts = received.map(({ body }) => JSON.parse(body).event.topupBalance.amount.amount);
    expect(amounts).toEqual([1, 2, 3]);
  });

  // A mock with a database keeps these events for its next start.
  test.skipIf(mockDefaults.isStored).each([
    ["is up again: all events are delivered", 204, 10_000, [1, 2, 3], []],
    ["is still down: each event is tried once more and kept", 500, 10_000, [1, 2, 3], [1, 2, 3]],
    ["hangs: no delivery begins after the time of one delivery", "hangs", 20, [1], [1, 2, 3]],
  ] as const)("at shutdown, a subscriber %s", async (_, status, timeoutMs, tried, left) => {
    let isClosing = false;
    const { fetch, received } = subscriber(() => (isClosing && status !== "hangs" ? status : 500));
    const hanging = (url: string, init: RequestInit): Promise<Response> => {
      const response = fetch(url, init);
      if (!isClosing || status !== "hangs") return response;
      return new Promise((_, fail) => {
        // This rejects a little after the deadline, so the order of the two timers does not matter.
        init.signal?.addEventListener("abort", () =>
          setTimeout(() => fail(init.signal?.reason), 5),
        );
      });
    };
    const events = { ...steady.events, timeoutMs };
    const mock = createStoppedMock({ fetch: hanging, profile: { ...steady, events } });
    await register(mock, undefined, "http://localhost:1/one");
    await register(mock, undefined, "http://localhost:1/two");
    const api = createApi(sendTo(mock));
    for (const amount of [1, 2, 3]) await api.topup("ana-main", money(amount));
    await mock.events.drain();
    expect(received).toHaveLength(2);
    isClosing = true;
    await mock.close();
    const amountIn = (body: string) => JSON.parse(body).event.topupBalance.amount.amount;
    for (const callback of ["http://localhost:1/one", "http://localhost:1/two"]) {
      const sent = received.slice(2).filter(({ url }) => url === callback);
      expect(sent.map(({ body }) => amountIn(body))).toEqual(tried);
      const kept = mock.events.undelivered().filter((one) => one.callback === callback);
      expect(kept.map(({ body }) => amountIn(body))).toEqual(left);
    }
    expect(mock.counts().waitingEvents).toBe(0);
  });
});
