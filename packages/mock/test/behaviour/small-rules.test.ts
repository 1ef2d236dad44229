/** Statements of the behaviour page that no larger test checks. */
import { createMock, type Mock, reference } from "@tmf654/mock";
import { describe, expect, test } from "vitest";

const clock = "2026-03-10T12:00:00Z";
const json = { "content-type": "application/json" };

const topupBody = {
  bucket: { id: "ana-main" },
  amount: { amount: 1, units: "EUR" },
  usageType: "monetary",
  partyAccount: { id: "acc-ana" },
};

function post(path: string, body: object): RequestInit & { readonly path: string } {
  return { path, method: "POST", headers: json, body: JSON.stringify(body) };
}

describe("Adjustment", () => {
  test("an adjustment of 0 is a 400", async () => {
    const mock = createMock({ clock });
    const amount = { amount: 0, units: "EUR" };
    const body = { bucket: { id: "ana-main" }, amount, usageType: "monetary" };
    const request = post(`http://mock${mock.basePath}/adjustBalance`, {
      ...body,
      adjustType: "oneTime",
      partyAccount: { id: "acc-ana" },
    });
    const response = await mock.fetch(request.path, request);
    const { errors } = (await response.json()) as { errors: object[] };
    expect(response.status).toBe(400);
    expect(errors).toContainEqual(expect.objectContaining({ code: "amountZero" }));
  });
});

describe("Events", () => {
  test("a redirect is not followed, and is no delivery", async () => {
    const seen: (string | undefined)[] = [];
    const fetch = async (_: string, { redirect }: RequestInit): Promise<Response> => {
      seen.push(redirect);
      return new Response(null, { status: 302, headers: { location: "http://10.0.0.1/" } });
    };
    const mock = createMock({ clock, fetch });
    const hub = post(`http://mock${mock.basePath}/hub`, { callback: "http://127.0.0.1:9/e" });
    await mock.fetch(hub.path, hub);
    const topup = post(`http://mock${mock.basePath}/topupBalance`, topupBody);
    expect((await mock.fetch(topup.path, topup)).status).toBe(201);
    await mock.events.drain();
    expect(seen).toEqual(["manual"]);
    expect(mock.events.deliveries().map(({ state }) => state)).toEqual(["waiting"]);
    await mock.close();
  });

  test("an attempt without a response ends after the time-out", async () => {
    const events = { retryDelaysMs: [], timeoutMs: 20 };
    const profile = { name: "impatient", extends: "reference", events } as const;
    const fetch = () => new Promise<Response>(() => {});
    const mock = createMock({ clock, fetch, profile });
    const hub = post(`http://mock${mock.basePath}/hub`, { callback: "http://127.0.0.1:9/e" });
    await mock.fetch(hub.path, hub);
    const topup = post(`http://mock${mock.basePath}/topupBalance`, topupBody);
    await mock.fetch(topup.path, topup);
    await mock.events.drain();
    expect(mock.events.undelivered()[0]?.attempts[0]?.error).toContain("20 ms");
    await mock.close();
  });
});

describe("Errors", () => {
  test("Accept is ignored, in errors too", async () => {
    const mock = createMock({ clock });
    const headers = { accept: "text/html" };
    for (const path of ["/bucket", "/bucket/unknown"]) {
      const response = await mock.fetch(`http://mock${mock.basePath}${path}`, { headers });
      expect(response.headers.get("content-type")).toBe("application/json;charset=utf-8");
    }
  });
});

describe("Refusals", () => {
  test("a failed task says why, and keeps the requestor's reason", async () => {
    const mock = createMock({ clock });
    const body = { ...topupBody, bucket: { id: "unknown" }, reason: "a gift" };
    const topup = post(`http://mock${mock.basePath}/topupBalance`, body);
    const response = await mock.fetch(topup.path, topup);
    expect(response.status).toBe(201);
    expect(await response.json()).toMatchObject({
      status: "failed",
      reason: "a gift",
      failure: { code: "bucketNotFound", message: "bucket unknown not found" },
    });
  });
});

describe("Time, randomness, identity", () => {
  test("a request first runs everything that is due", async () => {
    let now = Date.parse(clock);
    // A machine whose timers never fire.
    const timers = { now: () => now, after: () => () => {} };
    const mock = createMock({ timers });
    const reservation = post(`http://mock${mock.basePath}/reserveBalance`, {
      bucket: { id: "ana-main" },
      amount: { amount: 1, units: "EUR" },
      usageType: "monetary",
      partyAccount: { id: "acc-ana" },
      relatedParty: [{ id: "party-ana", "@referredType": "Individual" }],
      validFor: { endDateTime: "2026-03-10T12:01:00Z" },
    });
    const made = await mock.fetch(reservation.path, reservation);
    const { id } = (await made.json()) as { id: string };
    now += 61_000;
    const response = await mock.fetch(`http://mock${mock.basePath}/reserveBalance/${id}`);
    expect(await response.json()).toMatchObject({
      status: "cancelled",
      confirmationDate: "2026-03-10T12:01:00.000Z",
    });
    await mock.close();
  });
});

