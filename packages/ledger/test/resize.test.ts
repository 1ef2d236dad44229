import { describe, expect, test } from "vitest";
import type { Policy } from "../src/index.ts";
import { at, createLedger, eur, HOUR, idOf, type Ledger, summarize } from "./test-ledger.ts";

const reason = "test";

function openReservation(options: Partial<Policy> = {}) {
  const ledger = createLedger(options);
  ledger.open("b1", { remainingValue: eur(20), partyAccount: { id: "pa1" } });
  ledger.post("reserve", { bucket: { id: "b1" }, usageType: "monetary", amount: eur(15) });
  return ledger;
}

function parts(ledger: Ledger) {
  const { remainingValue, reservedValue } = ledger.bucket("b1");
  return [remainingValue?.amount, reservedValue?.amount];
}

describe("Reservation: resize", () => {
  const resize = (amount: number, units = "EUR") => ({ amount: { amount, units } });

  test.each([
    { name: "more: the difference is reserved too", amount: 18, left: 2 },
    { name: "all there is", amount: 20, left: 0 },
    { name: "less: the difference is released", amount: 10, left: 10 },
    { name: "less than a cent", amount: 0.000001, left: 19.999999 },
  ])("$name", ({ amount, left }) => {
    const ledger = openReservation();
    const decision = ledger.patch("reserve", "reserve-1", resize(amount));
    expect(summarize(decision)).toBe("accepted");
    expect(parts(ledger)).toEqual([left, amount]);
    expect(ledger.action("reserve-1")).toMatchObject({ status: "created", amount: eur(amount) });
    // A later consumption uses the resized reservation.
    ledger.patch("reserve", "reserve-1", { status: "completed", reason });
    expect(parts(ledger)).toEqual([left, 0]);
    expect(ledger.action("reserve-1")).toMatchObject({ reservedAmount: eur(amount) });
  });

  test.each([
    ["0 is a 400", 0, "EUR", "consumeNotPositive", 400],
    ["less than 0 is a 400", -1, "EUR", "consumeNotPositive", 400],
    ["too many digits is a 400", 0.000_000_1, "EUR", "amountInexact", 400],
    ["another dimension", 1, "MB", "unitMismatch", 409],
    ["more than reservation and balance", 20.01, "EUR", "insufficientBalance", 409],
  ])("%s: refused, and the reservation stays", (_, amount, units, code, http) => {
    const ledger = openReservation();
    const decision = ledger.patch("reserve", "reserve-1", resize(amount, units));
    expect(decision).toMatchObject({ outcome: "refused", changes: [], refusal: { code, http } });
    expect(parts(ledger)).toEqual([5, 15]);
  });

  test.each([
    ["suspended", (l: Ledger) => l.run({ type: "suspend", bucketId: "b1" }), "bucketSuspended"],
    ["expired", (l: Ledger) => l.run({ type: "expire", bucketId: "b1" }), "bucketExpired"],
  ] as const)(
    "a bucket that is %s refuses a larger reservation, and accepts a smaller one",
    (_, end, code) => {
      const ledger = openReservation();
      end(ledger);
      expect(ledger.patch("reserve", "reserve-1", resize(16)).refusal?.code).toBe(code);
      expect(summarize(ledger.patch("reserve", "reserve-1", resize(14)))).toBe("accepted");
      expect(parts(ledger)).toEqual([6, 14]);
    },
  );

  test("the policy's limits bound the new size", () => {
    const limits = { reserve: { monetary: { minimum: eur(2), maximum: eur(16) } } };
    const ledger = openReservation({ limits });
    const tried = [17, 1, 16].map((n) => ledger.patch("reserve", "reserve-1", resize(n)));
    expect(tried.map(({ refusal }) => refusal?.code)).toEqual([
      "limitExceeded",
      "limitExceeded",
      undefined,
    ]);
  });

  test.each([
    ["without an end is held anew", {}, "2030-01-15T14:30:00.000Z"],
    [
      "with an end keeps it",
      { validFor: { endDateTime: "2030-01-15T13:00:00Z" } },
      "2030-01-15T13:00:00Z",
    ],
  ])("a reservation %s", (_, body, end) => {
    const ledger = openReservation({ holdingTimeMs: 2 * HOUR });
    const extra = { bucket: { id: "b1" }, amount: eur(1), ...body };
    const id = idOf(ledger.post("reserve", extra));
    ledger.setNow(at("2030-01-15T12:30:00Z"));
    ledger.patch("reserve", id, resize(2));
    expect(ledger.action(id).validFor?.endDateTime).toBe(end);
  });

  test("can be sent with another end and a reason in one PATCH, and null means no amount", () => {
    const ledger = openReservation();
    const validFor = { endDateTime: "2030-01-15T15:00:00Z" };
    const body = { status: "created", reason, validFor, ...resize(12) };
    ledger.patch("reserve", "reserve-1", body);
    expect(ledger.action("reserve-1")).toMatchObject({ validFor, reason, amount: eur(12) });
    expect(summarize(ledger.patch("reserve", "reserve-1", body))).toBe("unchanged");
    expect(ledger.patch("reserve", "reserve-1", { amount: null }).outcome).toBe("unchanged");
    expect(ledger.advanceTo(at("2030-01-15T15:00:00Z")).map(summarize)).toEqual([
      "accepted Cancel",
    ]);
    expect(parts(ledger)).toEqual([20, 0]);
  });

  test("a forfeited value is not returned", () => {
    const ledger = openReservation({ onExpiry: "forfeit" });
    ledger.run({ type: "expire", bucketId: "b1" });
    ledger.patch("reserve", "reserve-1", resize(10));
    expect(parts(ledger)).toEqual([0, 10]);
    expect(ledger.postings.at(-1)).toMatchObject({ to: "expiry", steps: 5e6 });
  });
});
