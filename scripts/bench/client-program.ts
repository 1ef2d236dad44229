/**
 * A program that measures the built client on the Node that runs it, and prints JSON.
 * `one-by-one` has a `fetch` that responds at once. `at-once <url>` sends 1,000 calls together to a
 * server. `waiting <url> <caller>` measures the memory of 1,000 calls without a response.
 */
import { setTimeout } from "node:timers/promises";
import { baseUrl, callsBy, instant } from "./client-calls.ts";
import { compare } from "./harness.ts";

const [mode = "", server = "", caller = ""] = process.argv.slice(2);
const together = 1000;

/** The ratio client / bare `fetch` of a GET and a POST, and the time of a call of the client. */
async function compareCalls(): Promise<object> {
  const { get, post } = callsBy(instant, baseUrl);
  const options = { base: "bare", rounds: 800, calls: 50 };
  return { get: await compare(get, options), post: await compare(post, options) };
}

/** The same with 1,000 calls together, by processor time. */
async function compareTogether(): Promise<object> {
  const { get, post } = callsBy(fetch, `${server}/prompt`);
  const callTogether = (call: () => Promise<unknown>) => () =>
    Promise.all(Array.from({ length: together }, call));
  const options = { base: "bare", rounds: 10, calls: 1, clock: "processor" } as const;
  const pairOf = async ({ bare, client }: typeof get | typeof post) => {
    const pair = await compare({ bare: callTogether(bare), client: callTogether(client) }, options);
    return Object.fromEntries(
      Object.entries(pair).map(([name, { nanoseconds, ratio }]) => [
        name,
        { nanoseconds: nanoseconds / together, ratio },
      ]),
    );
  };
  return { get: await pairOf(get), post: await pairOf(post) };
}

/** Bytes of the heap and of the process for each of 1,000 calls that wait for their response. */
async function measureWaiting(): Promise<object> {
  const calls = callsBy(fetch, `${server}/held`).get;
  const call = caller === "client" ? calls.client : calls.bare;
  const measureOnce = async () => {
    const usageBefore = await readUsage();
    const pendingCalls = Array.from({ length: together }, () => call());
    await fetch(`${server}/arrived?count=${together}`);
    const usageDuring = await readUsage();
    await fetch(`${server}/release`);
    await Promise.all(pendingCalls);
    return {
      heap: (usageDuring.heapUsed - usageBefore.heapUsed) / together,
      rss: (usageDuring.rss - usageBefore.rss) / together,
    };
  };
  // The process grows by the first calls; later ones use its memory again. The heap of the first
  // calls has compiled code and connections too.
  const { rss } = await measureOnce();
  const { heap } = await measureOnce();
  return { heap, rss };
}

async function readUsage(): Promise<NodeJS.MemoryUsage> {
  // Ended work keeps objects until the next turns of the event loop.
  await setTimeout(50);
  (globalThis as { gc?: () => void }).gc?.();
  return process.memoryUsage();
}

const modes: Readonly<Record<string, () => Promise<object>>> = {
  "one-by-one": compareCalls,
  "at-once": compareTogether,
  waiting: measureWaiting,
};
const measured = await modes[mode]?.();
process.stdout.write(JSON.stringify(measured), () => process.exit(measured ? 0 : 1));
