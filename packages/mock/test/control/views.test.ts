import { createMock, createTenants } from "@tmf654/mock";
import { describe, expect, test } from "vitest";
import { createControl } from "../../src/control/client.ts";
import { createApi, createStoppedMock, start } from "../behaviour/setup.ts";
import { sendTo } from "../support/send.ts";
import { checkDocumented } from "./documented.ts";

const untilSoon = { validFor: { endDateTime: "2026-03-10T12:30:00.000Z" } };
const eur = (amount: number) => ({ amount, units: "EUR" });

function setUp(options: Parameters<typeof createStoppedMock>[0] = {}) {
  const mock = createStoppedMock(options);
  const control = createControl({ fetch: checkDocumented(mock.fetch) });
  return { mock, control, send: sendTo(mock), api: createApi(sendTo(mock)) };
}

describe("The control plane: requests", () => {
  test("a summary has what the request changed", async () => {
    const { control, api } = setUp();
    await api.topup("ana-main", eur(10));
    await api.get("/bucket/ana-main");
    const { requests, next } = await control.requests();
    expect(requests).toMatchObject([
      { number: 2, method: "GET", path: "/bucket/ana-main", status: 200, changes: [] },
      {
        number: 1,
        time: start,
        operation: "createTopupBalance",
        method: "POST",
        path: "/topupBalance",
        status: 201,
        changes: [
          {
            bucketId: "ana-main",
            spendable: eur(10),
            reserved: eur(0),
            remaining: eur(35.5),
          },
        ],
      },
    ]);
    expect(next).toBeUndefined();
  });

  test("earlier changes keep the balance of their time", async () => {
    const { control, api, mock } = setUp();
    await api.topup("ana-main", eur(10));
    await api.topup("ana-main", eur(1));
    mock.subscribers.spend("ana-main", eur(30));
    const { requests } = await control.requests();
    expect(requests.map(({ changes }) => changes[0]?.remaining.amount)).toEqual([36.5, 35.5]);
  });

  test("a summary has the reason of a failed task and of an error", async () => {
    const { control, api, send } = setUp();
    await api.topup("nowhere", eur(10));
    await send({ method: "POST", path: "/topupBalance", body: {} });
    const [wrong, failed] = (await control.requests()).requests;
    expect(wrong).toMatchObject({ status: 400, changes: [] });
    expect(wrong?.message).toMatch(/amount/);
    expect(failed).toMatchObject({ status: 201, refusal: { code: "bucketNotFound" } });
  });

  test.each([
    [{ method: "GET" }, ["GET /bucket/ana-main"]],
    [{ status: "4xx" }, ["POST /topupBalance"]],
    [{ operation: "retrieveBucket" }, ["GET /bucket/ana-main"]],
    [{ search: "ANA-MAIN" }, ["GET /bucket/ana-main", "POST /topupBalance"]],
    [{ search: "not-here" }, []],
    [{ limit: 1 }, ["GET /bucket/ana-main"]],
    [{ before: 2 }, ["POST /topupBalance"]],
  ] as const)("the filter %j finds %j", async (filter, found) => {
    const { control, api, send } = setUp();
    await api.topup("ana-main", eur(10));
    await send({ method: "POST", path: "/topupBalance", body: {} });
    await api.get("/bucket/ana-main");
    const { requests } = await control.requests(filter);
    expect(requests.map(({ method, path }) => `${method} ${path}`)).toEqual(found);
  });

  test("a list continues before a number", async () => {
    const { control, api } = setUp();
    for (let count = 0; count < 5; count += 1) await api.get("/bucket/ana-main");
    const first = await control.requests({ limit: 3 });
    expect(first.requests.map(({ number }) => number)).toEqual([5, 4, 3]);
    const rest = await control.requests({ limit: 3, before: first.next ?? 0 });
    expect(rest.requests.map(({ number }) => number)).toEqual([2, 1]);
    expect(rest.next).toBeUndefined();
  });

  test("one request has headers, bodies, issues and effects", async () => {
    const { control, api } = setUp();
    await api.topup("ana-main", eur(10));
    expect(await control.request(1)).toMatchObject({
      requestHeaders: { "content-type": "application/json" },
      requestBody: { amount: eur(10) },
      responseBody: expect.stringContaining('"status":"completed"'),
      durationMs: expect.any(Number),
      issues: [],
      changes: [{ bucketId: "ana-main" }],
    });
    await expect(control.request(2)).rejects.toThrow("request 2 in the journal");
  });

  test("clearing the journal removes its numbers from the story of a bucket", async () => {
    const { control, api } = setUp();
    await api.topup("ana-main", eur(10));
    expect((await control.subscribers.story("ana-main")).postings[0]?.request).toBe(1);
    await control.clearJournal();
    expect((await control.subscribers.story("ana-main")).postings[0]?.request).toBeUndefined();
  });

  test.each([
    ["limit=0", "must be a whole number from 1 to 500"],
    ["limit=many", "must be a whole number from 1 to 500"],
    ["status=200", "must be one of 2xx"],
    [`search=${"x".repeat(201)}`, "must have at most 200 characters"],
  ])("the query %s is refused", async (query, message) => {
    const { mock } = setUp();
    const response = await mock.fetch(`http://localhost/__mock/requests?${query}`);
    expect(response.status).toBe(400);
    expect(await response.text()).toContain(message);
  });
});

