import { createMock, findScenario, type Mock, reference } from "@tmf654/mock";
import { describe, expect, test } from "vitest";
import { sendTo } from "../support/send.ts";
import { createApi, createStoppedMock, money, start } from "./setup.ts";

const body = () => ({
  amount: money(1),
  usageType: "monetary",
  bucket: { id: "ana-main" },
  partyAccount: { id: "acc-ana" },
});
const rule = () => ({
  match: { path: "/hub", method: "PATCH" },
  fault: { kind: "status" as const, status: 503, error: { code: "busy" } },
});
const wholeList = { where: undefined, sort: [], offset: 0, limit: 1000, fields: undefined };

/** Creates a mock with data of each kind: actions, vouchers, rules, listeners, deliveries, events. */
async function createUsedMock(): Promise<{ mock: Mock; topupId: string }> {
  const events = { ...reference.events, retryDelaysMs: [] };
  const fetch = async () => new Response(null, { status: 500 });
  const mock = createStoppedMock({ fetch, profile: { ...reference, events } });
  const send = sendTo(mock);
  await send({ method: "POST", path: "/hub", body: { callback: "http://localhost:9/x" } });
  const api = createApi(send);
  const { json } = await api.topup("ana-main", money(2));
  await api.reserve("ana-main", money(3));
  const event = { eventId: "e", eventType: "TopupBalanceCreateEvent", event: { topupBalance: {} } };
  await send({ method: "POST", path: "/listener/topupBalanceCreateEvent", body: event });
  mock.faults.add(rule());
  await mock.events.drain();
  return { mock, topupId: json.id };
}

/** Returns everything that can be read from a mock. */
function stateOf(mock: Mock): unknown {
  return structuredClone({
    snapshot: mock.snapshot(),
    journal: mock.journal(),
    deliveries: mock.events.deliveries(),
    listeners: mock.events.listeners(),
    received: mock.events.received(),
    faults: mock.faults.list(),
    profile: mock.profile(),
    vouchers: mock.subscribers.vouchers(),
    counts: [mock.counts(), mock.outsideAccounts(), mock.limitsReached()],
    resources: (["bucket", "accumulatedBalance", "topupBalance"] as const).map(mock.list),
    clock: [mock.clock.now(), mock.clock.mode(), mock.basePath],
  });
}

/** Overwrites each writable member of a value and returns the number of them. */
function overwrite(value: unknown, seen = new Set<unknown>()): number {
  if (typeof value !== "object" || value === null || seen.has(value)) return 0;
  seen.add(value);
  let overwritten = 0;
  for (const [name, member] of Object.entries(value)) {
    overwritten += overwrite(member, seen);
    if (Reflect.set(value, name, typeof member === "function" ? () => "other" : "other")) {
      overwritten += 1;
    }
  }
  return (
    overwritten + (Reflect.set(value, Array.isArray(value) ? value.length : "more", "x") ? 1 : 0)
  );
}

