import fc from "fast-check";
import { expect } from "vitest";
import { accountName, brokenInvariants, type outsideAccounts, trialBalance } from "../src/index.ts";
import { anyWorkload, type WorkloadCommand } from "./commands.ts";
import { client, interleave, runInOrder } from "./concurrent.ts";
import { createReferenceModel } from "./reference-model.ts";
import { type begin, createRunner } from "./runner.ts";
import { quantity } from "./runner-policy.ts";
import { balances, outside, statuses } from "./summaries.ts";
import { idOf, type Ledger, START } from "./test-ledger.ts";
import {
  anySetup,
  type BucketSetup,
  optional,
  type WorkloadSetup,
  wholeNumber,
} from "./workload.ts";

/** A function that starts the ledger of a test: the real one or a faulty one. */
export type Start = typeof begin;

/** A property of every workload. fast-check searches for a counterexample. */
export type LedgerProperty = (start: Start) => fc.IRawProperty<unknown>;

function run(
  ledger: Ledger,
  bucketSetups: readonly BucketSetup[],
  commands: readonly WorkloadCommand[],
): void {
  const ask = createRunner(ledger, bucketSetups);
  for (const command of commands) ask(command);
}

/** A property of the state after a workload. */
const checkAfterwards =
  (check: (ledger: Ledger, setup: WorkloadSetup) => void): LedgerProperty =>
  (start) =>
    fc.property(anySetup, anyWorkload, (workloadSetup, commands) => {
      const ledger = start(workloadSetup);
      run(ledger, workloadSetup.bucketSetups, commands);
      check(ledger, workloadSetup);
    });

const referenceModelAgrees: LedgerProperty = (start) =>
  fc.property(anySetup, anyWorkload, (workloadSetup, commands) => {
    const ledger = start(workloadSetup);
    const ask = createRunner(ledger, workloadSetup.bucketSetups);
    const model = createReferenceModel(workloadSetup, START);
    for (const command of commands) {
      expect([command, ask(command)]).toEqual([command, model.ask(command)]);
      expect([command, ...balances(ledger)]).toEqual([command, ...model.balances()]);
      expect(statuses(ledger)).toEqual(model.statuses());
    }
    expect(outside(ledger)).toEqual(model.outside());
    expect([...ledger.signals].sort()).toEqual(model.signals());
  });

const invariantsHold: LedgerProperty = (start) =>
  fc.property(anySetup, anyWorkload, (workloadSetup, commands) => {
    const ledger = start(workloadSetup);
    const ask = createRunner(ledger, workloadSetup.bucketSetups);
    for (const command of commands) {
      ask(command);
      expect(brokenInvariants(ledger.state)).toEqual([]);
    }
  });

const nothingIsNegative: LedgerProperty = (start) =>
  fc.property(anySetup, anyWorkload, (workloadSetup, commands) => {
    const ledger = start(workloadSetup);
    const ask = createRunner(ledger, workloadSetup.bucketSetups);
    for (const command of commands) {
      ask(command);
      for (const bucket of ledger.state.bucket.values()) {
        const { remaining, reserved, owed = 0, usageType, units } = bucket;
        const most =
          units === "USD" ? 0 : (workloadSetup.terms.overdraft[usageType as "data"] ?? 0);
        const step = units === "MB" ? 1024 ** 2 : 10_000;
        expect(remaining + most * step).toBeGreaterThanOrEqual(0);
        expect(Math.min(reserved, owed)).toBeGreaterThanOrEqual(0);
      }
    }
    for (const { steps } of ledger.postings) expect(steps).toBeGreaterThan(0);
  });

/** The sum of each dimension over the buckets and the accounts outside them is 0. */
const nothingIsLost = checkAfterwards(({ state, postings }) => {
  for (const [dimension, ofDimension] of trialBalance(postings)) {
    const sum = (...accounts: readonly (typeof outsideAccounts)[number][]) =>
      accounts.reduce((total, account) => total + Number(ofDimension.get(account) ?? 0n), 0);
    const dimensionBuckets = [...state.bucket.values()].filter(
      (bucket) => bucket.dimension === dimension,
    );
    const keptSteps = dimensionBuckets.reduce(
      (total, { remaining, reserved }) => total + remaining + reserved,
      0,
    );
    const cameIn =
      0 - sum("opening", "payment", "voucher", "adjustment", "conversion", "bonus", "credit");
    expect([dimension, keptSteps + sum("usage", "fee", "tax", "expiry")]).toEqual([
      dimension,
      cameIn,
    ]);
    for (const account of ["usage", "fee", "tax", "expiry"] as const) {
      expect(sum(account)).toBeGreaterThanOrEqual(0);
    }
  }
});

