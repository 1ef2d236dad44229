import { createClient } from "@tmf654/client";
import {
  type BalanceEvent,
  createEventHandler,
  hmacVerifier,
  memoryOf,
  readEvent,
  signEvent,
} from "@tmf654/client/events";
import { createMock, reference } from "@tmf654/mock";
import { Hono } from "hono";
import { describe, expect, it } from "vitest";

const event = (eventId: string, kind = "TopupBalance", what = "Create") => ({
  eventId,
  eventType: `${kind}${what}Event`,
  event: { [kind.charAt(0).toLowerCase() + kind.slice(1)]: { id: "a1", status: "completed" } },
});

const post = (body: unknown, headers: Record<string, string> = {}) =>
  new Request("http://me/events", {
    method: "POST",
    headers,
    body: typeof body === "string" ? body : JSON.stringify(body),
  });

describe("the event handler", () => {
  it("gives each of the twelve events to its listener, with its type", async () => {
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
        expect((await handle(post(event(`e${++id}`, kind, what)))).status).toBe(204);
      }
    }
    expect(got).toHaveLength(12);
    expect(got).toContain("a1!");
    expect(got).not.toContain("TopupBalanceFailureEvent");
  });

  it.each<[string, Request, number]>([
    ["GET", new Request("http://me/events"), 405],
    ["no JSON", post("{"), 400],
    ["null", post("null"), 400],
    ["a list", post([]), 400],
    ["another event", post({ eventType: "BucketCreateEvent", event: { bucket: {} } }), 400],
    ["another end of an action", post(event("1", "TopupBalance", "Expire")), 400],
    ["a name with more behind", post(event("1", "TopupBalance", "CreateCreate")), 400],
    ["a name that objects have", post({ ...event("1"), eventType: "constructor" }), 400],
    ["a name that is no text", post({ ...event("1"), eventType: 7 }), 400],
    ["no payload", post({ eventType: "TopupBalanceCreateEvent", event: {} }), 400],
    ["the payload of another event", post({ ...event("1"), event: { reserveBalance: {} } }), 400],
    ["a body over the limit", post("x".repeat(2000)), 413],
  ])("answers %s as a refusal", async (_, request, status) => {
    const handle = createEventHandler({ on: {}, maxLength: 1000 });
    const answer = await handle(request);
    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({ code: String(status) });
  });

  it("knows an event by its name in any case", async () => {
    const got: string[] = [];
    const on = { TopupBalanceCreateEvent: (one: BalanceEvent) => got.push(one.eventType) };
    const handle = createEventHandler({ on });
    const body = { ...event("e1"), eventType: "topupBalanceCreateEvent" };
    expect((await handle(post(body))).status).toBe(204);
    expect(got).toEqual(["TopupBalanceCreateEvent"]);
  });

  it("handles a repeated event once, also when deliveries overlap", async () => {
    let count = 0;
    const handle = createEventHandler({
      on: {
        TopupBalanceCreateEvent: async () => {
          await new Promise((resolve) => setTimeout(resolve, 2));
          count += 1;
        },
      },
    });
    const deliveries = Array.from({ length: 5 }, () => handle(post(event("e1"))));
    for (const answer of await Promise.all(deliveries)) expect(answer.status).toBe(204);
    await handle(post(event("e1")));
    expect(count).toBe(1);
  });

  it("answers 500 when a listener throws, and takes the event again", async () => {
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
    expect((await handle(post(event("e1")))).status).toBe(500);
    expect((await handle(post(event("e1")))).status).toBe(204);
    expect(count).toBe(2);
    expect(errors).toEqual([new Error("database down")]);
  });

  it("forgets the oldest events", async () => {
    const memory = memoryOf(2);
    for (const id of ["a", "b", "c"]) await memory.add(id);
    expect(["a", "b", "c"].map((id) => memory.has(id))).toEqual([false, true, true]);
  });
});

describe("signatures", () => {
  const now = () => Date.parse("2026-03-01T12:00:00Z");
  const options = { secret: "s", now };
  const body = JSON.stringify(event("e1"));
  const handle = createEventHandler({ on: {}, verify: hmacVerifier(options), memory: memoryOf(1) });
  const status = async (headers: Record<string, string>, text = body) =>
    (await handle(post(text, headers))).status;

  it("accepts what signEvent signs, and nothing else", async () => {
    const signed = await signEvent(body, options);
    expect(await status(signed)).toBe(204);
    expect(await status(signed, body.replace("a1", "a2"))).toBe(401);
    expect(await status({})).toBe(401);
    expect(await status({ "X-Hub-Signature-256": "sha256=" })).toBe(401);
    expect(await status(await signEvent(body, { secret: "other" }))).toBe(401);
    const elsewhere = await signEvent(body, { ...options, header: "X-Signature" });
    expect(await status(elsewhere)).toBe(401);
  });

  it.each([
    ["2026-03-01T10:59:59Z", 401],
    ["2026-03-01T11:00:01Z", 204],
    ["2026-03-01T12:59:59Z", 204],
    ["2026-03-01T13:00:01Z", 401],
    ["soon", 401],
    ["", 401],
    [null, 401],
    [Date.parse("2026-03-01T12:00:00Z"), 401],
    [{}, 401],
    [undefined, 204],
  ])("an event of %j, at noon, is answered %d", async (eventTime, expected) => {
    const text = JSON.stringify({ ...event(`at ${eventTime}`), eventTime });
    expect(await status(await signEvent(text, options), text)).toBe(expected);
  });

  it("takes what the reference mock delivers", async () => {
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
    const answer = await listener(deliveries[0] as Request);
    expect(answer.status).toBe(204);
    expect(got).toEqual([id]);
  });
});

describe("where it fits", () => {
  it("is a Hono route", async () => {
    const handle = createEventHandler({ on: {} });
    const app = new Hono().post("/events", (context) => handle(context.req.raw));
    expect((await app.request(post(event("e1")))).status).toBe(204);
  });

  it("reads an event that came another way", () => {
    expect(readEvent(event("e1"))?.eventType).toBe("TopupBalanceCreateEvent");
    expect(readEvent({ eventType: "x" })).toBeUndefined();
  });
});
