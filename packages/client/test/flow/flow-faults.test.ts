import type { TopupBalanceCreate } from "@tmf654/client";
import { createTopUpFlow, type TopUpFlow, type TopUpRecord } from "@tmf654/client/flow";
import { expect, test } from "vitest";
import { setUpFlow, topUpBody } from "../helpers/flow-setup.ts";
import { type RequestFault, requestFaults } from "../helpers/unreliable-mock.ts";

const sequences = process.env.TMF654_DEEP ? 6000 : 180;
const timeLimitMs = process.env.TMF654_DEEP ? 900_000 : 60_000;

/** The same sequences in every run. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

type FlowSetup = ReturnType<typeof setUpFlow>;

/** The next action of the user of a form. `reload` loses the flow and keeps the stored record. */
const acts = ["retry", "submit", "double click", "other amount", "reload", "stop"] as const;
type Act = (typeof acts)[number];

interface Sequence {
  readonly at: number;
  readonly bucket: string;
  readonly keys: boolean;
  readonly random: () => number;
}

/** Makes faults for the first requests; later requests work, so that each sequence ends. */
function createFaults(random: () => number) {
  let left = Math.floor(random() * 12);
  return (): RequestFault => {
    if (left <= 0 || random() < 0.4) return "none";
    left -= 1;
    return requestFaults[Math.floor(random() * requestFaults.length)] ?? "none";
  };
}

/**
 * The request body in a sequence of faults. With idempotency keys the body has no payment, because
 * the server could refuse a second request with the same payment as a duplicate.
 */
function bodyOf({ at, bucket, keys }: Sequence, amount: number): TopupBalanceCreate {
  const name = `sequence-${at}-${amount}`;
  const { paymentMethod, ...body } = topUpBody(name, { amount, bucket });
  return { ...body, description: name, ...(!keys && { paymentMethod }) };
}

/** Counts the top-ups of a body that are neither failed nor cancelled. */
async function countLive({ mock }: FlowSetup, { description }: TopupBalanceCreate) {
  const query = `description=${description}`;
  const response = await mock.fetch(`http://mock${mock.basePath}/topupBalance?${query}`);
  const found = (await response.json()) as readonly { readonly status: string }[];
  return found.filter(({ status }) => !/failed|cancelled/.test(status)).length;
}

/** A page with one form. A `careless` page forgets its record, as a form without a flow does. */
function createPage(setup: FlowSetup, { random }: Sequence, careless: boolean) {
  let stored: TopUpRecord | undefined;
  let flow: TopUpFlow;
  const load = () => {
    flow = createTopUpFlow(setup.client, {
      waitMs: 60_000,
      onRecord: (record) => {
        if (!careless) stored = JSON.parse(JSON.stringify(record));
      },
    });
    return flow;
  };
  flow = load();
  /** Runs until the flow is not busy, or until the page is closed during the run. */
  const untilEnd = (run: () => Promise<unknown>) =>
    new Promise<boolean>((resolve, reject) => {
      setup.hooks.onCrash = () => resolve(true);
      if (random() < 0.05) setTimeout(() => flow.stop(), 0);
      run().then(() => resolve(false), reject);
    });
  const act = (next: Act, body: TopupBalanceCreate, other: TopupBalanceCreate) => {
    if (next === "reload") return load().resume(stored);
    if (next === "other amount") return flow.submit(other);
    if (next === "stop") return flow.stop();
    if (next === "retry") return flow.retry();
    void flow.submit(next === "double click" ? other : body);
    return flow.submit(body);
  };
  const run = async (...[next, body, other]: Parameters<typeof act>) => {
    if (careless && next !== "submit") load();
    let isGone = await untilEnd(() => act(next, body, other));
    while (isGone) isGone = await untilEnd(() => load().resume(stored));
    return flow.state;
  };
  return { run };
}

/** Uses the form until it says that the payment is done or refused. */
async function useForm(setup: FlowSetup, sequence: Sequence, careless = false) {
  const { random } = sequence;
  // Without keys, a top-up of the same bucket that is only minutes old proves nothing.
  await setup.mock.clock.advance("PT1H");
  const body = bodyOf(sequence, 10);
  const other = bodyOf(sequence, 20);
  setup.hooks.fault = createFaults(random);
  const page = createPage(setup, sequence, careless);
  const story: string[] = [];
  let next: Act = "submit";
  for (let tries = 0; tries < 60; tries += 1) {
    const state = await page.run(next, body, other);
    story.push(`${next}: ${state.status}`);
    const counts = [await countLive(setup, body), await countLive(setup, other)];
    if (state.status === "completed" || state.status === "failed") {
      return { state, counts, story, body, other };
    }
    // The last tries only retry, so that the sequence ends.
    next = tries > 30 ? "retry" : (acts[Math.floor(random() * acts.length)] ?? "retry");
    if (state.status === "idle") next = "submit";
  }
  throw new Error(`the form did not end: ${story.join(", ")}`);
}

const buckets = ["ana-main", "ana-main", "slow-main", "declined-main"];

function* drawSequences(count: number) {
  const random = createRandom(654);
  const setups = new Map<boolean, FlowSetup>();
  for (let at = 0; at < count; at += 1) {
    const keys = random() < 0.5;
    if (at % 30 < 2 || !setups.has(keys)) setups.set(keys, setUpFlow({ idempotency: keys }));
    const setup = setups.get(keys) as FlowSetup;
    setup.seen.length = 0;
    yield { setup, sequence: { at, keys, random, bucket: buckets[at % 4] ?? "ana-main" } };
  }
}

test(
  `pays once and ends in the state of the server in ${sequences} sequences of faults`,
  async () => {
    const endings = new Map<string, number>();
    for (const { setup, sequence } of drawSequences(sequences)) {
      const { state, counts, story, body, other } = await useForm(setup, sequence);
      const text = JSON.stringify({ ...sequence, story, seen: setup.seen, counts, state });
      endings.set(state.status, (endings.get(state.status) ?? 0) + 1);
      const isOther = state.body.amount.amount === 20;
      const paid = state.status === "completed" ? 1 : 0;
      expect(counts, text).toEqual(isOther ? [0, paid] : [paid, 0]);
      if (state.status !== "completed") continue;
      expect(state.action.description, text).toBe((isOther ? other : body).description);
      expect(setup.mock.get("topupBalance", state.action.id)?.status, text).toBe("completed");
    }
    expect(Math.min(endings.get("completed") ?? 0, endings.get("failed") ?? 0)).toBeGreaterThan(20);
  },
  timeLimitMs,
);

test(
  "the same sequences pay twice with a form that forgets its record",
  async () => {
    let twice = 0;
    for (const { setup, sequence } of drawSequences(60)) {
      const { counts } = await useForm(setup, sequence, true);
      if ((counts[0] ?? 0) + (counts[1] ?? 0) > 1) twice += 1;
    }
    expect(twice).toBeGreaterThan(0);
  },
  timeLimitMs,
);
