import {
  type Command,
  type Decision,
  decide,
  type Posting,
  type RecordChange,
} from "../src/index.ts";
import type { Start } from "./properties.ts";
import { begin } from "./runner.ts";

/** A ledger whose decisions are changed before they are applied. */
const tampered =
  (tamper: (decision: Decision, command: Command) => Decision): Start =>
  (workloadSetup) =>
    begin(workloadSetup, {
      isChecked: false,
      decide: (view, command, context) => tamper(decide(view, command, context), command),
    });

/** The same decision, with additional steps to spend in each bucket that it changes. */
const withMore = (decision: Decision, steps: number): Decision => ({
  ...decision,
  changes: decision.changes.map((change): RecordChange => {
    if (change.table !== "bucket" || change.record === undefined) return change;
    const record = { ...change.record, remaining: change.record.remaining + steps };
    return { ...change, record };
  }),
});

const withPostings = (decision: Decision, keeps: (posting: Posting) => boolean): Decision => ({
  ...decision,
  postings: decision.postings.filter(keeps),
});

/** A ledger with hidden state: it changes every third decision. */
const moody: Start = (() => {
  let decisions = 0;
  return tampered((decision) => {
    decisions += 1;
    return decisions % 3 === 0 ? withMore(decision, 1) : decision;
  });
})();

const isCancel = (command: Command): boolean =>
  command.type === "patch" && command.body.status === "cancelled";

/** For each property, ledgers that break it. */
export const faultyLedgers: Readonly<Record<string, Readonly<Record<string, Start>>>> = {
  "the reference model agrees with every result, balance and status": {
    "keeps what it should forfeit": ({ terms, bucketSetups }) =>
      begin({ terms: { ...terms, forfeits: !terms.forfeits }, bucketSetups }),
    "asks no tariff": ({ terms, bucketSetups }) =>
      begin({ terms: { ...terms, cost: {} }, bucketSetups }),
    "knows no limit": ({ terms, bucketSetups }) =>
      begin({ terms: { ...terms, bounds: {} }, bucketSetups }),
    "opens no unknown bucket": ({ terms, bucketSetups }) =>
      begin({ terms: { ...terms, opensUnknown: false }, bucketSetups }),
    "knows no ceiling": ({ terms, bucketSetups }) =>
      begin({ terms: { ...terms, ceiling: {} }, bucketSetups }),
    "does not charge the tax": tampered((decision) =>
      withPostings(decision, ({ to }) => to !== "tax"),
    ),
    "knows no fee": ({ terms, bucketSetups }) =>
      begin({ terms: { ...terms, fee: undefined }, bucketSetups }),
    "gives no bonus": ({ terms, bucketSetups }) =>
      begin({ terms: { ...terms, bonus: undefined }, bucketSetups }),
    "spends in another order": ({ terms, bucketSetups }) =>
      begin({
        terms: terms,
        bucketSetups: bucketSetups.map((bucketSetup) => ({
          ...bucketSetup,
          priority: -(bucketSetup.priority ?? 0),
        })),
      }),
    "lends nothing": ({ terms, bucketSetups }) =>
      begin({ terms: { ...terms, loan: undefined }, bucketSetups }),
    "goes never below zero": ({ terms, bucketSetups }) =>
      begin({ terms: { ...terms, overdraft: {} }, bucketSetups }),
    "has no grace": ({ terms, bucketSetups }) =>
      begin({ terms: { ...terms, life: undefined }, bucketSetups }),
    "ends no day": ({ terms, bucketSetups }) =>
      begin({ terms: { ...terms, isToMidnight: false }, bucketSetups }),
    "knows no rate": ({ terms, bucketSetups }) =>
      begin({ terms: { ...terms, rate: undefined }, bucketSetups }),
    "knows no low balance": ({ terms, bucketSetups }) =>
      begin({ terms: { ...terms, low: {} }, bucketSetups }),
    "signals nothing": ({ terms, bucketSetups }) =>
      begin({ terms: { ...terms, soonHours: undefined }, bucketSetups }),
    "signals no low balance": tampered((decision) => ({ ...decision, signals: [] })),
    "keeps a bonus when its top-up is reversed": tampered((decision) => ({
      ...decision,
      changes: decision.changes.map((change) =>
        change.table === "action" && change.record.bonus !== undefined
          ? { ...change, record: { ...change.record, bonus: "none" } }
          : change,
      ),
    })),
    "does not take a bonus back": tampered((decision, { type }) =>
      type === "adjust" ? withPostings(decision, ({ to }) => to !== "bonus") : decision,
    ),
    "waits for nothing": ({ terms, bucketSetups }) =>
      begin({ terms: { ...terms, delayHours: {} }, bucketSetups }),
  },
  "every invariant holds after every command": {
    "forgets what is held": tampered((decision) => ({
      ...decision,
      changes: decision.changes.map((change) =>
        change.table === "bucket" && change.record
          ? { ...change, record: { ...change.record, reserved: 0 } }
          : change,
      ),
    })),
  },
  "nothing is ever negative that may not be": {
    "takes what is not there": tampered((decision, { type }) =>
      type === "spend" ? withMore(decision, -100_000_000) : decision,
    ),
  },
  "what came in equals what remains, is reserved, was used, paid as a fee or lost to expiry": {
    "finds a step on the way": tampered((decision, { type }) =>
      type === "transfer" ? withMore(decision, 1) : decision,
    ),
    "does not charge the fee": tampered((decision) =>
      withPostings(decision, ({ to }) => to !== "fee"),
    ),
    "does not credit the bonus": tampered((decision) =>
      withPostings(decision, ({ from }) => from !== "bonus"),
    ),
    "does not post what expires": tampered((decision) =>
      withPostings(decision, ({ to }) => to !== "expiry"),
    ),
  },
  "every balance is the sum of its postings, transfers in and out among them": {
    "posts no transfer": tampered((decision, { type }) =>
      withPostings(decision, ({ to }) => type !== "transfer" || to === "fee"),
    ),
  },
  "running the same commands again gives the same state": { "has moods": moody },
  "reserve then release is the identity": {
    "gives back a step more": tampered((decision, command) =>
      isCancel(command) ? withMore(decision, 1) : decision,
    ),
  },
  "any interleaving of concurrent commands equals some serial order": { "has moods": moody },
};
