import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { createMock, type MockEventByType, MockOptionsError } from "@tmf654/mock";
import { afterEach, describe, expect, expectTypeOf, test, vi } from "vitest";
import { extensionTypes } from "../../src/events/envelope.ts";
import { eventTypes } from "../../src/events/event-attributes.ts";
import { topup } from "../support/bodies.ts";
import { start } from "./setup.ts";

const create = "TopupBalanceCreateEvent";
const anaTopup = topup({ bucket: { id: "ana-main" }, partyAccount: { id: "acc-ana" } });

function createApp(scenario = "default") {
  const mock = createMock({ clock: start, scenario });
  const topUp = (amount: number, bucket = "ana-main", units = "EUR") =>
    mock.engine.create("topupBalance", {
      ...anaTopup,
      bucket: { id: bucket },
      amount: { amount, units },
    });
  return { mock, topUp };
}

afterEach(() => {
  vi.useRealTimers();
});

describe("events.next", () => {
  test("resolves with the next event of the type, typed by the contract", async () => {
    const { mock, topUp } = createApp();
    topUp(1);
    const next = mock.events.next(create);
    topUp(2);
    topUp(3);
    const event = await next;
    expectTypeOf(event).toEqualTypeOf<MockEventByType["TopupBalanceCreateEvent"]>();
    expect(event.event?.topupBalance?.amount).toEqual({ amount: 2, units: "EUR" });
  });

  test("match picks one of several", async () => {
    const { mock, topUp } = createApp();
    const next = mock.events.next(create, {
      match: ({ event }) => event?.topupBalance?.amount?.amount === 3,
    });
    topUp(2);
    topUp(3);
    expect((await next).event?.topupBalance?.amount?.amount).toBe(3);
  });

  test("several calls each get the same event, as a copy of their own", async () => {
    const { mock, topUp } = createApp();
    const both = Promise.all([mock.events.next(create), mock.events.next(create)]);
    topUp(2);
    const [first, second] = await both;
    expect(first).toEqual(second);
    expect(first).not.toBe(second);
  });

  test("after the time-out `next` rejects and names the events that came", async () => {
    const { mock, topUp } = createApp();
    const match = () => false;
    const lost = mock.events.next(create, { timeoutMs: 20, match });
    const failed = mock.events.next("TopupBalanceCancelEvent", { timeoutMs: 20 });
    topUp(2);
    topUp(2, "ana-main", "USD");
    await expect(lost).rejects.toThrow(
      `no ${create} matched within 20 ms; these events came: ${create} at ${start} (no match), ` +
        `TopupBalanceFailureEvent at ${start}`,
    );
    await expect(failed).rejects.toThrow(
      `no TopupBalanceCancelEvent came within 20 ms; these events came: ${create} at ${start}, ` +
        `TopupBalanceFailureEvent at ${start}`,
    );
  });

  test("the message has the last ten events at most", async () => {
    const { mock, topUp } = createApp();
    const lost = mock.events.next("TopupBalanceCancelEvent", { timeoutMs: 5 });
    for (let count = 0; count < 12; count += 1) topUp(1);
    const error = await lost.catch((reason: unknown) => reason);
    expect(String(error)).toContain(`came: 2 earlier ones, ${create} at`);
    expect(String(error).split(create)).toHaveLength(11);
  });

  test("the message says that no event came", async () => {
    const { mock } = createApp();
    await expect(mock.events.next(create, { timeoutMs: 0 })).rejects.toThrow(
      `no ${create} came within 0 ms; no other event came`,
    );
  });

  test("an error of match is the error of the call", async () => {
    const { mock, topUp } = createApp();
    const next = mock.events.next(create, {
      match: () => {
        throw new RangeError("mine");
      },
    });
    topUp(1);
    await expect(next).rejects.toThrow(new RangeError("mine"));
  });

  test.each<[string, object, RegExp]>([
    ["TopupBalanceCreatedEvent", {}, /no event is called .*; did you mean TopupBalanceCreateEvent/],
    [create, { timeout: 5 }, /no option is called timeout; did you mean timeoutMs\?/],
    [create, { timeoutMs: -1 }, /timeoutMs must be a number of milliseconds/],
    [create, { match: {} }, /match must be a function/],
  ])("refuses %s with %j", async (type, options, message) => {
    const { mock } = createApp();
    const next = mock.events.next(type as typeof create, options);
    await expect(next).rejects.toThrow(MockOptionsError);
    await expect(next).rejects.toThrow(message);
  });

  test("leaves no listener behind", async () => {
    const { mock, topUp } = createApp();
    const match = vi.fn(() => true);
    const next = mock.events.next(create, { match });
    topUp(1);
    await next;
    const failed = vi.fn(() => false);
    await mock.events.next(create, { match: failed, timeoutMs: 1 }).catch(() => {});
    topUp(1);
    expect([match.mock.calls.length, failed.mock.calls.length]).toEqual([1, 0]);
  });

  test.each([
    ["resolved", "topUp();", /^TopupBalanceCreateEvent$/m],
    ["timed out", "", /within 50 ms/],
  ])("leaves no timer behind that keeps a process alive: %s", async (_, act, printed) => {
    const timeoutMs = act === "" ? 50 : 600_000;
    const code = `import { createMock } from "@tmf654/mock";
      const mock = createMock();
      const topUp = () => mock.engine.create("topupBalance", ${JSON.stringify(anaTopup)});
      const next = mock.events.next("${create}", { timeoutMs: ${timeoutMs} });
      ${act}
      console.log(await next.then(({ eventType }) => eventType, ({ message }) => message));`;
    const args = ["--conditions=@tmf654/source", "--input-type=module", "--eval", code];
    const cwd = import.meta.dirname;
    const { stdout } = await promisify(execFile)(process.execPath, args, { cwd, timeout: 25_000 });
    expect(stdout).toMatch(printed);
  });

  test("the time-out is real under fake timers", async () => {
    vi.useFakeTimers();
    const { mock } = createApp();
    await expect(mock.events.next(create, { timeoutMs: 5 })).rejects.toThrow("within 5 ms");
  });

  test("every type of the mock's events can be waited for", async () => {
    const { mock } = createApp();
    const types = [...eventTypes, ...extensionTypes] as (keyof MockEventByType)[];
    expect(types).toHaveLength(18);
    for (const type of types) {
      await expect(mock.events.next(type, { timeoutMs: 0 })).rejects.toThrow(`no ${type} came`);
    }
  });
});
