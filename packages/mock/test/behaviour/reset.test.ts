import { once } from "node:events";
import { request } from "node:http";
import { json } from "node:stream/consumers";
import { createTenants, type Mock, reference } from "@tmf654/mock";
import { serve } from "@tmf654/mock/node";
import { describe, expect, test } from "vitest";
import type { Handler } from "../../src/ports/handler.ts";
import { sendTo } from "../support/send.ts";
import { createApi, createStoppedMock, money } from "./setup.ts";

const body = {
  amount: money(1),
  usageType: "monetary",
  bucket: { id: "ana-main" },
  partyAccount: { id: "acc-ana" },
};
const post = (mock: Mock, headers: Readonly<Record<string, string>>) =>
  sendTo(mock)({
    method: "POST",
    path: "/topupBalance",
    headers: { "content-type": "application/json", ...headers },
    body,
    checked: false,
  });
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const balance = (mock: Mock) => mock.get("bucket", "ana-main")?.remainingValue;

interface ArrivingRequest {
  readonly response: Promise<{ readonly status: number; readonly error: { code: string } }>;
  /** Sends the rest of the body. */
  readonly finish: () => void;
  readonly close: () => Promise<void> | void;
}
type OpenRequest = (handler: Handler, mock: Mock) => Promise<ArrivingRequest>;

const text = JSON.stringify(body);
const headers = { "content-type": "application/json" };
const path = "/tmf-api/prepayBalanceManagement/v4/topupBalance";

/** Each transport, with a function that sends the first half of a top-up's body. */
const transports: readonly (readonly [string, OpenRequest])[] = [
  ["fetch", openByFetch],
  ["a socket", openBySocket],
  ["a socket, for a tenant", (_, mock) => openBySocket(createTenants({ create: () => mock }))],
];

async function openByFetch({ fetch }: Handler): Promise<ArrivingRequest> {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const writer = writable.getWriter();
  const bytes = new TextEncoder().encode(text);
  const init = { method: "POST", headers, body: readable, duplex: "half" };
  const response = fetch(`http://localhost${path}`, init);
  await writer.write(bytes.slice(0, 20));
  return {
    response: response.then(async (got) => ({ status: got.status, error: await got.json() })),
    finish: () => {
      void writer.write(bytes.slice(20));
      void writer.close();
    },
    close: () => {},
  };
}

async function openBySocket(handler: Handler): Promise<ArrivingRequest> {
  let hasArrived = (): void => {};
  const arrived = new Promise<void>((resolve) => {
    hasArrived = resolve;
  });
  const server = await serve({
    ...handler,
    maximumBodyBytes: (head) => {
      hasArrived();
      return handler.maximumBodyBytes(head);
    },
  });
  const sent = request(`${server.url}${path}`, { method: "POST", headers });
  const response = once(sent, "response").then(async ([got]) => ({
    status: Number(got.statusCode),
    error: (await json(got)) as { code: string },
  }));
  sent.write(text.slice(0, 20));
  await arrived;
  return { response, finish: () => sent.end(text.slice(20)), close: server.close };
}

/** The ways in which a state is replaced. */
const ends: readonly (readonly [string, (mock: Mock) => void])[] = [
  ["reset", (mock) => mock.reset()],
  ["restore", (mock) => mock.restore(createStoppedMock().snapshot())],
];