describe("Errors: the state shares no object with the caller", () => {
  test.each<[string, (mock: Mock, topupId: string) => unknown]>([
    ["get", (mock) => mock.get("bucket", "ana-main")],
    ["get of an action", (mock, id) => mock.get("topupBalance", id)],
    [
      "get of an accumulated balance",
      (mock) => mock.get("accumulatedBalance", accumulatedId(mock)),
    ],
    ["list", (mock) => mock.list("bucket")],
    ["list of the history", (mock) => mock.list("balanceActionHistory")],
    ["engine.retrieve", (mock, id) => mock.engine.retrieve("topupBalance", id)],
    ["engine.list", (mock) => mock.engine.list("reserveBalance", wholeList)],
    ["engine.profile", (mock) => mock.engine.profile],
    ["snapshot", (mock) => mock.snapshot()],
    ["journal", (mock) => mock.journal()],
    ["events.deliveries", (mock) => mock.events.deliveries()],
    ["events.undelivered", (mock) => mock.events.undelivered()],
    ["events.listeners", (mock) => mock.events.listeners()],
    ["events.received", (mock) => mock.events.received()],
    ["faults.list", (mock) => mock.faults.list()],
    ["profile", (mock) => mock.profile()],
    ["subscribers.vouchers", (mock) => mock.subscribers.vouchers()],
    ["subscribers.bucketsOf", (mock) => mock.subscribers.bucketsOf("34600000101")],
    ["counts", (mock) => mock.counts()],
    ["outsideAccounts", (mock) => mock.outsideAccounts()],
    ["the clock itself", (mock) => ({ ...mock, clock: mock.clock }).clock],
    ["the events themselves", (mock) => mock.events],
    ["the faults themselves", (mock) => mock.faults],
    ["the subscribers themselves", (mock) => mock.subscribers],
    ["the engine itself", (mock) => mock.engine],
  ])("a change to what %s returns has no effect", async (_, read) => {
    const { mock, topupId } = await createUsedMock();
    const before = stateOf(mock);
    const groups = { ...mock };
    for (const name of ["clock", "events", "faults", "subscribers", "engine"] as const) {
      Object.assign(groups, { [name]: { ...mock[name] } });
    }
    expect(overwrite(read(mock, topupId))).toBeGreaterThan(0);
    expect(stateOf(groups as Mock)).toEqual(before);
    // Requests and the control plane do not show the overwritten values either.
    const state = await mock.fetch("http://localhost/__mock/state");
    expect(await state.json()).toMatchObject({ clock: { now: start, mode: "set" } });
    const bucket = await mock.fetch(`http://mock${mock.basePath}/bucket/ana-main`);
    expect(await bucket.json()).toMatchObject({ id: "ana-main", reservedValue: money(3) });
  });

  test.each<[string, (mock: Mock) => unknown]>([
    [
      "engine.create",
      (mock) => callWith(body(), (given) => mock.engine.create("topupBalance", given)),
    ],
    [
      "engine.patch",
      (mock) =>
        callWith({ status: "created", reason: "r", channel: { id: "app" } }, (given) =>
          mock.engine.patch("reserveBalance", mock.list("reserveBalance")[0]?.id ?? "", given),
        ),
    ],
    [
      "engine.receiveEvent",
      (mock) =>
        callWith({ eventType: "TopupBalanceCreateEvent", event: { topupBalance: {} } }, (given) =>
          mock.engine.receiveEvent("topupBalanceCreateEvent", given),
        ),
    ],
    ["faults.add", (mock) => callWith(rule(), mock.faults.add)],
    ["restore", (mock) => callWith(mock.snapshot(), mock.restore)],
    [
      "seed",
      (mock) => callWith(structuredClone(findScenario("suspended-line")), mock.seed as never),
    ],
    ["reset", (mock) => callWith(structuredClone(findScenario("low-balance")), mock.reset)],
    [
      "setProfile",
      (mock) => {
        const ceilings = { data: { amount: 1, units: "GB" } };
        return callWith(structuredClone({ ...reference, ledger: { ceilings } }), mock.setProfile);
      },
    ],
    [
      "subscribers.addVoucher",
      (mock) =>
        callWith(
          { code: "GIFT", amount: 5, units: "EUR", usageType: "monetary" as const },
          mock.subscribers.addVoucher,
        ),
    ],
  ])("a later change to what %s was called with has no effect", async (_, call) => {
    const { mock } = await createUsedMock();
    const given = call(mock);
    const before = stateOf(mock);
    expect(overwrite(given)).toBeGreaterThan(0);
    expect(stateOf(mock)).toEqual(before);
  });

  test("a later change to the options of createMock has no effect", () => {
    const profile = structuredClone({
      ...reference,
      ledger: { ceilings: { data: money(1, "GB") } },
    });
    const scenario = structuredClone(findScenario("low-balance")) as object;
    const limits = { registrations: 3 };
    const mock = createMock({ clock: start, profile, scenario: scenario as never, limits });
    const before = stateOf(mock);
    for (const given of [profile, scenario, limits]) overwrite(given);
    expect(stateOf(mock)).toEqual(before);
    mock.reset();
    expect(mock.counts().buckets).toBeGreaterThan(0);
  });

  test.each<[string, unknown]>([
    ["a built-in profile", reference],
    ["a built-in scenario", findScenario("default")],
    ["a scenario of several", findScenario("default,low-balance")],
  ])("%s cannot be changed", (_, shared) => {
    const before = structuredClone(shared);
    overwrite(shared);
    expect(shared).toEqual(before);
  });

  test("a listener function gets a copy of its own", async () => {
    const mock = createStoppedMock();
    const seen: unknown[] = [];
    mock.events.listen((event) => overwrite(event));
    mock.events.listen((event) => seen.push(event.event));
    const { json } = await createApi(sendTo(mock)).topup("ana-main", money(2));
    expect(mock.get("topupBalance", json.id)?.amount).toEqual(money(2));
    expect(seen).toMatchObject([{ topupBalance: { amount: money(2) } }]);
  });

  test("a change to a response of handle does not change the kept response of a key", async () => {
    const mock = createStoppedMock();
    const headers = new Map([
      ["idempotency-key", "k"],
      ["content-type", "application/json"],
    ]);
    const request = {
      method: "POST",
      target: `${mock.basePath}/topupBalance`,
      header: (name: string) => headers.get(name),
      headers: () => Object.fromEntries(headers),
      body: new TextEncoder().encode(
        JSON.stringify({ ...body(), relatedParty: [{ id: "p", "@referredType": "Individual" }] }),
      ),
      local: true,
    };
    const first = await mock.handle(request);
    const before = structuredClone(first);
    overwrite(first);
    const { "idempotency-replayed": replayed, ...again } = (await mock.handle(request)).headers;
    const expected = { ...before.headers, "x-mock-trace": "2" };
    expect([before.status, again, replayed]).toEqual([201, expected, "true"]);
  });

  test("a rule with a predicate is kept and listed", () => {
    const mock = createStoppedMock();
    const predicate = () => true;
    mock.faults.add({ match: { predicate }, fault: { kind: "drop" } } as never);
    expect(mock.faults.list()[0]?.match).toEqual({ predicate });
  });
});

const accumulatedId = (mock: Mock) => mock.list("accumulatedBalance")[0]?.id ?? "";

/** Calls a function with a value and returns the value. */
function callWith<T>(given: T, call: (given: T) => unknown): T {
  call(given);
  return given;
}
