import { describe, expect, test } from "vitest";
import type { Policy } from "../src/index.ts";
import { createLedger, DAY, eur, HOUR, idOf, mb, START, summarize } from "./test-ledger.ts";

function openLedger(options: Partial<Policy> = {}) {
  const ledger = createLedger(options);
  const of = (id: string) => ({
    partyAccount: { id },
    logicalResource: [{ id: `msisdn of ${id}` }],
  });
  ledger.open("a", { remainingValue: eur(20), ...of("pa1") });
  ledger.open("b", { remainingValue: eur(1), ...of("pa2") });
  ledger.open("data a", { usageType: "data", remainingValue: mb(100), ...of("pa1") });
  ledger.open("data b", { usageType: "data", remainingValue: mb(1), ...of("pa2") });
  return ledger;
}
const a = { bucket: { id: "a" } };
const toB = { ...a, receiverBucket: { id: "b" }, reason: "a gift" };

describe("Actions are tasks: delayed processing", () => {
  const bodies = {
    topup: { ...a, amount: eur(1) },
    adjust: { ...a, amount: eur(-1) },
    transfer: { ...toB, amount: eur(1) },
  } as const;
  for (const kind of ["topup", "adjust", "transfer"] as const) {
    test(`${kind} is created, then completed when its delay has passed`, () => {
      const ledger = openLedger({ delayMs: { [kind]: HOUR } });
      const decision = ledger.post(kind, bodies[kind]);
      expect([summarize(decision), decision.result?.status]).toEqual([
        "accepted Create",
        "created",
      ]);
      expect(ledger.remaining("a")).toBe(20e6);
      expect(decision.postings).toEqual([]);
      expect(decision.changes.map(({ table }) => table)).toEqual(["action"]);
      // Later completion has no event.
      expect(ledger.advanceTo(START + HOUR).map(summarize)).toEqual(["accepted"]);
      expect(ledger.action(idOf(decision))).toMatchObject({
        status: "completed",
        requestedDate: "2030-01-15T12:00:00.000Z",
        confirmationDate: "2030-01-15T13:00:00.000Z",
      });
      expect(ledger.remaining("a")).not.toBe(20e6);
    });

    test(`${kind} that is refused after its delay fails, even if the policy rejects refusals`, () => {
      const ledger = openLedger({ delayMs: { [kind]: HOUR }, refusals: "reject" });
      const id = idOf(ledger.post(kind, bodies[kind]));
      ledger.run({ type: "suspend", bucketId: "a" });
      const late = ledger.advanceTo(START + HOUR);
      expect(late.map(summarize)).toEqual(["refused bucketSuspended Failure"]);
      expect(ledger.action(id)).toMatchObject({
        status: "failed",
        failure: { code: "bucketSuspended", message: "bucket a is suspended" },
      });
    });

    const names = {
      partyAccountMismatch: { partyAccount: { id: "pa2" } },
      logicalResourceMismatch: { logicalResource: [{ id: "msisdn of pa2" }] },
    };
    test.each(Object.entries(names))(
      `${kind} of a bucket that was closed and opened for another owner: %s`,
      (code, owner) => {
        const ledger = openLedger({ delayMs: { [kind]: HOUR } });
        const id = idOf(ledger.post(kind, bodies[kind]));
        ledger.run({ type: "close", bucketId: "a" });
        ledger.open("a", { remainingValue: eur(20), ...owner });
        expect(ledger.advanceTo(START + HOUR).map(summarize)).toEqual([`refused ${code} Failure`]);
        expect([ledger.remaining("a"), ledger.action(id).status]).toEqual([20e6, "failed"]);
      },
    );

    test(`${kind} that is open is cancelled by DELETE, and never executed`, () => {
      const ledger = openLedger({ delayMs: { [kind]: HOUR } });
      const id = idOf(ledger.post(kind, bodies[kind]));
      expect(summarize(ledger.remove(kind, id))).toBe("accepted Cancel");
      expect(ledger.advanceTo(START + DAY)).toEqual([]);
      expect(ledger.remaining("a")).toBe(20e6);
    });
  }

  const opening = { ...a, usageType: "monetary", amount: eur(1) } as const;
  const later = { validFor: { startDateTime: new Date(START + HOUR).toISOString() } };
  const opened = [
    ["a top-up", "topup", {}],
    ["an adjustment", "adjust", {}],
    ["a slow payment", "topup", { paymentMethod: { id: "pm_slow" } }],
    [
      "an auto-top-up that starts later",
      "topup",
      { isAutoTopup: true, recurringPeriod: "weekly", numberOfPeriods: 1, ...later },
    ],
    ["an auto-top-up when low", "topup", { isAutoTopup: true, numberOfPeriods: 1 }],
  ] as const;
  const openLater = () =>
    createLedger({ unknownBucket: "create", delayMs: { topup: HOUR, adjust: HOUR } });

  test.each(opened)("%s opens its bucket on receipt, and credits it later", (_, kind, extra) => {
    const ledger = openLater();
    expect(ledger.post(kind, { ...opening, ...extra }).outcome).toBe("accepted");
    expect(ledger.bucket("a")).toMatchObject({
      remainingValue: eur(0),
      requestedDate: "2030-01-15T12:00:00.000Z",
      confirmationDate: "2030-01-15T12:00:00.000Z",
    });
    ledger.advanceTo(START + 3 * HOUR);
    expect(ledger.bucket("a").remainingValue).toEqual(eur(1));
  });

  test.each(opened)("%s does not reopen a bucket that was closed meanwhile", (_, kind, extra) => {
    const ledger = openLater();
    const id = idOf(ledger.post(kind, { ...opening, ...extra }));
    ledger.run({ type: "close", bucketId: "a" });
    const results = ledger.advanceTo(START + 3 * DAY);
    expect(results.map(summarize)).not.toEqual([]);
    for (const decision of results) {
      expect(summarize(decision)).toBe("refused bucketNotFound Failure");
    }
    expect(ledger.action(id)).toMatchObject({
      status: "failed",
      failure: { code: "bucketNotFound", message: "bucket a not found" },
    });
    expect([ledger.state.bucket.size, ledger.postings]).toEqual([0, []]);
    expect([...ledger.state.action.values()].filter(({ status }) => status === "created")).toEqual(
      [],
    );
  });

  test("a delayed transfer is charged by the tariff at its completion", () => {
    const tariffs = [{ usageType: "monetary", cost: { value: 2, unit: "EUR" } }] as const;
    const ledger = openLedger({ tariffs, delayMs: { transfer: HOUR } });
    const id = idOf(ledger.post("transfer", { ...toB, amount: eur(1) }));
    ledger.advanceTo(START + HOUR);
    expect(ledger.remaining("a")).toBe(17e6);
    expect(ledger.action(id).transferCost).toEqual({ value: 2, unit: "EUR" });
  });

  test("a top-up that is refused after its delay was paid", () => {
    const ledger = openLedger();
    const paid = ledger.post("topup", { ...a, amount: eur(1), paymentMethod: { id: "pm_slow" } });
    ledger.run({ type: "suspend", bucketId: "a" });
    const [refused] = ledger.advanceTo(START + HOUR);
    expect([paid.refusal, refused?.refusal?.code]).toEqual([undefined, "bucketSuspended"]);
    expect(ledger.postings.filter(({ from }) => from === "payment")).toEqual([]);
  });
});
