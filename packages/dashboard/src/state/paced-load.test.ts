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

test("a pause is twenty times as long as a slow load", async () => {
  const { timers, load, settle } = setUp(300);
  load.request();
  await settle();
  expect(timers[0]?.ms).toBe(6000);
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
