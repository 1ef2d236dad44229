import { createMock, findScenario, type Mock, reference } from "@tmf654/mock";
import { describe, expect, test } from "vitest";
import { topup } from "../support/bodies.ts";
import { sendTo } from "../support/send.ts";
import { createApi, createStoppedMock, mockDefaults, money, start } from "./setup.ts";

const never = (): Promise<Response> => new Promise(() => {});
const steady = { ...reference, events: { ...reference.events, jitter: 0 } };

const register = (mock: Mock, name: string, query?: string) =>
  sendTo(mock)({
    method: "POST",
    path: "/hub",
    body: { callback: `http://localhost:9/${name}`, ...(query && { query }) },
  });

/** A fetch whose `/hangs` never responds; it records what the other subscribers received. */
function createHangingFetch(statusOf: () => number = () => 204) {
  const received: string[] = [];
  const fetch = async (url: string, init: RequestInit): Promise<Response> => {
    if (url.endsWith("/hangs")) return never();
    const { event } = JSON.parse(String(init.body));
    received.push(event.topupBalance?.bucket.id ?? "");
    return new Response(null, { status: statusOf() });
  };
  return { fetch, received };
}

/** Three weekly top-ups. */
const weekly = { isAutoTopup: true, recurringPeriod: "weekly", numberOfPeriods: 3 };

/** The milliseconds of an operation, without those that a database may add. */
async function durationOf(work: Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work;
  return performance.now() - began - mockDefaults.storageMs;
}

describe("Events: a subscriber that never responds", () => {
  test("delays a move of the clock only briefly, and delays no other subscriber", async () => {
    const { fetch, received } = createHangingFetch();
    const mock = createStoppedMock({ fetch });
    await register(mock, "hangs");
    await register(mock, "quick");
    const api = createApi(sendTo(mock));
    for (const id of ["ana-main", "liam-main", "elif-main"]) await api.topup(id, money(1), weekly);
    expect(await durationOf(mock.clock.advance("P30D"))).toBeLessThan(1000);
    expect(new Date(mock.clock.now()).toISOString()).toBe("2026-04-09T12:00:00.000Z");
    expect(received.length).toBe(mock.events.deliveries().length / 2);
    expect(await durationOf(mock.clock.advance("P30D"))).toBeLessThan(200);
  });

  test("does not move the retries of other subscribers", async () => {
    const { fetch } = createHangingFetch(() => 500);
    const mock = createStoppedMock({ fetch, profile: steady });
    await register(mock, "hangs");
    await register(mock, "fails");
    await createApi(sendTo(mock)).topup("ana-main", money(1));
    await mock.clock.advance("PT10M");
    const [delivery] = mock.events.undelivered();
    const after = delivery?.attempts.map(({ at }) => at - Date.parse(start));
    expect(after).toEqual([0, 1e3, 3e3, 7e3, 15e3, 31e3]);
  });

  test.each<[string, (mock: Mock, id: string) => unknown]>([
    ["reset", (mock) => mock.reset()],
    ["restore", (mock) => mock.restore(mock.snapshot())],
    ["the end of its subscription", (mock, id) => mock.engine.unregisterListener(id)],
  ])("is no longer waited for after %s", async (_, end) => {
    const signals: (AbortSignal | null | undefined)[] = [];
    const fetch = (_url: string, init: RequestInit) => {
      signals.push(init.signal);
      return never();
    };
    const mock = createStoppedMock({ fetch });
    const { json } = await register(mock, "hangs");
    await createApi(sendTo(mock)).topup("ana-main", money(1));
    end(mock, json.id);
    expect(await durationOf(mock.events.drain())).toBeLessThan(100);
    expect(await durationOf(mock.clock.advance("PT1S"))).toBeLessThan(100);
    expect(signals.map((signal) => signal?.aborted)).toEqual([true]);
    expect(mock.counts().waitingEvents).toBe(0);
  });

  const [somebody] = findScenario("low-balance")?.subscribers ?? [];
  const twice = somebody ? [somebody, somebody] : [];
  const bad = { name: "bad", description: "Two subscribers with one key.", subscribers: twice };

  test.each<[string, (mock: Mock) => void]>([
    ["seed", (mock) => mock.seed(bad)],
    ["reset", (mock) => mock.reset(bad)],
  ])("is still waited for after a failed %s, which changes nothing", async (_, fail) => {
    const { fetch } = createHangingFetch();
    const mock = createStoppedMock({ fetch });
    await register(mock, "hangs");
    await createApi(sendTo(mock)).topup("ana-main", money(1));
    mock.faults.add({ match: { path: "/hub" }, fault: { kind: "drop" } });
    const before = [mock.snapshot(), mock.counts(), mock.faults.list(), mock.journal().length];
    expect(() => fail(mock)).toThrow(/bucket/);
    const after = [mock.snapshot(), mock.counts(), mock.faults.list(), mock.journal().length];
    expect(after).toEqual(before);
    expect(mock.counts().waitingEvents).toBe(1);
  });

  const whenCloses = "has all its events kept as undelivered when the mock closes";
  // A mock with a database keeps these events for its next start.
  test.skipIf(mockDefaults.isStored)(whenCloses, async () => {
    const { fetch } = createHangingFetch();
    const events = { ...reference.events, timeoutMs: 20 };
    const mock = createStoppedMock({ fetch, profile: { ...reference, events } });
    await register(mock, "hangs");
    const body = { bucket: { id: "ana-main" }, partyAccount: { id: "acc-ana" } };
    for (let n = 0; n < 1100; n += 1) mock.engine.create("topupBalance", topup(body));
    expect(await durationOf(mock.close())).toBeLessThan(2000);
    expect(mock.events.undelivered()).toHaveLength(1100);
  });

  test("does not slow a running clock", async () => {
    const { fetch } = createHangingFetch();
    const mock = createMock({ fetch });
    await register(mock, "hangs");
    await createApi(sendTo(mock)).topup("ana-main", money(1));
    const ahead = (): number => mock.clock.now() - Date.now();
    const before = ahead();
    const lasted = await durationOf(mock.clock.advance("PT1S"));
    expect(lasted + mockDefaults.storageMs).toBeGreaterThan(50);
    expect(Math.abs(ahead() - before - 1000)).toBeLessThan(5);
    await mock.close();
  });
});

