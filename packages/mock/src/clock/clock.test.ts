import { describe, expect, test, vi } from "vitest";
import { createClock, type DueSource, instantText } from "./clock.ts";
import { ClockError } from "./error.ts";
import type { Timers } from "./timers.ts";
import { waitBudgetMs } from "./wait-budget.ts";

/** Creates a machine clock that the test moves. */
function createMachineTimers(start: number): Timers & { elapse(ms: number): void } {
  let now = start;
  let waitingTimers: { at: number; run: () => void }[] = [];
  return {
    now: () => now,
    after: (delayMs, run) => {
      const entry = { at: now + Math.max(0, delayMs), run };
      waitingTimers.push(entry);
      return () => {
        waitingTimers = waitingTimers.filter((otherTimer) => otherTimer !== entry);
      };
    },
    elapse: (ms) => {
      now += ms;
      const due = waitingTimers.filter((entry) => entry.at <= now);
      waitingTimers = waitingTimers.filter((entry) => entry.at > now);
      for (const entry of due) entry.run();
    },
  };
}

function createDueSource(...dues: number[]): DueSource & { ran: number[] } {
  const ranInstants: number[] = [];
  const queue = [...dues].sort((a, b) => a - b);
  return {
    ran: ranInstants,
    nextDue: () => queue[0],
    runNext: () => void ranInstants.push(queue.shift() ?? Number.NaN),
  };
}

describe("a set clock", () => {
  test("stands still until it is advanced", async () => {
    const timers = createMachineTimers(0);
    const clock = createClock({ start: "2026-01-31T00:00:00Z", mode: "set", timers });
    timers.elapse(5000);
    expect(instantText(clock.now())).toBe("2026-01-31T00:00:00.000Z");
    await clock.advance("P1M");
    expect(instantText(clock.now())).toBe("2026-02-28T00:00:00.000Z");
  });

  test("runs the due work of all sources in order of due time, and no later work", async () => {
    const clock = createClock({ start: 0, mode: "set", timers: createMachineTimers(0) });
    const seen: string[] = [];
    const source = (name: string, dues: number[]): DueSource => ({
      nextDue: () => dues[0],
      runNext: () => void seen.push(`${name}${dues.shift()}@${clock.now()}`),
    });
    clock.addSource(source("a", [10, 30]));
    clock.addSource(source("b", [5, 20, 99]));
    await clock.advance(50);
    expect(seen).toEqual(["b5@5", "a10@10", "b20@20", "a30@30"]);
    expect(clock.now()).toBe(50);
  });

  test("advance runs all due work before it returns, if nothing is in flight", () => {
    const clock = createClock({ start: 0, mode: "set", timers: createMachineTimers(0) });
    const source = createDueSource(1, 2);
    clock.addSource(source);
    void clock.advance(10);
    expect(source.ran).toEqual([1, 2]);
  });

  test("overdue work runs in parts, and other work runs in between", async () => {
    const clock = createClock({ start: 1000, mode: "set" });
    const workCount = 10_300;
    let remainingWork = workCount;
    const runNext = (): void => {
      if (remainingWork <= 300) for (const end = performance.now() + 1; performance.now() < end; );
      remainingWork -= 1;
    };
    clock.addSource({ nextDue: () => (remainingWork > 0 ? 5 : undefined), runNext });
    clock.runDue();
    const remainingCounts = [remainingWork];
    while (remainingWork > 0) {
      expect(clock.target()).toBe(1000);
      await new Promise((resolve) => setTimeout(resolve, 0));
      remainingCounts.push(remainingWork);
    }
    expect(remainingCounts[0]).toBeGreaterThan(0);
    expect(remainingCounts[0]).toBeLessThanOrEqual(300);
    expect(remainingCounts.length).toBeGreaterThan(2);
    await vi.waitFor(() => expect(clock.target()).toBe(undefined));
    expect(clock.now()).toBe(1000);
  });

  test("a jump stops the rest of overdue work", async () => {
    const clock = createClock({ start: 1000, mode: "set" });
    let runCount = 0;
    const runNext = (): void => {
      runCount += 1;
      if (runCount > 10_000) for (const end = performance.now() + 1; performance.now() < end; );
    };
    clock.addSource({ nextDue: () => 5, runNext });
    clock.runDue();
    clock.jump(0, "set");
    const runCountBefore = runCount;
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect([runCount, clock.target(), clock.now()]).toEqual([runCountBefore, undefined, 0]);
  });

  test("waits for work in flight and for further work that this adds", async () => {
    const clock = createClock({ start: 0, mode: "set", timers: createMachineTimers(0) });
    const dues = [1];
    let flight: Promise<void> | undefined;
    clock.addSource({
      nextDue: () => dues[0],
      runNext: () => {
        const due = dues.shift() ?? 0;
        if (due >= 8) return;
        flight = Promise.resolve().then(() => {
          dues.push(due * 2);
          flight = undefined;
        });
      },
      workInFlight: () => flight,
    });
    await clock.advance(10);
    expect(dues).toEqual([]);
  });

  test.each([
    ["within its budget", waitBudgetMs - 1, "finished"],
    ["but no longer", waitBudgetMs, "left"],
  ])("waits for work in flight %s", async (_, elapsedMs, expectedResult) => {
    const timers = createMachineTimers(0);
    const clock = createClock({ start: 0, mode: "set", timers });
    let end = (): void => {};
    let flight: Promise<void> | undefined = new Promise((resolve) => {
      end = resolve;
    });
    let result = "finished";
    const stopWaiting = (): void => {
      result = "left";
      flight = undefined;
    };
    clock.addSource({
      nextDue: () => undefined,
      runNext: () => {},
      workInFlight: () => flight,
      stopWaiting,
    });
    const movePromise = clock.advance(10);
    timers.elapse(elapsedMs);
    flight = undefined;
    end();
    await movePromise;
    expect([result, clock.now()]).toEqual([expectedResult, 10]);
  });

  test("runs a second move that the work of the first one starts", async () => {
    const clock = createClock({ start: 0, mode: "set", timers: createMachineTimers(0) });
    const dues = [3];
    const runNext = (): void => {
      dues.shift();
      void clock.advance(10);
    };
    clock.addSource({ nextDue: () => dues[0], runNext });
    await clock.advance(5);
    await clock.advance(0);
    expect(clock.now()).toBe(15);
  });

  test("is interrupted by a reset in its own work, and then runs no more work", async () => {
    const clock = createClock({ start: 0, mode: "set", timers: createMachineTimers(0) });
    const source = createDueSource(3, 4);
    clock.addSource(source);
    clock.addSource({
      nextDue: () => (source.ran.length === 1 && clock.now() > 0 ? 3 : undefined),
      runNext: () => clock.reset(),
    });
    await expect(clock.advance(5)).rejects.toMatchObject({ code: "interrupted" });
    expect([clock.now(), source.ran]).toEqual([0, [3]]);
  });

  test("a clock that is set back runs no work", async () => {
    const clock = createClock({ start: 100, mode: "set", timers: createMachineTimers(0) });
    const source = createDueSource(150);
    clock.addSource(source);
    await clock.set(50);
    expect([clock.now(), source.ran]).toEqual([50, []]);
  });
});

