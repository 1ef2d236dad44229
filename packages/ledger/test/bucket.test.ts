import { describe, expect, test } from "vitest";
import type { Policy } from "../src/index.ts";
import {
  at,
  createLedger,
  DAY,
  eur,
  HOUR,
  hrefOf,
  idOf,
  mb,
  START,
  summarize,
} from "./test-ledger.ts";

const ends = { validFor: { endDateTime: "2030-01-15T13:00:00Z" } };
const b1 = { bucket: { id: "b1" } };
function openLedger(options: Partial<Policy> = {}, body = {}) {
  const ledger = createLedger(options);
  ledger.open("b1", { remainingValue: eur(20), ...body });
  return ledger;
}

describe("Bucket life: status is derived", () => {
  test("suspended has precedence over expired; without an end there is no expiry", () => {
    const ledger = openLedger({}, ends);
    ledger.open("b2");
    const statuses = () => [ledger.bucket("b1").status, ledger.bucket("b2").status];
    expect(statuses()).toEqual(["active", "active"]);
    ledger.setNow(START + HOUR - 1);
    expect(statuses()).toEqual(["active", "active"]);
    ledger.setNow(START + HOUR);
    expect(statuses()).toEqual(["expired", "active"]);
    ledger.run({ type: "suspend", bucketId: "b1" });
    expect(statuses()).toEqual(["suspended", "active"]);
    ledger.run({ type: "resume", bucketId: "b1" });
    expect(statuses()).toEqual(["expired", "active"]);
  });

  test("suspend, resume and expire of a bucket in that state change nothing", () => {
    const ledger = openLedger();
    const outcomeOf = (type: "suspend" | "resume" | "expire" | "forfeit") =>
      ledger.run({ type, bucketId: "b1" }).outcome;
    expect([outcomeOf("resume"), outcomeOf("suspend"), outcomeOf("suspend")]).toEqual([
      "unchanged",
      "accepted",
      "unchanged",
    ]);
    expect([
      outcomeOf("forfeit"),
      outcomeOf("expire"),
      outcomeOf("expire"),
      outcomeOf("forfeit"),
    ]).toEqual(["unchanged", "accepted", "unchanged", "unchanged"]);
    expect(ledger.bucket("b1").validFor?.endDateTime).toBe("2030-01-15T12:00:00.000Z");
  });

  test('"freeze": the value stays shown, and revival makes it spendable again', () => {
    const ledger = openLedger({}, ends);
    expect(ledger.advanceTo(START + HOUR)).toEqual([]);
    expect(ledger.bucket("b1")).toMatchObject({ status: "expired", remainingValue: eur(20) });
    const validFor = { endDateTime: "2031-01-01T00:00:00Z" };
    ledger.post("topup", { ...b1, amount: eur(1), validFor });
    const all = ledger.run({ type: "spend", bucketId: "b1", amount: eur(21) });
    expect(summarize(all)).toBe("accepted");
  });

  test('"forfeit": the value goes to the expiry account, and 0 is shown', () => {
    const ledger = openLedger({ onExpiry: "forfeit" }, ends);
    ledger.setNow(START + HOUR);
    // The bucket shows 0 from this instant on; the value is posted when the effect has run.
    expect(ledger.bucket("b1").remainingValue).toEqual(eur(0));
    ledger.setNow(START);
    expect(ledger.advanceTo(START + HOUR).map(summarize)).toEqual(["accepted"]);
    expect(ledger.remaining("b1")).toBe(0);
    expect(ledger.postings.at(-1)).toMatchObject({ to: "expiry", steps: 20e6 });
  });

  test('"forfeit": a revival that comes before the effect does not save the value', () => {
    const ledger = openLedger({ onExpiry: "forfeit" }, ends);
    ledger.setNow(START + 2 * HOUR);
    const validFor = { endDateTime: "2031-01-01T00:00:00Z" };
    ledger.post("topup", { ...b1, amount: eur(1), validFor });
    expect(ledger.bucket("b1").remainingValue).toEqual(eur(1));
  });

  test("a release into an expired bucket follows the same policy", () => {
    for (const [onExpiry, left] of [
      ["freeze", 20e6],
      ["forfeit", 0],
    ] as const) {
      const ledger = openLedger({ onExpiry }, ends);
      const id = idOf(ledger.post("reserve", { ...b1, amount: eur(15) }));
      ledger.advanceTo(START + HOUR);
      expect(ledger.bucket("b1").reservedValue).toEqual(eur(15));
      ledger.patch("reserve", id, { status: "cancelled" });
      expect(ledger.remaining("b1")).toBe(left);
      expect(ledger.bucket("b1").reservedValue).toEqual(eur(0));
    }
  });

  test("the expire command forfeits at once if the policy forfeits", () => {
    const ledger = openLedger({ onExpiry: "forfeit" });
    ledger.run({ type: "expire", bucketId: "b1" });
    expect(ledger.remaining("b1")).toBe(0);
    expect(ledger.advanceTo(START + DAY)).toEqual([]);
  });
});