describe("The control plane: the story of a bucket", () => {
  test("each posting has its accounts, its cause and the balance after it", async () => {
    const { control, api, mock } = setUp();
    await api.topup("ana-main", eur(10));
    const { json } = await api.reserve("ana-main", eur(5), untilSoon);
    await mock.clock.advance("P1D");
    const { postings } = await control.subscribers.story("ana-main");
    const spendable = { bucketId: "ana-main", part: "spendable" };
    const held = { bucketId: "ana-main", part: "held" };
    expect(postings).toMatchObject([
      { from: held, to: spendable, amount: eur(5), spendable: eur(35.5), held: eur(0) },
      {
        from: spendable,
        to: held,
        amount: eur(5),
        spendable: eur(30.5),
        held: eur(5),
        command: "reserve",
        action: { id: json.id, resource: "reserveBalance" },
        request: 2,
      },
      { from: "payment", to: spendable, amount: eur(10), command: "topup", request: 1 },
      { from: "opening", to: spendable, amount: eur(25.5), spendable: eur(25.5), command: "open" },
    ]);
    expect(postings[0]).not.toHaveProperty("request");
    expect(postings[0]?.command).toBe("due");
  });

  test("a story has pages, and an unknown bucket is a 404", async () => {
    const { control, api } = setUp();
    for (let count = 0; count < 3; count += 1) await api.topup("ana-main", eur(1));
    const first = await control.subscribers.story("ana-main", { limit: 2 });
    expect(first.postings.map(({ spendable }) => spendable.amount)).toEqual([28.5, 27.5]);
    const rest = await control.subscribers.story("ana-main", { limit: 2, before: first.next ?? 0 });
    expect(rest.postings.map(({ spendable }) => spendable.amount)).toEqual([26.5, 25.5]);
    expect(rest.next).toBeUndefined();
    await expect(control.subscribers.story("nowhere")).rejects.toThrow("bucket nowhere");
  });

  test("a reset and a failed seed leave the postings of the current state", async () => {
    const { control, api, mock } = setUp();
    await api.topup("ana-main", eur(1));
    const before = await control.subscribers.story("ana-main");
    await expect(control.seed({ scenario: "everyday" })).rejects.toThrow();
    expect(await control.subscribers.story("ana-main")).toEqual(before);
    mock.reset();
    expect((await control.subscribers.story("ana-main")).postings).toHaveLength(1);
  });
});

describe("The control plane: what is due next", () => {
  test("names effects of actions, buckets and events in order", async () => {
    const { control, api, send } = setUp({
      fetch: async () => new Response(null, { status: 500 }),
    });
    await send({ method: "POST", path: "/hub", body: { callback: "http://127.0.0.1:9/x" } });
    const { json } = await api.reserve("ana-main", eur(5), untilSoon);
    await new Promise((resolve) => setTimeout(resolve, 20));
    const { effects, hasMore } = await control.clock.upcoming(3);
    expect(effects[0]).toMatchObject({
      effect: "retry",
      bucketId: "ana-main",
      delivery: { callback: "http://127.0.0.1:9/x" },
    });
    expect(effects).toContainEqual({
      time: "2026-03-10T12:30:00.000Z",
      effect: "reservation",
      bucketId: "ana-main",
      action: { id: json.id, resource: "reserveBalance" },
    });
    const times = effects.map(({ time }) => time);
    expect(times).toEqual([...times].sort());
    expect(hasMore).toBe(true);
  });

  test("the clock moves to the next effect, which is named", async () => {
    const { control, api } = setUp({ scenario: "low-balance" });
    await api.reserve("eva-main", eur(0.1), untilSoon);
    const [next] = (await control.clock.upcoming()).effects;
    const moved = await control.clock.advanceToNext();
    expect(moved).toEqual({ now: next?.time, mode: "set", effect: next });
    expect((await control.clock.upcoming()).effects).not.toContainEqual(next);
  });

  test("without a due effect nothing moves", async () => {
    const { control } = setUp({ scenario: "empty" });
    expect(await control.clock.upcoming()).toEqual({ effects: [], hasMore: false });
    expect(await control.clock.advanceToNext()).toEqual({ now: start, mode: "set" });
  });
});

