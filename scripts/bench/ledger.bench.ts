/**
 * The bench of a reservation that is decided and applied, compared with the same movement on two
 * floats. It also compares decisions without optional policies with a program that never changes:
 * `JSON.parse` of their request.
 */
import {
  apply,
  type Command,
  type DecisionContext,
  decide,
  decideReserve,
  decideTopup,
  defaultPolicy,
  emptyState,
  viewOf,
} from "@tmf654/ledger";
import { type Bench, compare, type Row } from "./harness.ts";

/** Ids are reused, so that the time of a million records is not measured. */
const bucketCount = 4096;

function prepare() {
  const state = emptyState();
  const view = viewOf(state);
  let count = 0;
  const context: DecisionContext = {
    now: 1_900_000_000_000,
    policy: defaultPolicy,
    nextId: () => `action-${count++ % bucketCount}`,
  };
  const body = {
    id: "b",
    usageType: "monetary",
    remainingValue: { amount: 9e9, units: "EUR" },
    partyAccount: { id: "account" },
  } as const;
  apply(state, decide(view, { type: "open", body }, context).changes);
  return { state, view, context };
}

const request = {
  bucket: { id: "b" },
  usageType: "monetary",
  amount: { amount: 0.01, units: "EUR" },
  partyAccount: { id: "account" },
} as const;

/** The comparison: a ledger without rules, units, records and exactness. */
function createFloatLoop() {
  const buckets = new Map([["b", { remaining: 9e9, reserved: 0 }]]);
  return (): boolean => {
    const bucket = buckets.get(request.bucket.id);
    const { amount } = request.amount;
    if (bucket === undefined || bucket.remaining < amount) return false;
    bucket.remaining -= amount;
    bucket.reserved += amount;
    return true;
  };
}

/** Calls in a second of CPU time, with garbage collection: best of five. */
function measureCallsPerSecond(run: () => void, calls = 200_000): number {
  let best = 0;
  for (let round = 0; round < 5; round++) {
    const start = process.cpuUsage();
    for (let call = 0; call < calls; call++) run();
    const { user, system } = process.cpuUsage(start);
    best = Math.max(best, (calls / (user + system)) * 1e6);
  }
  return Math.round(best);
}

/**
 * The time of a decision of each kind without optional policies, as a multiple of the time of
 * reading its request from JSON.
 */
async function measureDecisions(): Promise<readonly Row[]> {
  const { state, view, context } = prepare();
  const otherBucket = { id: "b2", usageType: "monetary", partyAccount: { id: "account" } } as const;
  apply(state, decide(view, { type: "open", body: otherBucket }, context).changes);
  const transfer = {
    ...request,
    receiverBucket: { id: "b2" },
    receiverBucketUsageType: "monetary",
  };
  const bodies = { topup: request, adjust: request, reserve: request, transfer } as const;
  const text = JSON.stringify(request);
  const kinds = Object.keys(bodies) as (keyof typeof bodies)[];
  const runs = kinds.map((type) => {
    const command = { type, body: bodies[type] } as Command;
    return [type, () => decide(view, command, context)] as const;
  });
  const results = await compare(
    { json: () => JSON.parse(text), ...Object.fromEntries(runs) },
    { base: "json", rounds: 60, calls: 5000 },
  );
  return kinds.map((kind) => ({
    name: `${kind}: a decision with no policy on / JSON.parse of the request`,
    value: results[kind]?.ratio ?? Number.NaN,
    unit: "×",
    atMost: 2.5,
    note: `${text.length} characters of JSON`,
  }));
}

export const bench: Bench = {
  title: "ledger",
  run: async () => {
    const { state, view, context } = prepare();
    const results = await compare(
      {
        "float loop": createFloatLoop(),
        reserve: () => apply(state, decideReserve(view, request, context).changes),
        topup: () => apply(state, decideTopup(view, request, context).changes),
      },
      { base: "float loop", rounds: 60, calls: 20_000 },
    );
    return [
      {
        name: "decide and apply a reserve on one bucket",
        value: measureCallsPerSecond(() =>
          apply(state, decideReserve(view, request, context).changes),
        ),
        unit: "/s",
        atLeast: 500_000,
        note: "by CPU time; the ids of 4096 actions are reused",
      },
      { name: "reserve / two floats", value: results.reserve?.ratio ?? Number.NaN, unit: "×" },
      { name: "top-up / two floats", value: results.topup?.ratio ?? Number.NaN, unit: "×" },
      ...(await measureDecisions()),
    ];
  },
};
