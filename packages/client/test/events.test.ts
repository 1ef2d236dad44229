import { createClient } from "@tmf654/client";
import {
  type BalanceEvent,
  createEventHandler,
  createEventMemory,
  hmacVerifier,
  readEvent,
  signEvent,
} from "@tmf654/client/events";
import { createMock, reference } from "@tmf654/mock";
import { Hono } from "hono";
import { describe, expect, test } from "vitest";

const createEvent = (eventId: string, kind = "TopupBalance", what = "Create") => ({
  eventId,
  eventType: `${kind}${what}Event`,
  event: { [kind.charAt(0).toLowerCase() + kind.slice(1)]: { id: "a1", status: "completed" } },
});

const createRequest = (body: unknown, headers: Record<string, string> = {}) =>
  new Request("http://me/events", {
    method: "POST",
    headers,
    body: typeof body === "string" ? body : JSON.stringify(body),
  });

describe("the event handler", () => {
  test("calls the listener of each of the twelve events with the typed event", async () => {
    const got: string[] = [];
    const handle = createEventHandler({
      on: {
        TopupBalanceFailureEvent: ({ event: { topupBalance } }) => got.push(`${topupBalance.id}!`),
      },
      onOther: ({ eventType }) => got.push(eventType),
    });
    const kinds = ["TopupBalance", "AdjustBalance", "TransferBalance", "ReserveBalance"];
    let id = 0;
    for (const kind of kinds) {
      for (const what of ["Create", "Cancel", "Failure"]) {
        expect((await handle(createRequest(createEvent(`e${++id}`, kind, what)))).status).toBe(204);
      }
    }
    expect(got).toHaveLength(12);
    expect(got).toContain("a1!");
    expect(got).not.toContain("TopupBalanceFailureEvent");
  });

  test.each<{ name: string; request: Request; handleStatus: number }>([
    { name: "GET", request: new Request("http://me/events"), handleStatus: 405 },
    { name: "invalid JSON", request: createRequest("{"), handleStatus: 400 },
    { name: "null", request: createRequest("null"), handleStatus: 400 },
    { name: "a list", request: createRequest([]), handleStatus: 400 },
    {
      name: "another event",
      request: createRequest({ eventType: "BucketCreateEvent", event: { bucket: {} } }),
      handleStatus: 400,
    },
    {
      name: "an unknown suffix",
      request: createRequest(createEvent("1", "TopupBalance", "Expire")),
      handleStatus: 400,
    },
    {
      name: "a name with extra text",
      request: createRequest(createEvent("1", "TopupBalance", "CreateCreate")),
      handleStatus: 400,
    },
    {
      name: "a name that every object has",
      request: createRequest({ ...createEvent("1"), eventType: "constructor" }),
      handleStatus: 400,
    },
    {
      name: "a name that is not a string",
      request: createRequest({ ...createEvent("1"), eventType: 7 }),
      handleStatus: 400,
    },
    {
      name: "no payload",
      request: createRequest({ eventType: "TopupBalanceCreateEvent", event: {} }),
      handleStatus: 400,
    },
    {
      name: "the payload of another event",
      request: createRequest({ ...createEvent("1"), event: { reserveBalance: {} } }),
      handleStatus: 400,
    },
    { name: "a body over the limit", request: createRequest("x".repeat(2000)), handleStatus: 413 },
  ])("responds to $name with $status", async ({ request, handleStatus: status }) => {
    const handle = createEventHandler({ on: {}, maxBodyBytes: 1000 });
    const response = await handle(request);
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ code: String(status) });
  });

  test("accepts an event name in any case", async () => {
    const got: string[] = [];
    const on = { TopupBalanceCreateEvent: (one: BalanceEvent) => got.push(one.eventType) };
    const handle = createEventHandler({ on });
    const body = { ...createEvent("e1"), eventType: "topupBalanceCreateEvent" };
    expect((await handle(createRequest(body))).status).toBe(204);
    expect(got).toEqual(["TopupBalanceCreateEvent"]);
  });

  test("handles a repeated event once, also when deliveries are concurrent", async () => {
    let count = 0;
    const handle = createEventHandler({
      on: {
        TopupBalanceCreateEvent: async () => {
          await new Promise((resolve) => setTimeout(resolve, 2));
          count += 1;
        },
      },
    });
    const deliveries = Array.from({ length: 5 }, () => handle(createRequest(createEvent("e1"))));
    for (const response of await Promise.all(deliveries)) expect(response.status).toBe(204);
    await handle(createRequest(createEvent("e1")));
    expect(count).toBe(1);
  });

  test("responds 500 when a listener throws, and handles the event again", async () => {
    const errors: unknown[] = [];
    let count = 0;
    const handle = createEventHandler({
      on: {
        TopupBalanceCreateEvent: () => {
          count += 1;
          if (count === 1) throw new Error("database down");
        },
      },
      onError: (error) => errors.push(error),
    });
    expect((await handle(createRequest(createEvent("e1")))).status).toBe(500);
    expect((await handle(createRequest(createEvent("e1")))).status).toBe(204);
    expect(count).toBe(2);
    expect(errors).toEqual([new Error("database down")]);
  });

  test("forgets the oldest events", async () => {
    const memory = createEventMemory(2);
    for (const id of ["a", "b", "c"]) await memory.add(id);
    expect(["a", "b", "c"].map((id) => memory.has(id))).toEqual([false, true, true]);
  });

  test("is limited in characters too, and keeps the latest event", async () => {
    const memory = createEventMemory(100, 10);
    const known = () => ["aaaa", "bbbb", "cccc", "d".repeat(20)].filter((id) => memory.has(id));
    for (const id of ["aaaa", "bbbb", "bbbb", "cccc"]) await memory.add(id);
    expect(known()).toEqual(["bbbb", "cccc"]);
    await memory.add("d".repeat(20));
    expect(known()).toEqual(["d".repeat(20)]);
    await memory.add("aaaa");
    expect(known()).toEqual(["aaaa"]);
    const large = createEventMemory();
    for (let count = 0; count < 10; count += 1) await large.add(`${count}${"x".repeat(1_000_000)}`);
    const kept = [...Array(10).keys()].filter((at) => large.has(`${at}${"x".repeat(1_000_000)}`));
    expect(kept).toEqual([6, 7, 8, 9]);
  });
});