describe("The control plane: a search for subscribers", () => {
  test.each([
    ["600000101", "Ana Martín"],
    ["+34 600 000 101", "Ana Martín"],
    ["martin", "Ana Martín"],
    ["MARTÍN", "Ana Martín"],
    ["ana-night", "Ana Martín"],
    ["acc-ana", "Ana Martín"],
  ])("%s finds %s", async (search, name) => {
    const { control } = setUp();
    const { subscribers, message } = await control.subscribers.find(search);
    expect(subscribers.map((each) => each.name)).toEqual([name]);
    expect(subscribers[0]?.buckets.map(({ id }) => id)).toContain("ana-main");
    expect(message).toBeUndefined();
  });

  test("a search without a text returns the first subscribers, and says that there are more", async () => {
    const { control } = setUp();
    const { subscribers, message } = await control.subscribers.find(undefined, 2);
    expect(subscribers).toHaveLength(2);
    expect(message).toBe("More subscribers match: search for a longer text.");
    expect(await control.subscribers.find("nobody has this")).toEqual({ subscribers: [] });
  });
});

describe("The control plane: fault rules, deliveries and tenants", () => {
  test("a rule that is switched off does not apply, and keeps its count", async () => {
    const { control, send } = setUp();
    const { id } = await control.faults.add({ fault: { kind: "status", status: 503 }, times: 2 });
    const statusOf = async () => (await send({ path: "/bucket/ana-main" })).status;
    expect(await statusOf()).toBe(503);
    await control.faults.setDisabled(id, true);
    expect(await control.faults.list()).toMatchObject([{ id, applied: 1, isDisabled: true }]);
    expect(await statusOf()).toBe(200);
    await control.faults.setDisabled(id, false);
    expect((await control.faults.list())[0]).not.toHaveProperty("isDisabled");
    expect(await statusOf()).toBe(503);
    expect(await control.faults.list()).toEqual([]);
    await expect(control.faults.setDisabled(id, true)).rejects.toThrow(`fault rule ${id}`);
  });

  test("deliveries have a limit", async () => {
    const { control, api, send, mock } = setUp({ fetch: async () => new Response() });
    await send({ method: "POST", path: "/hub", body: { callback: "http://127.0.0.1:9/x" } });
    for (let count = 0; count < 3; count += 1) await api.topup("ana-main", eur(1));
    await mock.events.drain();
    const all = await control.events.deliveries();
    expect(all.length).toBeGreaterThan(2);
    expect(await control.events.deliveries("delivered", 2)).toEqual(all.slice(-2));
    expect(await control.events.deliveries("waiting", 2)).toEqual([]);
  });

  test("a server lists its tenants to a caller who may use the control plane", async () => {
    const tenants = createTenants({
      create: ({ basePath }) => createMock({ basePath, controlToken: "s3cret" }),
    });
    const at = (path: string, headers = {}) =>
      tenants.fetch(`http://localhost${path}`, { headers });
    const token = { authorization: "Bearer s3cret" };
    await at("/t/run-7/tmf-api/prepayBalanceManagement/v4/bucket");
    const list = await at("/__mock/tenants", token);
    expect(await list.json()).toEqual([
      { name: "run-7", prefix: "/t/run-7", isChanged: false },
      { name: "default", prefix: "", isChanged: false },
    ]);
    expect((await at("/__mock/tenants")).status).toBe(401);
    expect(await setUp().control.tenants()).toEqual([]);
  });
});
