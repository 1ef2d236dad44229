import { describe, expect, test } from "vitest";
import { explain, nextDue, type Policy } from "../src/index.ts";
import { createLedger, eur, HOUR, hrefOf, idOf, mb, START, summarize } from "./test-ledger.ts";

const b1 = { bucket: { id: "b1" }, usageType: "monetary" } as const;
const reason = "call ended";

function openLedger(options: Partial<Policy> = {}, body = {}) {
  const ledger = createLedger(options);
  ledger.open("b1", { remainingValue: eur(20), ...body });
  return ledger;
}
/** 20 EUR, 15 of them held by `reserve-1`. */
function openReservation(options: Partial<Policy> = {}, body = {}) {
  const ledger = openLedger(options, body);
  expect(idOf(ledger.post("reserve", { ...b1, amount: eur(15) }))).toBe("reserve-1");
  return ledger;
}
const consume = (amount?: number, extra = {}) => ({
  status: "completed",
  reason,
  ...(amount !== undefined && { amount: eur(amount) }),
  ...extra,
});
const cancelled = { status: "cancelled", reason };
function parts(ledger: ReturnType<typeof openLedger>) {
  const { remainingValue, reservedValue } = ledger.bucket("b1");
  return [remainingValue?.amount, reservedValue?.amount];
}

describe("Reservation: moves the amount from remaining to reserved", () => {
  test("the status stays created while the reservation is open", () => {
    const ledger = openReservation();
    expect(parts(ledger)).toEqual([5, 15]);
    const action = ledger.action("reserve-1");
    expect(action).toMatchObject({
      href: hrefOf("reserveBalance", "reserve-1"),
      status: "created",
      amount: eur(15),
      usageType: "monetary",
      relatedParty: [],
    });
    expect(action).not.toHaveProperty("confirmationDate");
  });

  test("no amount means all that remains, and an empty bucket refuses", () => {
    const ledger = openLedger();
    const all = ledger.post("reserve", b1);
    expect(all.result?.amount).toEqual(eur(20));
    const none = ledger.post("reserve", b1);
    expect(summarize(none)).toBe("refused insufficientBalance Failure");
    expect(none.refusal && explain(none.refusal)).toBe(
      "insufficient balance: more than 0 needed, €0.00 available",
    );
    expect(none.result?.amount).toEqual(eur(0));
  });

  test("a refused reservation whose request has no amount shows an amount of zero", () => {
    const decision = createLedger().post("reserve", b1);
    expect(decision.result?.amount).toEqual(eur(0));
  });

  test("a reservation is never delayed", () => {
    const ledger = openReservation({ delayMs: { reserve: HOUR } });
    expect(parts(ledger)).toEqual([5, 15]);
  });

  test("more than remains is refused with the numbers", () => {
    const decision = openReservation().post("reserve", { ...b1, amount: eur(15) });
    expect(decision.refusal && explain(decision.refusal)).toBe(
      "insufficient balance: €15.00 needed, €5.00 available",
    );
  });
});