describe("The control plane", () => {
  test("callers on this machine need the token too", async () => {
    const mock = createMock({ clock, controlToken: "s3cret" });
    expect((await mock.fetch("http://localhost/__mock/state")).status).toBe(401);
    const headers = { authorization: "Bearer s3cret" };
    expect((await mock.fetch("http://localhost/__mock/state", { headers })).status).toBe(200);
  });

  test.each([
    ["spend", "ana-main", "insufficientBalance"],
    ["spend", "nobody", "bucketNotFound"],
    ["suspend", "nobody", "bucketNotFound"],
    ["resume", "nobody", "bucketNotFound"],
    ["expire", "nobody", "bucketNotFound"],
  ] as const)("an action that is refused throws: %s of %s is %s", (verb, id, code) => {
    const { subscribers } = createMock({ clock });
    const act = () =>
      verb === "spend"
        ? subscribers.spend(id, { amount: 1e6, units: "EUR" })
        : subscribers[verb](id);
    expect(act).toThrow(expect.objectContaining({ name: "SubscriberError", code }));
    expect(act).toThrow(JSON.stringify(id));
    expect(act).toThrow(code === "bucketNotFound" ? `bucket ${id} not found` : "insufficient");
  });

  test.each<[string, (mock: Mock) => unknown, string]>([
    ["get", (mock) => mock.get("buckett" as never, "ana-main"), "did you mean bucket"],
    ["list", (mock) => mock.list("history" as never), "no resource is called"],
    ["addVoucher", (mock) => mock.subscribers.addVoucher({} as never), "invalid voucher"],
    [
      "addVoucher",
      (mock) => mock.subscribers.addVoucher({ code: "A", amount: 1, units: "EUR" } as never),
      "usageType",
    ],
  ])("%s throws for an invalid argument", (_, act, message) => {
    const mock = createMock({ clock });
    const before = mock.subscribers.vouchers().length;
    expect(() => act(mock)).toThrow(message);
    expect(mock.subscribers.vouchers()).toHaveLength(before);
  });

  test("an action returns the bucket afterwards", () => {
    const { subscribers } = createMock({ clock });
    expect(subscribers.suspend("ana-main")).toMatchObject({ id: "ana-main", status: "suspended" });
  });

  test("a reset keeps the profile that was set, and removes the rest", async () => {
    const mock = createMock({ clock });
    mock.setProfile("ctk");
    const hub = post(`http://mock${mock.basePath}/hub`, { callback: "http://127.0.0.1:9/e" });
    await mock.fetch(hub.path, hub);
    mock.faults.add({ fault: { kind: "drop" } });
    mock.reset();
    expect(mock.profile().name).toBe("ctk");
    expect([mock.faults.list(), mock.events.listeners(), mock.journal()]).toEqual([[], [], []]);
  });
});

test("the profile sends each event to its own path below the callback", async () => {
  const urls: string[] = [];
  const fetch = async (url: string) => {
    urls.push(url);
    return new Response(null, { status: urls.length === 1 ? 500 : 204 });
  };
  const events = { ...reference.events, address: "listenerPath" } as const;
  const mock = createMock({ clock, fetch, profile: { ...reference, events } });
  const send = async (path: string, body: object) => {
    const request = post(`http://mock${mock.basePath}${path}`, body);
    expect((await mock.fetch(request.path, request)).status).toBe(201);
    await mock.events.drain();
  };
  await send("/hub", { callback: "http://localhost:9999/base/?key=1" });
  await send("/topupBalance", topupBody);
  await mock.clock.advance("PT10M");
  mock.setProfile("reference");
  await send("/topupBalance", topupBody);
  const listenerUrl = "http://localhost:9999/base/listener/topupBalanceCreateEvent?key=1";
  // A retry has the same URL. Without the setting, the callback is the URL.
  expect(urls).toEqual([listenerUrl, listenerUrl, "http://localhost:9999/base/?key=1"]);
});

test("an adjustment of the API with `balanceTopup` is not a reversal", async () => {
  const mock = createMock({ clock });
  const send = async (path: string, body: object) => {
    const request = post(`http://mock${mock.basePath}${path}`, body);
    return (await mock.fetch(request.path, request)).json();
  };
  const { id } = (await send("/topupBalance", topupBody)) as { readonly id: string };
  mock.subscribers.suspend("ana-main");
  const balanceTopup = { id, role: "reversed" };
  const amount = { amount: -1, units: "EUR" };
  const body = { ...topupBody, adjustType: "oneTime", amount, balanceTopup };
  const adjustment = await send("/adjustBalance", body);
  expect(adjustment).toMatchObject({ status: "failed" });
  expect(adjustment).not.toHaveProperty("balanceTopup");
  expect(mock.subscribers.reverseTopup(id)).toMatchObject({ status: "completed" });
});

test.each([
  ["set", "+010000-01-01T00:00:00Z"],
  ["set", 253_402_300_800_000],
  ["advance", "P1Y"],
] as const)("a clock does not %s to %s, after the year 9999", async (move, value) => {
  const mock = createMock({ clock: "9999-06-01T00:00:00Z", scenario: "empty" });
  const moving = move === "set" ? mock.clock.set(value) : mock.clock.advance(value);
  await expect(moving).rejects.toThrow("years to 9999");
  expect(mock.clock.now()).toBe(Date.parse("9999-06-01T00:00:00Z"));
});
