/** Decide-and-apply of a reservation, beside the same movement on two floats. */
import {
  apply,
  type Context,
  decide,
  decideReserve,
  decideTopup,
  defaultPolicy,
  emptyState,
  viewOf,
} from "@tmf654/ledger";
import { type Bench, compare } from "./harness.ts";

/** Ids come round again, so that what is measured is deciding and not keeping a million records. */
const ids = 4096;

const prepare = () => {
  const state = emptyState();
  const view = viewOf(state);
  let count = 0;
  const context: Context = {
    now: 1_900_000_000_000,
    policy: defaultPolicy,
    nextId: () => `action-${count++ % ids}`,
  };
  const body = {
    id: "b",
    usageType: "monetary",
    remainingValue: { amount: 9e9, units: "EUR" },
    partyAccount: { id: "account" },
  } as const;
  apply(state, decide(view, { type: "open", body }, context).changes);
  return { state, view, context };
};

const asked = {
  bucket: { id: "b" },
  usageType: "monetary",
  amount: { amount: 0.01, units: "EUR" },
  partyAccount: { id: "account" },
} as const;

/** What a ledger would be without rules, units, records and exactness. */
const floats = () => {
  const buckets = new Map([["b", { remaining: 9e9, reserved: 0 }]]);
  return (): boolean => {
    const bucket = buckets.get(asked.bucket.id);
    const { amount } = asked.amount;
    if (bucket === undefined || bucket.remaining < amount) return false;
    bucket.remaining -= amount;
    bucket.reserved += amount;
    return true;
  };
};

export const bench: Bench = {
  title: "ledger",
  run: async () => {
    const { state, view, context } = prepare();
    const results = await compare(
      {
        "float loop": floats(),
        reserve: () => apply(state, decideReserve(view, asked, context).changes),
        topup: () => apply(state, decideTopup(view, asked, context).changes),
      },
      { base: "float loop", rounds: 60, calls: 20_000 },
    );
    const perSecond = (nanoseconds = Number.NaN) => Math.round(1e9 / nanoseconds);
    return [
      {
        what: "decide and apply a reserve on one bucket",
        value: perSecond(results.reserve?.nanoseconds),
        unit: "/s",
        atLeast: 500_000,
        note: "one core, ids of 4096 actions coming round",
      },
      { what: "reserve beside two floats", value: results.reserve?.ratio ?? Number.NaN, unit: "×" },
      { what: "top-up beside two floats", value: results.topup?.ratio ?? Number.NaN, unit: "×" },
    ];
  },
};