describe("signatures", () => {
  const now = () => Date.parse("2026-03-01T12:00:00Z");
  const options = { secret: "s", now };
  const body = JSON.stringify(createEvent("e1"));
  const handle = createEventHandler({
    on: {},
    verify: hmacVerifier(options),
    memory: createEventMemory(1),
  });
  const status = async (headers: Record<string, string>, text = body) =>
    (await handle(createRequest(text, headers))).status;

  test("accepts only what signEvent signs", async () => {
    const signed = await signEvent(body, options);
    expect(await status(signed)).toBe(204);
    expect(await status(signed, body.replace("a1", "a2"))).toBe(401);
    expect(await status({})).toBe(401);
    expect(await status({ "X-Hub-Signature-256": "sha256=" })).toBe(401);
    expect(await status(await signEvent(body, { secret: "other" }))).toBe(401);
    const elsewhere = await signEvent(body, { ...options, header: "X-Signature" });
    expect(await status(elsewhere)).toBe(401);
  });

  test.each([
    { eventTime: "2026-03-01T10:59:59Z", expected: 401 },
    { eventTime: "2026-03-01T11:00:01Z", expected: 204 },
    { eventTime: "2026-03-01T12:59:59Z", expected: 204 },
    { eventTime: "2026-03-01T13:00:01Z", expected: 401 },
    { eventTime: "soon", expected: 401 },
    { eventTime: "", expected: 401 },
    { eventTime: null, expected: 401 },
    { eventTime: Date.parse("2026-03-01T12:00:00Z"), expected: 401 },
    { eventTime: {}, expected: 401 },
    { eventTime: undefined, expected: 204 },
  ])("responds $expected to an event of $eventTime at noon", async ({ eventTime, expected }) => {
    const text = JSON.stringify({ ...createEvent(`at ${eventTime}`), eventTime });
    expect(await status(await signEvent(text, options), text)).toBe(expected);
  });

  test("accepts the deliveries of the reference mock", async () => {
    const deliveries: Request[] = [];
    const mock = createMock({
      fetch: async (input: string, init: RequestInit) => {
        deliveries.push(new Request(input, init));
        return new Response(null, { status: 204 });
      },
      profile: { ...reference, events: { ...reference.events, secret: "hush" } },
    } as never);
    const client = createClient({
      baseUrl: "http://mock/tmf-api/prepayBalanceManagement/v4",
      fetch: mock.fetch,
    });
    await client.hub.create({ callback: "http://127.0.0.1:9/events" });
    const { id } = await client.topupBalance.create({
      bucket: { id: "ana-main" },
      partyAccount: { id: "acc-ana" },
      usageType: "monetary",
      amount: { amount: 10, units: "EUR" },
    });
    await expect.poll(() => deliveries.length).toBe(1);
    const got: string[] = [];
    const listener = createEventHandler({
      verify: hmacVerifier({ secret: "hush" }),
      on: { TopupBalanceCreateEvent: (received) => got.push(received.event.topupBalance.id ?? "") },
    });
    const response = await listener(deliveries[0] as Request);
    expect(response.status).toBe(204);
    expect(got).toEqual([id]);
  });
});

describe("integrations", () => {
  test("works as a Hono route", async () => {
    const handle = createEventHandler({ on: {} });
    const app = new Hono().post("/events", (context) => handle(context.req.raw));
    expect((await app.request(createRequest(createEvent("e1")))).status).toBe(204);
  });

  test("reads an event from another transport", () => {
    expect(readEvent(createEvent("e1"))?.eventType).toBe("TopupBalanceCreateEvent");
    expect(readEvent({ eventType: "x" })).toBeUndefined();
  });
});
