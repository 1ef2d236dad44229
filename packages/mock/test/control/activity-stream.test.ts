import { expect, test } from "vitest";
import { createActivityStream, type StreamedActivity } from "../../src/control/activity-stream.ts";
import { createControl } from "../../src/control/client.ts";
import type { Activity } from "../../src/ports/activity.ts";
import { createApi, createStoppedMock } from "../behaviour/setup.ts";
import { sendTo } from "../support/send.ts";

/** A source of activities and a timer that a test controls. */
function setUp() {
  const listeners = new Set<(activity: Activity) => void>();
  const timers = new Set<() => void>();
  const after = (_: number, run: () => void) => {
    timers.add(run);
    return () => timers.delete(run);
  };
  const listen = (listener: (activity: Activity) => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  const stream = createActivityStream({ listen }, { after, now: () => 0 });
  const reader = stream.getReader();
  return {
    listeners,
    reader,
    send: (activity: Activity) => {
      for (const listener of listeners) listener(activity);
    },
    tick: () => {
      const due = [...timers];
      timers.clear();
      for (const run of due) run();
    },
    read: async () => new TextDecoder().decode((await reader.read()).value),
  };
}

const command = (target: string): Activity => ({
  kind: "command",
  time: "2026-03-10T12:00:00.000Z",
  command: "expire",
  target,
  changes: [],
});
const change: Activity = { kind: "state", time: "2026-03-10T12:00:00.000Z", change: "reset" };

const dataOf = (text: string): StreamedActivity[] =>
  text
    .split("\n\n")
    .filter((block) => block !== "")
    .map((block) => JSON.parse(block.replace(/^event: activity\ndata: /, "")));

test("the first activity is sent at once, and the next ones together", async () => {
  const { send, tick, read } = setUp();
  expect(await read()).toBe(": connected\n\n");
  send(command("a"));
  expect(dataOf(await read())).toEqual([command("a")]);
  send(command("b"));
  send(change);
  tick();
  expect(dataOf(await read())).toEqual([command("b"), change]);
  tick();
  send(command("c"));
  expect(dataOf(await read())).toEqual([command("c")]);
});

test("the stream sends the first of many requests and commands, and the number of the others", async () => {
  const { send, tick, read } = setUp();
  await read();
  send(command("first"));
  await read();
  for (let count = 0; count < 1000; count += 1) send(command(String(count)));
  send(change);
  tick();
  const sent = dataOf(await read());
  expect(sent).toHaveLength(22);
  expect(sent.at(-2)).toEqual(change);
  expect(sent.at(-1)).toEqual({ kind: "skipped", count: 980 });
});

test("a reader that disconnects is forgotten, and one that is too slow is disconnected", async () => {
  const left = setUp();
  await left.reader.cancel();
  expect(left.listeners.size).toBe(0);
  const slow = setUp();
  for (let count = 0; count < 300 && slow.listeners.size > 0; count += 1) {
    slow.send(command("x".repeat(10_000)));
    slow.tick();
  }
  expect(slow.listeners.size).toBe(0);
});

test("the client reads requests, commands, moves, deliveries and changes of the state", async () => {
  const mock = createStoppedMock({ fetch: async () => new Response() });
  const send = sendTo(mock);
  const control = createControl({ fetch: mock.fetch });
  await send({ method: "POST", path: "/hub", body: { callback: "http://127.0.0.1:9/x" } });
  const activities = await control.activity();
  await createApi(send).topup("ana-main", { amount: 1, units: "EUR" });
  mock.subscribers.suspend("ana-main");
  await control.clock.advance("PT1M");
  const { id } = await control.faults.add({ fault: { kind: "drop" } });
  await control.faults.remove(id);
  await control.seed({ subscribers: 1 });
  const snapshot = await control.snapshot();
  await control.setProfile({ name: "reference" });
  await control.restore(snapshot);
  await control.reset();
  const seen: string[] = [];
  for await (const activity of activities) {
    seen.push(activity.kind === "state" ? activity.change : activity.kind);
    if (activity.kind === "request") {
      expect(activity).toMatchObject({ number: 2, changes: [{ bucketId: "ana-main" }] });
    }
    if (activity.kind === "delivery") {
      expect(activity.id).toMatch(/^[\da-f-]{36}$/);
    }
    if (seen.at(-1) === "reset") break;
  }
  expect([...new Set(seen)].sort()).toEqual(
    [
      "request",
      "command",
      "clock",
      "delivery",
      "faults",
      "seed",
      "profile",
      "restore",
      "reset",
    ].sort(),
  );
  expect(seen.filter((each) => each === "faults")).toHaveLength(2);
});