describe("a real clock", () => {
  test("runs from its start with the machine's time, and runs due work", () => {
    const timers = createMachineTimers(1000);
    const clock = createClock({ start: 0, timers });
    const source = createDueSource(30);
    clock.addSource(source);
    clock.reschedule();
    timers.elapse(29);
    expect([clock.now(), source.ran]).toEqual([29, []]);
    timers.elapse(1);
    expect([clock.now(), source.ran]).toEqual([30, [30]]);
  });

  test("keeps running from the later instant after an advance", async () => {
    const timers = createMachineTimers(0);
    const clock = createClock({ start: 0, timers });
    await clock.advance("PT10S");
    timers.elapse(5);
    expect([clock.now(), clock.mode()]).toEqual([10_005, "real"]);
  });

  test("runs work on time after an advance", async () => {
    const timers = createMachineTimers(0);
    const clock = createClock({ start: 0, timers });
    const source = createDueSource(2000);
    clock.addSource(source);
    clock.reschedule();
    await clock.advance(1500);
    timers.elapse(500);
    expect(source.ran).toEqual([2000]);
  });

  test("adds the time that a move takes, and runs the work that became due during it", async () => {
    const timers = createMachineTimers(0);
    const clock = createClock({ start: 0, timers });
    const source = createDueSource(500, 1100);
    let finish = (): void => {};
    let flight: Promise<void> | undefined = new Promise((resolve) => {
      finish = () => {
        flight = undefined;
        resolve();
      };
    });
    clock.addSource({ ...source, workInFlight: () => flight });
    const movePromise = clock.advance(1000);
    timers.elapse(100);
    finish();
    await movePromise;
    expect([clock.now(), source.ran]).toEqual([1100, [500, 1100]]);
    timers.elapse(5);
    expect(clock.now()).toBe(1105);
  });

  test("`set` stops the clock, and `run` starts the clock again", async () => {
    const timers = createMachineTimers(0);
    const clock = createClock({ start: 0, timers });
    await clock.set(500);
    timers.elapse(100);
    expect(clock.now()).toBe(500);
    clock.run();
    timers.elapse(100);
    expect(clock.now()).toBe(600);
  });
});

test.each(["P", "yesterday", "-P1D"])("advance refuses %j", async (text) => {
  const clock = createClock({ start: 0, mode: "set", timers: createMachineTimers(0) });
  await expect(clock.advance(text)).rejects.toBeInstanceOf(ClockError);
});

test("a text that is not a date-time is refused", () => {
  for (const start of ["soon", "5", "2026-03-10T12:00:00", "2026-02-30T00:00:00Z", 9e15]) {
    expect(() => createClock({ start })).toThrow(ClockError);
  }
  expect(createClock({ start: "2026-03-10", mode: "set" }).now()).toBe(Date.UTC(2026, 2, 10));
});
