/** The options of `createMock` for delays, first fault rules and a running clock. */
import { expect, test, vi } from "vitest";
import { createMock, type MockOptions } from "../src/index.ts";

const url = "http://mock/tmf-api/prepayBalanceManagement/v4/bucket/ana-main";

test("latency delays each request by a time in the range", async () => {
  vi.useFakeTimers();
  try {
    const mock = createMock({ latency: [200, 800] });
    let isDone = false;
    const response = mock.fetch(url).then(({ status }) => {
      isDone = true;
      return status;
    });
    await vi.advanceTimersByTimeAsync(199);
    expect(isDone).toBe(false);
    await vi.advanceTimersByTimeAsync(601);
    expect(await response).toBe(200);
  } finally {
    vi.useRealTimers();
  }
});

test("faults are active from the start and after a reset", async () => {
  const mock = createMock({ faults: [{ fault: { kind: "status", status: 502 }, times: 1 }] });
  const statuses = async () => [(await mock.fetch(url)).status, (await mock.fetch(url)).status];
  expect(await statuses()).toEqual([502, 200]);
  mock.reset();
  expect(await statuses()).toEqual([502, 200]);
});

test("a clock with startAt runs from that instant, also after a reset", () => {
  vi.useFakeTimers();
  try {
    const mock = createMock({ clock: { startAt: "2026-03-01T12:00:00Z" } });
    expect(mock.clock.mode()).toBe("real");
    vi.advanceTimersByTime(5000);
    expect(mock.clock.now()).toBe(Date.parse("2026-03-01T12:00:05Z"));
    mock.reset();
    expect(mock.clock.now()).toBe(Date.parse("2026-03-01T12:00:00Z"));
  } finally {
    vi.useRealTimers();
  }
});

test.each<[MockOptions, string]>([
  [{ latency: -1 }, "latency"],
  [{ latency: [800, 200] }, "latency"],
  [{ latency: "200-800" as never }, "latency"],
  [{ clock: { startAt: {} as never } }, "clock"],
  [{ clock: { startAt: "soon" } }, "soon"],
  [{ faults: {} as never }, "faults"],
  [{ faults: [{ fault: {} }] }, "fault must have a kind"],
  [{ forwardedPrefix: "/a" as never }, "forwardedPrefix"],
])("%j is refused", (options, part) => {
  expect(() => createMock(options)).toThrow(part);
});