describe("an operator's commands: open, spend, close", () => {
  test("a bucket has id, href, status, usageType and both dates", () => {
    const ledger = createLedger();
    const decision = ledger.run({ type: "open", body: { usageType: "data", name: "Surf" } });
    expect(ledger.bucket(idOf(decision))).toEqual({
      id: "bucket-1",
      href: hrefOf("bucket", "bucket-1"),
      name: "Surf",
      status: "active",
      usageType: "data",
      requestedDate: "2030-01-15T12:00:00.000Z",
      confirmationDate: "2030-01-15T12:00:00.000Z",
      remainingValue: mb(0),
      remainingValueName: "0 MB",
      reservedValue: mb(0),
    });
  });

  test("a bucket was requested when its body says so, or else when it was confirmed", () => {
    const ledger = createLedger();
    const [requestedDate, confirmationDate] = [
      "2029-12-01T00:00:00.000Z",
      "2029-12-02T00:00:00.000Z",
    ];
    ledger.open("said", { requestedDate, confirmationDate });
    ledger.open("not said", { confirmationDate });
    expect(ledger.bucket("said")).toMatchObject({ requestedDate, confirmationDate });
    expect(ledger.bucket("not said").requestedDate).toBe(confirmationDate);
  });

  test("the body's attributes are kept, except those that the ledger computes", () => {
    const ledger = createLedger();
    ledger.open("b", {
      status: "suspended",
      confirmationDate: "2029-01-01T00:00:00+01:00",
      remainingValue: { amount: 1, units: "gigabytes" },
      usageType: "data",
      reservedValue: mb(5),
      validFor: { startDateTime: "2029-01-01T00:00:00Z", endDateTime: "2031-01-01T00:00:00Z" },
      relatedParty: [{ id: "x", "@referredType": "" }],
    });
    expect(ledger.bucket("b")).toMatchObject({
      status: "suspended",
      confirmationDate: "2028-12-31T23:00:00.000Z",
      remainingValue: { amount: 1, units: "GB" },
      reservedValue: { amount: 0, units: "GB" },
      validFor: {
        startDateTime: "2029-01-01T00:00:00Z",
        endDateTime: "2031-01-01T00:00:00.000Z",
      },
      relatedParty: [{ id: "x", "@referredType": "Individual" }],
    });
    expect(ledger.postings).toMatchObject([{ from: "opening", steps: 1024 ** 3 }]);
    expect(ledger.state.bucket.get("b")?.confirmedAt).toBe(at("2028-12-31T23:00:00Z"));
  });

  test.each([
    ["bucketExists", { id: "b1" }],
    ["amountNotPositive", { remainingValue: eur(-1) }],
    ["amountInexact", { remainingValue: eur(0.000_000_1) }],
    ["usageTypeMismatch", { usageType: "monetary", remainingValue: mb(1) }],
    ["usageTypeMismatch", { remainingValue: { amount: 1, units: "doubloons" } }],
    ["usageTypeMismatch", { usageType: "other", remainingValue: { amount: 1, units: "heap" } }],
    ["usageTypeMismatch", { usageType: "fax", remainingValue: { amount: 1, units: "SMS" } }],
    ["usageTypeMismatch", { usageType: [{ toString: null }] }],
    ["dateTimeInvalid", { validFor: { endDateTime: "never" } }],
    ["dateTimeInvalid", { validFor: { endDateTime: [{ toString: null }] } }],
  ] as const)("%s: %j cannot be opened", (code, body) => {
    const ledger = openLedger();
    const decision = ledger.run({
      type: "open",
      body: { usageType: "monetary", ...body } as never,
    });
    expect(decision).toMatchObject({ outcome: "refused", changes: [], refusal: { code } });
  });

  test("the refusal of an invalid end names its path and its value", () => {
    const body = { usageType: "monetary", validFor: { endDateTime: "never" } } as const;
    const { refusal } = createLedger().run({ type: "open", body });
    expect(refusal).toMatchObject({ code: "dateTimeInvalid", detail: { text: "never" } });
  });

  test.each([
    [mb(1), "MB"],
    [{ amount: 1, units: "doubloons" }, "no known unit"],
  ])(
    "opening a monetary bucket with %j names the actual usage type: %s",
    (remainingValue, actual) => {
      const body = { usageType: "monetary", remainingValue } as const;
      const { refusal } = createLedger().run({ type: "open", body });
      expect(refusal?.detail).toEqual({ usageType: "monetary", actual });
    },
  );

  test.each([
    ["bucketNotFound", "missing", eur(1), undefined],
    ["quantityIncomplete", "b1", {}, undefined],
    ["unitMismatch", "b1", mb(1), undefined],
    ["amountNotPositive", "b1", eur(0), undefined],
    ["bucketSuspended", "b1", eur(1), "suspend"],
    ["bucketExpired", "b1", eur(1), "expire"],
    ["insufficientBalance", "b1", eur(20.01), undefined],
  ] as const)("%s: spending is refused", (code, bucketId, amount, before) => {
    const ledger = openLedger();
    if (before) ledger.run({ type: before, bucketId });
    expect(ledger.run({ type: "spend", bucketId, amount }).refusal?.code).toBe(code);
  });

  test("spending goes to usage; closing returns the rest to its source", () => {
    const ledger = openLedger();
    ledger.run({ type: "spend", bucketId: "b1", amount: eur(5) });
    expect(ledger.postings.at(-1)).toMatchObject({ to: "usage", steps: 5e6 });
    const id = idOf(ledger.post("reserve", { ...b1, amount: eur(1) }));
    expect(ledger.run({ type: "close", bucketId: "b1" }).refusal?.code).toBe("bucketInUse");
    ledger.patch("reserve", id, { status: "cancelled" });
    expect(summarize(ledger.run({ type: "close", bucketId: "b1" }))).toBe("accepted");
    expect(ledger.postings.at(-1)).toMatchObject({ to: "opening", steps: 15e6 });
    expect(ledger.state.bucket.size).toBe(0);
    for (const type of ["close", "suspend", "resume", "expire", "forfeit"] as const) {
      expect(ledger.run({ type, bucketId: "b1" }).refusal?.code).toBe("bucketNotFound");
    }
  });
});
