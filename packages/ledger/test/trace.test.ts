import { describe, expect, test } from "vitest";
import { type Command, decide, recordReads, viewOfReads } from "../src/index.ts";
import { allPolicies } from "../src/policies.ts";
import { traceDecision } from "../src/trace.ts";
import { createLedger, eur, type Ledger, mb, summarize } from "./test-ledger.ts";

const ends = { validFor: { endDateTime: "2030-02-01T12:00:00Z" } };
const account = { partyAccount: { id: "pa1" } };

function setUp(): Ledger {
  const ledger = createLedger();
  ledger.open("a", { remainingValue: eur(10.5), ...account, ...ends });
  ledger.open("b", { remainingValue: eur(2) });
  ledger.open("data", { usageType: "data", remainingValue: mb(100), ...account });
  return ledger;
}
const contextOf = ({ policy, now }: Ledger) => ({
  now: now(),
  policy,
  modules: allPolicies,
  nextId: () => "1",
});
const trace = (command: Command, ledger = setUp()) =>
  traceDecision(ledger.view, command, contextOf(ledger));
/** The rules of the first table by code and side, with the result and the facts. */
const rulesOf = (command: Command, ledger = setUp()) =>
  (trace(command, ledger).tables[0] ?? []).map(({ code, side, result, facts, detail }) => ({
    rule: side ? `${side} ${code}` : code,
    result,
    facts,
    ...(detail && { detail }),
  }));
const adjust = (amount = eur(-20)): Command => ({
  type: "adjust",
  body: { bucket: { id: "a" }, amount },
});

describe("Traces: the rules of a decision", () => {
  test("a rule passes, refuses, or is not reached", () => {
    const rules = rulesOf(adjust());
    const refused = rules.findIndex(({ result }) => result === "refused");
    expect(rules[refused]?.rule).toBe("insufficientBalance");
    expect(new Set(rules.slice(0, refused).map(({ result }) => result))).toEqual(
      new Set(["passed"]),
    );
    const early = rulesOf({ type: "adjust", body: { bucket: { id: "none" }, amount: eur(1) } });
    const first = early.findIndex(({ rule }) => rule === "bucketNotFound");
    expect(early[first]).toMatchObject({ result: "refused", detail: { bucket: "none" } });
    expect(early.slice(first + 1).map(({ result, facts }) => [result, facts])).toEqual(
      early.slice(first + 1).map(() => ["notReached", {}]),
    );
    expect(early.length - first).toBeGreaterThan(10);
  });

  test("the decision is the same as without a trace, and nothing changes", () => {
    const ledger = setUp();
    const { decision } = trace(adjust(eur(1)), ledger);
    expect(decision).toEqual(decide(ledger.view, adjust(eur(1)), contextOf(ledger)));
    expect(ledger.remaining("a")).toBe(10.5e6);
  });

  test("amounts, balances and instants are readable", () => {
    const rules = rulesOf(adjust());
    const factsOf = (rule: string) => rules.find((each) => each.rule === rule)?.facts;
    expect(factsOf("insufficientBalance")).toEqual({
      "amount.steps": eur(-20),
      now: "2030-01-15T12:00:00.000Z",
      "policy.onExpiry": "freeze",
      "bucket.endsAt": "2030-02-01T12:00:00.000Z",
      "bucket.remaining": eur(10.5),
    });
    expect(factsOf("bucketSuspended")).toEqual({ "bucket.suspended": false });
    expect(factsOf("usageTypeMismatch")).toEqual({});
    expect(factsOf("unitMismatch")).toEqual({
      "requested.unit.dimension": "money:EUR",
      "bucket.dimension": "money:EUR",
    });
  });

  test("the balance of a receiver has the receiver's unit", () => {
    const body = {
      bucket: { id: "a" },
      receiverBucket: { id: "data" },
      receiverBucketUsageType: "data",
      amount: eur(1),
    } as const;
    const conversions = [{ from: "monetary", to: "data", amount: eur(1), worth: mb(1) }] as const;
    const ledger = createLedger({ conversions, ceilings: { data: mb(50) } });
    ledger.open("a", { remainingValue: eur(10) });
    ledger.open("data", { usageType: "data", remainingValue: mb(49.5) });
    const rules = rulesOf({ type: "transfer", body }, ledger);
    const refused = rules.find(({ result }) => result === "refused");
    expect(refused).toMatchObject({
      rule: "receiver balanceCeilingExceeded",
      facts: { "receiver.remaining": mb(49.5), "receiver.reserved": mb(0), credit: 1024 ** 2 },
      detail: { bucket: "data" },
    });
  });

  test("an amount of another dimension stays a number of steps", () => {
    const ledger = createLedger({ unknownBucket: "refuse" });
    ledger.open("a", { remainingValue: eur(1) });
    const rules = rulesOf({ type: "adjust", body: { bucket: { id: "a" }, amount: mb(1) } }, ledger);
    const facts = rules.find(({ rule }) => rule === "unitMismatch")?.facts;
    expect(facts).toEqual({
      "requested.unit.dimension": "data",
      "bucket.dimension": "money:EUR",
    });
  });

  test("an auto-top-up has a second table for its first execution", () => {
    const body = {
      bucket: { id: "a" },
      amount: eur(1),
      isAutoTopup: true,
      recurringPeriod: "weekly",
    } as const;
    expect(trace({ type: "topup", body }).tables).toHaveLength(2);
    expect(trace(adjust()).tables).toHaveLength(1);
  });
});

