import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import {
  createEventHandler,
  hmacVerifier,
  memoryOf,
  nodeListener,
  readEvent,
  signEvent,
} from "@tmf654/client/events";
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
    ["no payload", post({ eventType: "TopupBalanceCreateEvent", event: {} }), 400],
    ["the payload of another event", post({ ...event("1"), event: { reserveBalance: {} } }), 400],
    ["a body over the limit", post("x".repeat(2000)), 413],
  ])("answers %s as a refusal", async (_, request, status) => {
    const handle = createEventHandler({ on: {}, maxLength: 1000 });
    const answer = await handle(request);
    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({ code: String(status) });
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
  const now = () => 1_700_000_000_000;
  const options = { secret: "s", now };
  const body = JSON.stringify(event("e1"));
  const status = async (headers: Record<string, string>, text = body) =>
    (await createEventHandler({ on: {}, verify: hmacVerifier(options) })(post(text, headers)))
      .status;

  it("accepts what signEvent signs, and nothing else", async () => {
    const signed = await signEvent(body, options);
    expect(await status(signed)).toBe(204);
    expect(await status(signed, body.replace("a1", "a2"))).toBe(401);
    expect(await status({})).toBe(401);
    expect(await status({ "X-Signature": "t=1,v1=" })).toBe(401);
    expect(await status(await signEvent(body, { ...options, secret: "other" }))).toBe(401);
  });

  it.each([
    [-301, 401],
    [-299, 204],
    [299, 204],
    [301, 401],
  ])("a signature made %d s from now is answered %d", async (seconds, expected) => {
    const at = () => now() + seconds * 1000;
    expect(await status(await signEvent(body, { ...options, now: at }))).toBe(expected);
  });
});

describe("where it fits", () => {
  it("is a Hono route", async () => {
    const handle = createEventHandler({ on: {} });
    const app = new Hono().post("/events", (context) => handle(context.req.raw));
    expect((await app.request(post(event("e1")))).status).toBe(204);
  });

  it("is a Node listener, as Express takes it", async () => {
    const server = createServer(nodeListener(createEventHandler({ on: {} })));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const url = `http://127.0.0.1:${port}/events`;
    const send = (text: string) => fetch(url, { method: "POST", body: text });
    expect((await send(JSON.stringify(event("é1")))).status).toBe(204);
    expect(await (await send("no")).json()).toMatchObject({ code: "400" });
    server.close();
  });

  it("reads an event that came another way", () => {
    expect(readEvent(event("e1"))?.eventType).toBe("TopupBalanceCreateEvent");
    expect(readEvent({ eventType: "x" })).toBeUndefined();
  });
});