const balancesArePosted = checkAfterwards(({ state, postings }) => {
  const byDimension = trialBalance(postings);
  for (const { id, dimension, remaining, reserved } of state.bucket.values()) {
    const ofDimension = byDimension.get(dimension);
    const posted = (part: "spendable" | "held") =>
      Number(ofDimension?.get(accountName({ bucketId: id, part })) ?? 0n);
    expect([id, posted("spendable"), posted("held")]).toEqual([id, remaining, reserved]);
  }
});

const repeatingGivesTheSame: LedgerProperty = (start) =>
  fc.property(anySetup, anyWorkload, (workloadSetup, commands) => {
    const [firstLedger, two] = [start(workloadSetup), start(workloadSetup)];
    for (const ledger of [firstLedger, two]) run(ledger, workloadSetup.bucketSetups, commands);
    expect(firstLedger.state).toEqual(two.state);
    expect(firstLedger.postings).toEqual(two.postings);
  });

const reserveThenRelease: LedgerProperty = (start) =>
  fc.property(
    anySetup,
    anyWorkload,
    fc.nat({ max: 5 }),
    optional(wholeNumber(1, 300)),
    (...given) => {
      const [workloadSetup, commands, index, amount] = given;
      const ledger = start(workloadSetup);
      run(ledger, workloadSetup.bucketSetups, commands);
      const bucketsBefore = structuredClone(ledger.state.bucket);
      const { id, usageType, units } = workloadSetup.bucketSetups[
        index % workloadSetup.bucketSetups.length
      ] as BucketSetup;
      // A first use starts a validity, and a release does not undo this.
      if (bucketsBefore.get(id)?.firstUse !== undefined) return;
      const amountPart = amount === undefined ? {} : { amount: quantity(amount, units) };
      const reservation = ledger.post("reserve", { bucket: { id }, usageType, ...amountPart });
      if (reservation.outcome === "accepted") {
        expect(ledger.state.bucket).not.toEqual(bucketsBefore);
        ledger.patch("reserve", idOf(reservation), { status: "cancelled", reason: "test" });
      }
      expect(ledger.state.bucket).toEqual(bucketsBefore);
    },
  );

const order = fc.array(fc.nat({ max: 3 }), { minLength: 50, maxLength: 50 });

const interleavingIsSerial: LedgerProperty = (start) =>
  fc.property(anySetup, fc.array(client, { minLength: 2, maxLength: 4 }), order, (...given) => {
    const [workloadSetup, clients, order] = given;
    const together = interleave(start(workloadSetup), workloadSetup.bucketSetups, clients, order);
    const oneByOne = runInOrder(start(workloadSetup), together.committed);
    expect(together.results).toEqual(oneByOne.results);
    expect(together.state).toEqual(oneByOne.state);
  });

/** The properties of the ledger by name, with the number of workloads of a bounded run. */
export const properties: Readonly<Record<string, { property: LedgerProperty; runs: number }>> = {
  "the reference model agrees with every result, balance and status": {
    property: referenceModelAgrees,
    runs: 1000,
  },
  // About 50 commands each, 100,000 in total.
  "every invariant holds after every command": { property: invariantsHold, runs: 2000 },
  "nothing is ever negative that may not be": { property: nothingIsNegative, runs: 60 },
  "what came in equals what remains, is reserved, was used, paid as a fee or lost to expiry": {
    property: nothingIsLost,
    runs: 60,
  },
  "every balance is the sum of its postings, transfers in and out among them": {
    property: balancesArePosted,
    runs: 60,
  },
  "running the same commands again gives the same state": {
    property: repeatingGivesTheSame,
    runs: 30,
  },
  "reserve then release is the identity": { property: reserveThenRelease, runs: 60 },
  "any interleaving of concurrent commands equals some serial order": {
    property: interleavingIsSerial,
    runs: 100,
  },
};