describe("Reservation: consume", () => {
  test.each([
    { name: "no amount: all of it", amount: undefined, left: 5, consumed: 15, released: 0 },
    { name: "all", amount: 15, left: 5, consumed: 15, released: 0 },
    { name: "a part: the rest is released", amount: 10, left: 10, consumed: 10, released: 5 },
    { name: "more: the part above is a new debit", amount: 18, left: 2, consumed: 18, released: 0 },
    { name: "reservation and all that remains", amount: 20, left: 0, consumed: 20, released: 0 },
  ])("$name", ({ amount, left, consumed, released }) => {
    const ledger = openReservation();
    const decision = ledger.patch("reserve", "reserve-1", consume(amount));
    expect(summarize(decision)).toBe("accepted");
    expect(parts(ledger)).toEqual([left, 0]);
    expect(ledger.action("reserve-1")).toMatchObject({
      status: "completed",
      reason,
      amount: eur(consumed),
      reservedAmount: eur(15),
      releasedAmount: eur(released),
      confirmationDate: "2030-01-15T12:00:00.000Z",
    });
    const used = ledger.postings.filter(({ to }) => to === "usage");
    expect(used.reduce((sum, { steps }) => sum + steps, 0)).toBe(consumed * 1e6);
  });

  test.each([
    ["0 is a 400", 0, "consumeNotPositive", 400],
    ["less than 0 is a 400", -1, "consumeNotPositive", 400],
    ["too many digits is a 400", 0.000_000_1, "amountInexact", 400],
    ["more than reservation and balance is refused whole", 20.01, "insufficientBalance", 409],
  ])("%s", (_, amount, code, http) => {
    const ledger = openReservation();
    const decision = ledger.patch("reserve", "reserve-1", consume(amount));
    expect(decision).toMatchObject({ outcome: "refused", changes: [], refusal: { code, http } });
    expect(parts(ledger)).toEqual([5, 15]);
    expect(ledger.action("reserve-1").status).toBe("created");
  });

  test("the message names the amount needed above the reservation", () => {
    const { refusal } = openReservation().patch("reserve", "reserve-1", consume(21));
    expect(refusal && explain(refusal)).toBe("insufficient balance: €6.00 needed, €5.00 available");
  });

  test("another unit of the dimension is accepted, a unit of another dimension is not", () => {
    const ledger = createLedger();
    ledger.open("b1", { usageType: "data", remainingValue: { amount: 2, units: "GB" } });
    ledger.post("reserve", { bucket: { id: "b1" }, amount: { amount: 1, units: "GB" } });
    const wrong = ledger.patch("reserve", "reserve-1", consume(1));
    expect(wrong.refusal).toMatchObject({ code: "unitMismatch", http: 409 });
    expect(wrong.refusal && explain(wrong.refusal)).toBe(
      "unit mismatch: EUR requested, the bucket has GB",
    );
    const amount = { amount: 512, units: "MB" };
    ledger.patch("reserve", "reserve-1", { status: "completed", reason, amount });
    expect(ledger.bucket("b1").remainingValue).toEqual({ amount: 1.5, units: "GB" });
    expect(ledger.action("reserve-1").releasedAmount).toEqual({ amount: 0.5, units: "GB" });
  });

  test("the released amount is in the reservation's unit", () => {
    const ledger = createLedger();
    ledger.open("b1", { usageType: "data", remainingValue: { amount: 2, units: "GB" } });
    ledger.post("reserve", { bucket: { id: "b1" }, amount: mb(1024) });
    ledger.patch("reserve", "reserve-1", { status: "completed", reason, amount: mb(512) });
    expect(ledger.action("reserve-1").releasedAmount).toEqual(mb(512));
  });

  test("an amount without units is a 400, or in the bucket's unit if the policy allows it", () => {
    const body = { status: "completed", reason, amount: { amount: 10 } };
    expect(openReservation().patch("reserve", "reserve-1", body).refusal?.code).toBe(
      "quantityIncomplete",
    );
    const ledger = openReservation({ missingUnits: "bucket" });
    expect(ledger.patch("reserve", "reserve-1", body).result?.amount).toEqual(eur(10));
  });
});

describe("Reservation: release", () => {
  test("PATCH cancelled releases the reservation and sends the cancel event; amount stays", () => {
    const ledger = openReservation();
    const decision = ledger.patch("reserve", "reserve-1", cancelled);
    expect(summarize(decision)).toBe("accepted Cancel");
    expect(parts(ledger)).toEqual([20, 0]);
    expect(ledger.action("reserve-1")).toMatchObject({
      status: "cancelled",
      amount: eur(15),
      reason,
    });
    expect(ledger.action("reserve-1")).not.toHaveProperty("releasedAmount");
  });

  test("DELETE releases the reservation too, and the record is no longer readable", () => {
    const ledger = openReservation();
    expect(summarize(ledger.remove("reserve", "reserve-1"))).toBe("accepted Cancel");
    expect(parts(ledger)).toEqual([20, 0]);
    expect(ledger.state.action.get("reserve-1")).toMatchObject({
      status: "cancelled",
      deleted: true,
    });
  });

  test("a release with an amount is a 400: there is no partial release", () => {
    const ledger = openReservation();
    const { refusal } = ledger.patch("reserve", "reserve-1", { ...cancelled, amount: eur(5) });
    expect(refusal).toMatchObject({ code: "attributeNotPatchable", path: "amount", http: 400 });
  });
});