describe("Time, randomness, identity: moves of the clock", () => {
  /** An advance in progress: it waits for the response to an event of its first effect. */
  async function startAdvance(clock: string): Promise<{ mock: Mock; moved: Promise<void> }> {
    const { fetch } = createHangingFetch();
    const mock = createMock({ fetch, clock });
    await register(mock, "hangs");
    await createApi(sendTo(mock)).topup("ana-main", money(1), weekly);
    return { mock, moved: mock.clock.advance("P10D") };
  }

  test("run one after another when they start at the same time", async () => {
    const { mock, moved } = await startAdvance(start);
    await Promise.all([moved, mock.clock.advance("P1D"), mock.clock.advance("P1D")]);
    expect(new Date(mock.clock.now()).toISOString()).toBe("2026-03-22T12:00:00.000Z");
  });

  test("of a running clock lose no time, and the clock keeps running", async () => {
    const { mock, moved } = await startAdvance("real");
    expect(mock.clock.mode()).toBe("real");
    await Promise.all([moved, mock.clock.advance("PT1H")]);
    const gained = mock.clock.now() - Date.now();
    expect(Math.abs(gained - 241 * 3_600_000)).toBeLessThan(1000);
    expect(mock.clock.mode()).toBe("real");
    await mock.close();
  });

  test.each<[string, (mock: Mock, before: ReturnType<Mock["snapshot"]>) => void]>([
    ["reset", (mock) => mock.reset()],
    ["restore", (mock, before) => mock.restore(before)],
  ])("end at %s, also the moves that wait for their turn", async (_, end) => {
    const before = createStoppedMock().snapshot();
    const { mock, moved } = await startAdvance(start);
    const results = Promise.allSettled([moved, mock.clock.advance("P1D")]);
    end(mock, before);
    const again = mock.clock.advance("PT1S");
    expect(await results).toMatchObject([
      { status: "rejected", reason: { name: "ClockError", code: "interrupted" } },
      { status: "rejected", reason: { name: "ClockError", code: "interrupted" } },
    ]);
    await again;
    expect(new Date(mock.clock.now()).toISOString()).toBe("2026-03-10T12:00:01.000Z");
  });

  test("end when the mock is closed", async () => {
    const { mock, moved } = await startAdvance(start);
    const result = expect(moved).rejects.toMatchObject({ code: "interrupted" });
    const closed = mock.close();
    await result;
    mock.reset();
    await closed;
  });

  test("are interrupted with 409 over the control plane", async () => {
    // The code of the control plane loads before the move, which waits for a limited time only.
    await createMock().fetch("http://mock/__mock/health");
    const { mock, moved } = await startAdvance(start);
    moved.catch(() => {});
    // The control plane loads with its first request, so that the next request begins its move at
    // once.
    await mock.fetch("http://mock/__mock/health");
    const url = "http://mock/__mock/clock/advance";
    const interrupted = mock.fetch(url, {
      method: "POST",
      body: JSON.stringify({ duration: "P1D" }),
    });
    await new Promise((resolve) => setTimeout(resolve, 20));
    mock.reset();
    const response = await interrupted;
    expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([
      409,
      "interrupted",
    ]);
  });
});
