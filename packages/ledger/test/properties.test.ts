import fc from "fast-check";
import { expect, test, vi } from "vitest";
import {
  type ActionBody,
  accountName,
  formatInstant,
  outsideAccounts,
  type Policy,
  reversal,
  trialBalance,
} from "../src/index.ts";
import { createAuditor } from "./auditor.ts";
import { type Intent, intent, places, vouchers } from "./intents.ts";
import { createLedger, DAY, HOUR, idOf, type Ledger, START, short } from "./kit.ts";

const deep = Number(process.env.TMF654_DEEP ?? 1);
vi.setConfig({ testTimeout: 20_000 * deep });
const runs = (count: number) => ({ numRuns: count * deep });

const quantity = (n: number, units: string) => ({ amount: units === "EUR" ? n / 100 : n, units });

const begin = (options: Partial<Policy>): Ledger => {
  const ledger = createLedger(options);
  for (const { id, usageType, units, n, account, days } of places) {
    const end = days === undefined ? {} : { endDateTime: formatInstant(START + days * DAY) };
    ledger.open(id, {
      usageType,
      remainingValue: quantity(n, units),
      partyAccount: { id: account },
      ...(days && { validFor: end }),
    });
  }
  for (const { code, n, units } of vouchers) ledger.voucher({ code, amount: quantity(n, units) });
  return ledger;
};

const at = (index: number) => {
  const place = places[index];
  return {
    bucket: { id: place?.id ?? "nobody" },
    units: place?.units ?? "EUR",
    body: { bucket: { id: place?.id ?? "nobody" }, usageType: place?.usageType ?? "monetary" },
  } as const;
};

const until = (ms: number) => ({ validFor: { endDateTime: formatInstant(ms) } });

/** Asks the real ledger what the intent says, and answers in the auditor's words. */
const createRunner = (ledger: Ledger) => {
  const reservations: string[] = [];
  const topups: string[] = [];
  const topupBody = (asked: Extract<Intent, { type: "topup" }>): ActionBody => {
    const { units, body } = at(asked.bucket);
    const code = asked.voucher === undefined ? undefined : (vouchers[asked.voucher]?.code ?? "v?");
    const once = asked.payment !== undefined && code === undefined;
    const method = asked.method ?? "pm_approved";
    const paymentMethod = once
      ? { id: `tx${asked.payment}`, "@type": "PaymentTransaction" }
      : { id: method };
    return {
      ...body,
      amount: quantity(asked.n, units),
      paymentMethod,
      ...(code && { voucher: code }),
      ...(asked.days && until(ledger.now() + asked.days * DAY)),
    };
  };
  return (asked: Intent): string => {
    switch (asked.type) {
      case "topup": {
        const once = asked.payment !== undefined && asked.voucher === undefined;
        ledger.gateway(
          once && asked.method === "pm_declined"
            ? "declined"
            : once && asked.method === "pm_slow"
              ? "slow"
              : undefined,
        );
        const decision = ledger.post("topup", topupBody(asked));
        ledger.gateway(undefined);
        topups.push(idOf(decision));
        return short(decision);
      }
      case "auto": {
        const { units, body } = at(asked.bucket);
        const decision = ledger.post("topup", {
          ...body,
          amount: quantity(asked.n, units),
          isAutoTopup: true,
          recurringPeriod: asked.period,
          numberOfPeriods: asked.times,
        });
        return short(decision);
      }
      case "adjust": {
        const { units, body } = at(asked.bucket);
        return short(ledger.post("adjust", { ...body, amount: quantity(asked.n, units) }));
      }
      case "reserve": {
        const { units, body } = at(asked.bucket);
        const decision = ledger.post("reserve", {
          ...body,
          ...(asked.n !== undefined && { amount: quantity(asked.n, units) }),
          ...(asked.hours && until(ledger.now() + asked.hours * HOUR)),
        });
        reservations.push(decision.outcome === "accepted" ? idOf(decision) : "none");
        return short(decision);
      }
      case "consume":
      case "release":
      case "remove": {
        const id = reservations[asked.action];
        const record = ledger.state.action.get(id ?? "none");
        if (id === undefined || record === undefined) return "skip";
        if (asked.type === "remove") return short(ledger.remove("reserve", id));
        if (record.deleted) return "skip";
        // A reason of its own would be an edit: a repeated request leaves it out.
        const reason = record.status === "created" ? { reason: "test" } : {};
        if (asked.type === "release") {
          return short(ledger.patch("reserve", id, { status: "cancelled", ...reason }));
        }
        const units = record.amount.units ?? "EUR";
        const body = { status: "completed", ...reason };
        const n = asked.type === "consume" ? asked.n : undefined;
        const amount = n === undefined ? {} : { amount: quantity(n, units) };
        return short(ledger.patch("reserve", id, { ...body, ...amount }));
      }
      case "cancel": {
        const id = topups[asked.action];
        if (id === undefined || id === "none") return "skip";
        return short(ledger.patch("topup", id, { status: "cancelled" }));
      }
      case "transfer": {
        const { units, body } = at(asked.bucket);
        const decision = ledger.post("transfer", {
          ...body,
          receiverBucket: at(asked.to).bucket,
          amount: quantity(asked.n, units),
          ...(asked.cost > 0 && { transferCost: { value: asked.cost / 100, unit: "EUR" } }),
          ...(asked.owner && { costOwner: asked.owner }),
        });
        return short(decision);
      }
      case "spend": {
        const { bucket, units } = at(asked.bucket);
        const amount = quantity(asked.n, units);
        return short(ledger.run({ type: "spend", bucketId: bucket.id, amount }));
      }
      case "wait":
        ledger.advanceTo(ledger.now() + asked.hours * HOUR);
        return "";
      default:
        return short(ledger.run({ type: asked.type, bucketId: at(asked.bucket).bucket.id }));
    }
  };
};

const balances = (ledger: Ledger): string[] =>
  places.map(({ id, units }) => {
    const { remaining = 0, reserved = 0 } = ledger.state.bucket.get(id) ?? {};
    const unit = units === "EUR" ? 10_000 : 1024 ** 2;
    return `${id}: ${remaining / unit} + ${reserved / unit}`;
  });

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
  let sum = 0;
  for (const book of trialBalance(ledger.postings).values()) sum += book.get(account) ?? 0;
  return sum;
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
        for (const steps of book.values()) expect(steps).toBe(0);
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