describe("Traces: a decision from its recorded reads", () => {
  const transfer = (amount: number): Command => ({
    type: "transfer",
    body: {
      bucket: { id: "data" },
      receiverBucket: { id: "data b" },
      amount: mb(amount),
      transferCost: { value: 1, unit: "EUR" },
    },
  });
  const commands: readonly (readonly [string, Command, outcome: string])[] = [
    ["an adjustment", adjust(), "refused insufficientBalance Failure"],
    ["usage", { type: "use", bucketIds: ["a", "data"], amount: mb(1) }, "accepted Create"],
    ["a cost that another bucket pays", transfer(1), "accepted Create"],
    ["a limit of a day", transfer(2), "refused limitExceeded Failure"],
    [
      "a voucher",
      { type: "topup", body: { bucket: { id: "b" }, amount: eur(0), voucher: "wrong" } },
      "refused voucherUnknown Failure",
    ],
  ];
  test.each(commands)("%s", (_, command, outcome) => {
    const ledger = createLedger({ limits: { transfer: { data: { perDay: mb(5) } } } });
    ledger.open("a", { remainingValue: eur(10.5), ...account });
    ledger.open("b", { remainingValue: eur(2) });
    ledger.open("data", { usageType: "data", remainingValue: mb(100), ...account });
    ledger.open("data b", { usageType: "data" });
    ledger.run(transfer(4));
    const { view, reads } = recordReads(ledger.view);
    const first = decide(view, command, contextOf(ledger));
    expect(summarize(first)).toBe(outcome);
    expect(new Set(reads.map(([read, key]) => `${read} ${key}`)).size).toBe(reads.length);
    const stored = JSON.parse(JSON.stringify(reads)) as typeof reads;
    // The state has changed since.
    for (const bucketId of ["a", "data", "data b"]) ledger.run({ type: "suspend", bucketId });
    expect(JSON.stringify(decide(viewOfReads(stored), command, contextOf(ledger)))).toBe(
      JSON.stringify(first),
    );
  });

  test("a read that was not recorded finds nothing", () => {
    const view = viewOfReads([]);
    expect([view.bucket("a"), view.action("a"), view.voucher("a"), view.paymentUse("a")]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect([[...view.bucketsOf("a")], view.transferredOn("a", 1), view.voucherLock("a")]).toEqual([
      [],
      0,
      undefined,
    ]);
  });
});