describe.each(ends)("Time, randomness, identity: nothing survives a %s", (_, end) => {
  test("a request that waits for Prefer: delay", async () => {
    const mock = createStoppedMock();
    const waiting = post(mock, { prefer: "delay=60000" });
    await pause(10);
    end(mock);
    const response = await waiting;
    expect([response.status, response.error.code]).toEqual([409, "interrupted"]);
    expect(balance(mock)).toEqual(money(25.5));
    expect(mock.counts().actions).toBe(createStoppedMock().counts().actions);
    expect(mock.journal()).toEqual([]);
  });

  test.each(transports)("a request whose body still arrives by %s", async (_, open) => {
    const mock = createStoppedMock();
    const { response, finish, close } = await open(mock, mock);
    end(mock);
    finish();
    const { status, error } = await response;
    expect([status, error.code]).toEqual([409, "interrupted"]);
    expect(balance(mock)).toEqual(money(25.5));
    expect(mock.counts().actions).toBe(createStoppedMock().counts().actions);
    expect(mock.journal()).toEqual([]);
    expect((await post(mock, {})).status).toBe(201);
    await close();
  });

  test.each(["before", "after"] as const)(
    "a request that a rule delays %s the command",
    async (when) => {
      const mock = createStoppedMock();
      mock.faults.add({ when, fault: { delayMs: 60_000 } });
      const waiting = post(mock, {});
      await pause(10);
      end(mock);
      expect((await waiting).error.code).toBe("interrupted");
      expect(balance(mock)).toEqual(money(25.5));
    },
  );

  test("a key in flight, and the request that waits for its response", async () => {
    const mock = createStoppedMock();
    const key = { "idempotency-key": "k1" };
    const both = [post(mock, { ...key, prefer: "delay=60000" }), post(mock, key)];
    await pause(10);
    end(mock);
    const codes = (await Promise.all(both)).map(({ error }) => error.code);
    expect(codes).toEqual(["interrupted", "interrupted"]);
    const again = await post(mock, key);
    expect([again.status, again.headers["idempotency-replayed"]]).toEqual([201, undefined]);
  });

  test("a delivery that is being signed, and one in flight", async () => {
    const sent: string[] = [];
    const secret = { ...reference, events: { ...reference.events, secret: "s" } };
    const mock = createStoppedMock({
      profile: secret,
      fetch: async (url) => {
        sent.push(url);
        return new Response(null, { status: 204 });
      },
    });
    const callback = "http://127.0.0.1:9/e";
    await sendTo(mock)({ method: "POST", path: "/hub", body: { callback } });
    await createApi(sendTo(mock)).topup("ana-main", money(1));
    end(mock);
    await pause(30);
    expect(sent).toEqual([]);
    expect(mock.events.deliveries()).toEqual([]);
  });

  test("a wait for the next event", async () => {
    const mock = createStoppedMock();
    const type = "TopupBalanceCreateEvent";
    const next = mock.events.next(type, { timeoutMs: 60_000 });
    end(mock);
    await createApi(sendTo(mock)).topup("ana-main", money(1));
    await expect(next).rejects.toThrow(`while events.next waited for ${type}`);
    const later = mock.events.next(type);
    await createApi(sendTo(mock)).topup("ana-main", money(1));
    expect((await later).eventType).toBe(type);
  });

  test("a move of the clock that waits", async () => {
    const mock = createStoppedMock({ fetch: () => new Promise<Response>(() => {}) });
    const callback = "http://127.0.0.1:9/e";
    await sendTo(mock)({ method: "POST", path: "/hub", body: { callback } });
    await createApi(sendTo(mock)).topup("ana-main", money(1));
    const moved = expect(mock.clock.advance("P1D")).rejects.toMatchObject({ code: "interrupted" });
    end(mock);
    await moved;
    expect(new Date(mock.clock.now()).toISOString()).toBe("2026-03-10T12:00:00.000Z");
  });
});

test("a close ends a wait for the next event", async () => {
  const mock = createStoppedMock();
  const next = mock.events.next("TopupBalanceCreateEvent", { timeoutMs: 60_000 });
  const ended = expect(next).rejects.toThrow("reset, restored or closed");
  await mock.close();
  await ended;
});

test("a failed reset interrupts nothing", async () => {
  const mock = createStoppedMock();
  const waiting = post(mock, { prefer: "delay=50" });
  expect(() => mock.reset("nothing-of-the-kind")).toThrow();
  expect((await waiting).status).toBe(201);
});

test("Faults and scenarios: a function is called at the start and at each reset", () => {
  let scenario = "new-subscriber";
  const mock = createStoppedMock({ scenario: () => scenario });
  const first = mock.counts().buckets;
  scenario = "default";
  mock.reset();
  expect(mock.counts().buckets).toBeGreaterThan(first);
  mock.reset("new-subscriber");
  expect(mock.counts().buckets).toBe(first);
});
