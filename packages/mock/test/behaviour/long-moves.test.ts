import { createMock, type Mock } from "@tmf654/mock";
import { createControl } from "@tmf654/mock/control";
import { afterEach, describe, expect, test, vi } from "vitest";
import { sendTo } from "../support/send.ts";
import { createApi, createStoppedMock, money, start } from "./setup.ts";

const weekly = { isAutoTopup: true, recurringPeriod: "weekly" };
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** A mock whose advance by a thousand years runs 52,000 executions and more. */
async function createBusyMock(mock: Mock = createStoppedMock()) {
  const api = createApi(sendTo(mock));
  await api.topup("ana-main", money(0.01), weekly);
  await api.topup("liam-main", money(0.01), weekly);
  return mock;
}

describe("Time, randomness, identity: long moves", () => {
  test("the mock serves requests during a thousand years of weekly top-ups", async () => {
    const mock = await createBusyMock();
    const move = mock.clock.advance("P1000Y");
    const result = expect(move).rejects.toMatchObject({ code: "interrupted" });
    const waits: number[] = [];
    const seen: number[] = [];
    for (let n = 0; n < 5; n += 1) {
      const began = performance.now();
      await pause(0);
      const response = await mock.fetch(`http://mock${mock.basePath}/bucket/ana-main`);
      expect(response.status).toBe(200);
      waits.push(performance.now() - began);
      seen.push(mock.clock.now());
    }
    expect(Math.max(...waits)).toBeLessThan(5000);
    expect(mock.clock.target()).toBe(Date.parse("3026-03-10T12:00:00Z"));
    expect(seen).toEqual([...new Set(seen)].sort((a, b) => a - b));
    expect(seen.at(-1)).toBeLessThan(mock.clock.target() ?? 0);
    mock.clock.interrupt();
    await result;
    const reached = mock.clock.now();
    expect(mock.clock.target()).toBe(undefined);
    await pause(20);
    expect(mock.clock.now()).toBe(reached);
    await mock.close();
  }, 60_000);

  test("a long move shows its target, and the control plane can interrupt the move", async () => {
    const mock = await createBusyMock();
    const control = createControl({ fetch: mock.fetch });
    const moved = control.clock.advance("P1000Y").catch((error: unknown) => error);
    const target = "3026-03-10T12:00:00.000Z";
    const hasBegun = async () =>
      expect(await control.clock.get()).toMatchObject({ mode: "set", target });
    await vi.waitFor(hasBegun, 20_000);
    await pause(0);
    const later = await control.clock.get();
    expect(Date.parse(later.now)).toBeGreaterThan(Date.parse(start));
    const ended = await control.clock.interrupt();
    expect(ended).toEqual({ now: expect.any(String), mode: "set" });
    expect(Date.parse(ended.now)).toBeGreaterThanOrEqual(Date.parse(later.now));
    expect(await moved).toMatchObject({ status: 409, code: "interrupted" });
    // The next move continues from the reached instant.
    await control.clock.advance("P7D");
    const { now } = await control.clock.get();
    expect(Date.parse(now) - Date.parse(ended.now)).toBe(7 * 86_400_000);
    await mock.close();
  }, 60_000);

  test("a short move ends before its call returns, and then has no target", () => {
    const mock = createStoppedMock();
    void mock.clock.advance("P1D");
    expect(mock.clock.now() - Date.parse(start)).toBe(86_400_000);
    expect(mock.clock.target()).toBe(undefined);
    mock.clock.interrupt();
    expect(mock.clock.now() - Date.parse(start)).toBe(86_400_000);
  });

  test("a running clock keeps running after an interrupted move", async () => {
    const mock = await createBusyMock(createMock());
    const moved = mock.clock.advance("P1000Y").catch((error: unknown) => error);
    await pause(0);
    mock.clock.interrupt();
    expect(await moved).toMatchObject({ code: "interrupted" });
    const before = mock.clock.now();
    await pause(30);
    expect(mock.clock.mode()).toBe("real");
    expect(mock.clock.now()).toBeGreaterThan(before);
    await mock.close();
  }, 60_000);

  test.each([
    ["reset", (mock: Mock) => mock.reset()],
    ["restore", (mock: Mock) => mock.restore(createStoppedMock().snapshot())],
  ])(
    "end at a %s between two slices, and run no work afterwards",
    async (_, end) => {
      const mock = await createBusyMock();
      const moved = mock.clock.advance("P1000Y").catch((error: unknown) => error);
      await pause(0);
      end(mock);
      expect(await moved).toMatchObject({ code: "interrupted" });
      expect([mock.clock.now(), mock.clock.target()]).toEqual([Date.parse(start), undefined]);
      expect(mock.counts().actions).toBe(0);
      await mock.close();
    },
    60_000,
  );
});

describe("Time, randomness, identity: fake timers", () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  test.each([["all"], ["timers alone"]])(
    "fake timers do not stop a move that waits for a subscriber: %s",
    async (what) => {
      vi.useFakeTimers(what === "all" ? {} : { toFake: ["setTimeout", "clearTimeout"] });
      const never = (): Promise<Response> => new Promise(() => {});
      const mock = createStoppedMock({ fetch: never });
      const send = sendTo(mock);
      const body = { callback: "http://localhost:9/hangs" };
      await send({ method: "POST", path: "/hub", body });
      const api = createApi(send);
      for (const id of ["ana-main", "liam-main"]) {
        await api.topup(id, money(1), { ...weekly, numberOfPeriods: 20 });
      }
      await mock.clock.advance("P1Y");
      expect(new Date(mock.clock.now()).toISOString()).toBe("2027-03-10T12:00:00.000Z");
      expect(mock.counts().actions).toBe(42);
    },
    20_000,
  );

  test("a move with a fake Date still stops waiting for many quick subscribers", async () => {
    vi.useFakeTimers();
    const { setTimeout: real } = await vi.importActual<typeof import("node:timers")>("node:timers");
    const slow = () =>
      new Promise<Response>((resolve) => {
        real(() => resolve(new Response(null, { status: 204 })), 100);
      });
    const mock = createStoppedMock({ fetch: slow });
    const send = sendTo(mock);
    await send({ method: "POST", path: "/hub", body: { callback: "http://localhost:9/x" } });
    const api = createApi(send);
    await api.topup("ana-main", money(1), { ...weekly, numberOfPeriods: 40 });
    await mock.clock.advance("P1Y");
    const { state } = mock.events.deliveries().at(-1) ?? {};
    expect([mock.counts().actions, state]).toEqual([41, "waiting"]);
  }, 20_000);
});
