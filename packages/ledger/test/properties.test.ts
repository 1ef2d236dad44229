import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { accountName, outsideAccounts, reversal, trialBalance } from "../src/index.ts";
import { createAuditor } from "./auditor.ts";
import { type Intent, intent } from "./intents.ts";
import { createLedger, idOf, type Ledger, START } from "./kit.ts";

const deep = Number(process.env.TMF654_DEEP ?? 1);
vi.setConfig({ testTimeout: 20_000 * deep });
const runs = (count: number) => ({ numRuns: Math.ceil(count * deep) });

import { at, balances, begin, createRunner, quantity } from "./runner.ts";

const workload = fc.array(intent, { minLength: 20, maxLength: 80, size: "max" });

test.each(["freeze", "forfeit"] as const)(
  "the auditor agrees with every answer and balance (%s)",
  (onExpiry) => {
    fc.assert(
      fc.property(workload, (intents) => {
        const ledger = begin({ onExpiry });
        const ask = createRunner(ledger);
        const auditor = createAuditor(START, onExpiry === "forfeit");
        for (const asked of intents) {
          expect([asked, ask(asked)]).toEqual([asked, auditor.ask(asked)]);
          expect([asked, ...balances(ledger)]).toEqual([asked, ...auditor.balances()]);
        }
      }),
      runs(100),
    );
  },
);

/** What is in a bucket by the postings alone. */
const posted = (ledger: Ledger, account: string): number => {
  let sum = 0n;
  for (const book of trialBalance(ledger.postings).values()) sum += book.get(account) ?? 0n;
  return Number(sum);
};

test("what came in is what remains, is held, or went out: every balance is its postings", () => {
  fc.assert(
    fc.property(workload, fc.constantFrom("freeze", "forfeit"), (intents, onExpiry) => {
      const ledger = begin({ onExpiry });
      const ask = createRunner(ledger);
      for (const asked of intents) ask(asked);
      for (const { id, remaining, reserved } of ledger.state.bucket.values()) {
        expect(posted(ledger, accountName({ bucketId: id, part: "spendable" }))).toBe(remaining);
        expect(posted(ledger, accountName({ bucketId: id, part: "held" }))).toBe(reserved);
      }
      const outside = outsideAccounts.reduce((sum, account) => sum + posted(ledger, account), 0);
      const inside = [...ledger.state.bucket.values()].reduce(
        (sum, { remaining, reserved }) => sum + remaining + reserved,
        0,
      );
      expect(outside + inside).toBe(0);
    }),
    runs(40),
  );
});

test("replaying the same commands gives the same state, and decisions change nothing themselves", () => {
  fc.assert(
    fc.property(workload, (intents) => {
      const [one, two] = [begin({}), begin({})];
      const [askOne, askTwo] = [createRunner(one), createRunner(two)];
      for (const asked of intents) {
        askOne(asked);
        askTwo(asked);
      }
      expect(one.state).toEqual(two.state);
      expect(one.postings).toEqual(two.postings);
    }),
    runs(30),
  );
});

test("reserve then release is the identity on every balance", () => {
  fc.assert(
    fc.property(
      workload,
      fc.nat({ max: 4 }),
      fc.option(fc.integer({ min: 1, max: 300 })),
      (intents, bucket, n) => {
        const ledger = begin({});
        const ask = createRunner(ledger);
        for (const asked of intents) ask(asked);
        const before = balances(ledger);
        const { body, units } = at(bucket);
        const amount = n === null ? {} : { amount: quantity(n, units) };
        const held = ledger.post("reserve", { ...body, ...amount });
        if (held.outcome !== "accepted") return;
        ledger.patch("reserve", idOf(held), { status: "cancelled", reason: "test" });
        expect(balances(ledger)).toEqual(before);
      },
    ),
    runs(40),
  );
});

test("reversing a decision's postings undoes it", () => {
  fc.assert(
    fc.property(workload, (intents) => {
      const ledger = begin({});
      const ask = createRunner(ledger);
      for (const asked of intents) ask(asked);
      const both = [...ledger.postings, ...ledger.postings.map(reversal)];
      for (const book of trialBalance(both).values()) {
        for (const steps of book.values()) expect(steps).toBe(0n);
      }
    }),
    runs(10),
  );
});

test("§2 Reservation: of 100 reservations of 15 on 1000, in any order, exactly 66 succeed", () => {
  const orders = fc.shuffledSubarray([...Array(100).keys()], { minLength: 100 });
  fc.assert(
    fc.property(orders, (order) => {
      const ledger = createLedger();
      ledger.open("b", { remainingValue: { amount: 1000, units: "EUR" } });
      const outcomes = order.map(
        (place) =>
          ledger.post("reserve", {
            bucket: { id: "b" },
            description: `request ${place}`,
            amount: { amount: 15, units: "EUR" },
          }).outcome,
      );
      expect(outcomes.filter((outcome) => outcome === "accepted")).toHaveLength(66);
      expect(ledger.bucket("b").remainingValue).toEqual({ amount: 10, units: "EUR" });
    }),
    runs(3),
  );
});

test("commands on different buckets commute", () => {
  const onOne = workload.map((intents) => intents.filter((asked) => "bucket" in asked));
  fc.assert(
    fc.property(
      onOne,
      fc.array(fc.boolean(), { maxLength: 80, minLength: 80 }),
      (intents, coin) => {
        const plain = intents.filter(({ type }) => ["adjust", "reserve", "spend"].includes(type));
        const mine = plain.map((asked) => ({ ...asked, bucket: 0 }) as Intent);
        const yours = plain.map((asked) => ({ ...asked, bucket: 3 }) as Intent);
        const serial = begin({});
        const askSerial = createRunner(serial);
        for (const asked of [...mine, ...yours]) askSerial(asked);
        const mixed = begin({});
        const askMixed = createRunner(mixed);
        const queues = [mine.slice(), yours.slice()];
        for (let turn = 0; queues.some(({ length }) => length > 0); turn++) {
          const queue = coin[turn % coin.length] ? queues[0] : queues[1];
          const next = queue?.shift() ?? queues[0]?.shift() ?? queues[1]?.shift();
          if (next) askMixed(next);
        }
        expect(balances(mixed)).toEqual(balances(serial));
      },
    ),
    runs(20),
  );
});
