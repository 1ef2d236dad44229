import { expect, test } from "vitest";
import { createPacedLoad } from "./paced-load.ts";

/** A load that takes the given time, with timers that the test runs. */
function setUp(takesMs: number) {
  const state = { now: 0, loads: 0 };
  const timers: { ms: number; run: () => void }[] = [];
  const platform = {
    now: () => state.now,
    after: (ms: number, run: () => void) => {
      timers.push({ ms, run });
      return () => {};
    },
  };
  const loadOnce = async () => {
    state.loads += 1;
    state.now += takesMs;
  };
  const load = createPacedLoad(platform, loadOnce);
  return { state, timers, load, settle: () => new Promise((resolve) => setTimeout(resolve)) };
}

test("requests during a load and its pause are one load afterwards", async () => {
  const { state, timers, load, settle } = setUp(5);
  load.request();
  load.request();
  await settle();
  load.request();
  expect(state.loads).toBe(1);
  timers.shift()?.run();
  await settle();
  expect(state.loads).toBe(2);
  timers.shift()?.run();
  await settle();
  expect(state.loads).toBe(2);
});

test.each([
  [5, 200],
  [40, 800],
  [300, 2000],
])("after a load of %i ms the pause is %i ms", async (takesMs, pauseMs) => {
  const { timers, load, settle } = setUp(takesMs);
  load.request();
  await settle();
  expect(timers[0]?.ms).toBe(pauseMs);
});

test("an ended load does not run again", async () => {
  const { state, timers, load, settle } = setUp(5);
  load.request();
  await settle();
  load.request();
  load.end();
  timers.shift()?.run();
  load.request();
  await settle();
  expect(state.loads).toBe(1);
});