describe("Reservation: expiry", () => {
  const validFor = { endDateTime: "2030-01-15T13:00:00Z" };

  test("at the end of validFor or of the holding time, the reservation is cancelled, with the event", () => {
    for (const [options, body] of [
      [{}, { validFor }],
      [{ holdingTimeMs: HOUR }, {}],
      [{ holdingTimeMs: 1 }, { validFor }],
    ] as const) {
      const ledger = openLedger(options);
      ledger.post("reserve", { ...b1, ...body, amount: eur(15) });
      expect(ledger.advanceTo(START + HOUR - 1)).toEqual([]);
      expect(ledger.advanceTo(START + HOUR).map(summarize)).toEqual(["accepted Cancel"]);
      expect(parts(ledger)).toEqual([20, 0]);
      expect(ledger.action("reserve-1").status).toBe("cancelled");
    }
  });

  test("a reservation without an end is never due", () => {
    const ledger = openReservation();
    const record = ledger.state.action.get("reserve-1");
    expect(record && nextDue(record, ledger.policy)).toBeUndefined();
    expect(summarize(ledger.run({ type: "due", actionId: "reserve-1" }))).toBe("unchanged");
    expect(parts(ledger)).toEqual([5, 15]);
  });

  test("validFor of an open reservation can be patched, and moves its expiry", () => {
    const ledger = openLedger({ holdingTimeMs: 2 * HOUR });
    ledger.post("reserve", { ...b1, validFor, amount: eur(15) });
    const later = { endDateTime: "2030-01-15T15:00:00Z" };
    ledger.patch("reserve", "reserve-1", { validFor: later, reason });
    expect(ledger.action("reserve-1").validFor).toEqual(later);
    expect(ledger.advanceTo(START + 3 * HOUR - 1)).toEqual([]);
    // Without an end, the reservation uses the holding time, counted from the request.
    ledger.patch("reserve", "reserve-1", { validFor: null, reason });
    expect(ledger.action("reserve-1").validFor).toEqual({
      endDateTime: new Date(START + 2 * HOUR).toISOString(),
    });
    expect(ledger.state.action.get("reserve-1")?.dueAt).toBe(START + 2 * HOUR);
    const { refusal } = ledger.patch("reserve", "reserve-1", { validFor: { endDateTime: "x" } });
    expect(refusal).toMatchObject({ code: "dateTimeInvalid", http: 400 });
  });

  test("a due action runs once, and not before its time", () => {
    const ledger = openLedger();
    ledger.post("reserve", { ...b1, validFor, amount: eur(15) });
    const due = { type: "due", actionId: "reserve-1" } as const;
    expect(ledger.run(due).outcome).toBe("unchanged");
    ledger.setNow(START + HOUR);
    expect(ledger.run(due).outcome).toBe("accepted");
    expect(ledger.run(due).outcome).toBe("unchanged");
    expect(ledger.run({ type: "due", actionId: "nothing" }).outcome).toBe("unchanged");
  });
});

describe("Reservation: repeating a PATCH that is already recorded changes nothing", () => {
  test.each([
    ["consume all, again", consume(), consume()],
    ["consume a part, again", consume(10), consume(10)],
    ["consume a part, again in other words", consume(10), consume(undefined)],
    ["release, again", cancelled, cancelled],
  ])("%s", (_, first, second) => {
    const ledger = openReservation();
    ledger.patch("reserve", "reserve-1", first);
    const before = parts(ledger);
    expect(ledger.patch("reserve", "reserve-1", second)).toMatchObject({
      outcome: "unchanged",
      changes: [],
      result: { id: "reserve-1" },
    });
    expect(parts(ledger)).toEqual(before);
  });

  test.each([
    ["another amount", consume(10), consume(11)],
    ["release after consume", consume(), cancelled],
    ["consume after release", cancelled, consume()],
  ])("%s: reservationClosed", (_, first, second) => {
    const ledger = openReservation();
    ledger.patch("reserve", "reserve-1", first);
    const { refusal } = ledger.patch("reserve", "reserve-1", second);
    expect(refusal).toMatchObject({ code: "reservationClosed", http: 409 });
  });

  test("an equal amount in another unit changes nothing", () => {
    const ledger = createLedger();
    ledger.open("b1", { usageType: "data", remainingValue: { amount: 2, units: "GB" } });
    ledger.post("reserve", { bucket: { id: "b1" }, amount: { amount: 1, units: "GB" } });
    ledger.patch("reserve", "reserve-1", consume());
    const amount = { amount: 1024, units: "MB" };
    const again = ledger.patch("reserve", "reserve-1", { status: "completed", amount });
    expect(again.outcome).toBe("unchanged");
  });
});

describe("Reservation: a bucket that expires or is suspended keeps its open reservations", () => {
  const ends = { validFor: { endDateTime: "2030-01-15T12:30:00Z" } };
  for (const [what, stop, code] of [
    ["suspended", "suspend", "bucketSuspended"],
    ["expired", "expire", "bucketExpired"],
  ] as const) {
    test(`${what}: consumed up to its amount or released, and more is refused`, () => {
      for (const [body, expected] of [
        [consume(15), "accepted"],
        [consume(3), "accepted"],
        [cancelled, "accepted Cancel"],
        [consume(15.01), `refused ${code}`],
      ] as const) {
        const ledger = openReservation({}, ends);
        ledger.run({ type: stop, bucketId: "b1" });
        expect(summarize(ledger.patch("reserve", "reserve-1", body))).toBe(expected);
      }
    });
  }
});
