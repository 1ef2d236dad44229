import { describe, expect, test } from "vitest";
import { explain, type Policy } from "../src/index.ts";
import { at, createLedger, eur, hrefOf, idOf, summarize } from "./test-ledger.ts";

const account = { partyAccount: { id: "pa1" } };
const b1 = { bucket: { id: "b1" }, usageType: "monetary" } as const;
const until = (text: string) => ({ validFor: { endDateTime: text } });

function openLedger(options: Partial<Policy> = {}, end?: string) {
  const ledger = createLedger(options);
  ledger.open("b1", { remainingValue: eur(5), ...account, ...(end && until(end)) });
  return ledger;
}

describe("Top-up: adds to the bucket", () => {
  test("completes at once, with a confirmationDate", () => {
    const ledger = openLedger();
    const decision = ledger.post("topup", { ...b1, amount: eur(10) });
    expect(summarize(decision)).toBe("accepted Create");
    expect(ledger.action(idOf(decision))).toMatchObject({
      id: "topup-1",
      href: hrefOf("topupBalance", "topup-1"),
      status: "completed",
      amount: eur(10),
      usageType: "monetary",
      requestedDate: "2030-01-15T12:00:00.000Z",
      confirmationDate: "2030-01-15T12:00:00.000Z",
      partyAccount: { id: "pa1" },
      relatedParty: [],
    });
    expect(ledger.postings.at(-1)).toMatchObject({ from: "payment", steps: 10_000_000 });
  });

  test("an unknown bucket is refused by default", () => {
    const decision = createLedger().post("topup", { ...b1, amount: eur(1) });
    expect(decision.refusal?.code).toBe("bucketNotFound");
    expect(decision.result).toMatchObject({ bucketId: "b1", status: "failed" });
  });

  test('an unknown bucket is created under unknownBucket: "create"', () => {
    const ledger = createLedger({ unknownBucket: "create" });
    const product = [{ id: "p1" }];
    ledger.post("topup", { ...b1, ...account, product, amount: eur(1) });
    expect(ledger.bucket("b1")).toMatchObject({
      usageType: "monetary",
      remainingValue: eur(1),
      product,
      partyAccount: { id: "pa1" },
      requestedDate: "2030-01-15T12:00:00.000Z",
      confirmationDate: "2030-01-15T12:00:00.000Z",
    });
    ledger.post("adjust", { bucket: { id: "b2" }, usageType: "data", amount: eur(1) });
    expect(ledger.state.bucket.has("b2")).toBe(false);
    ledger.post("adjust", { bucket: { id: "b3" }, usageType: "monetary", amount: eur(1) });
    expect(ledger.state.bucket.has("b3")).toBe(true);
    // Only a top-up can create a bucket.
    expect(ledger.post("reserve", { bucket: { id: "b4" }, amount: eur(1) }).refusal?.code).toBe(
      "bucketNotFound",
    );
  });

  test("a created bucket has the request's unit and attributes", () => {
    const ledger = createLedger({ unknownBucket: "create" });
    const own = { ...account, logicalResource: [{ id: "msisdn" }], product: [{ id: "p" }] };
    const amount = { amount: 2, units: "GB" };
    ledger.post("topup", { bucket: { id: "d" }, usageType: "data", ...own, amount });
    expect(ledger.bucket("d")).toMatchObject({ remainingValue: amount, ...own });
    expect(ledger.state.bucket.get("d")?.details).toEqual(own);
  });

  test.each([
    ["without an id", { usageType: "sms" }],
    ["of an unknown usage type", { bucket: { id: "x" }, usageType: "fax" }],
    ["of a usage type named constructor", { bucket: { id: "x" }, usageType: "constructor" }],
    ["of a usage type without text", { bucket: { id: "x" }, usageType: [{ toString: null }] }],
    ["of a usage type with other units", { bucket: { id: "x" }, usageType: "voice" }],
  ])("a bucket %s cannot be created", (_, body) => {
    const ledger = createLedger({ unknownBucket: "create" });
    const decision = ledger.post("topup", {
      amount: { amount: 1, units: "SMS" },
      ...body,
    } as never);
    expect(decision.refusal?.code).toBe("bucketNotFound");
    expect(decision.result?.amount).toEqual({ amount: 1, units: "SMS" });
    expect(ledger.state.bucket.size).toBe(0);
  });

  test("null means the same as a missing attribute", () => {
    const ledger = createLedger();
    ledger.open("b1");
    const nothing = { voucher: null, validFor: null, partyAccount: null, paymentMethod: null };
    const accepted = ledger.post("topup", { ...b1, amount: eur(1), ...nothing } as never);
    const refused = ledger.post("reserve", { amount: null, partyAccount: null } as never);
    expect([summarize(accepted), summarize(refused)]).toEqual([
      "accepted Create",
      "refused bucketNotFound Failure",
    ]);
    for (const { result } of [accepted, refused]) {
      expect(Object.values(result?.details ?? {})).not.toContain(null);
    }
    expect(accepted.result?.details).toMatchObject({ ...b1, amount: eur(1) });
  });

  test("a bucket created without a unit has the unit of its usage type", () => {
    const ledger = createLedger({ unknownBucket: "create" });
    ledger.voucher({ code: "v", amount: { amount: 3, units: "SMS" } });
    const topup = { bucket: { id: "s" }, usageType: "sms", voucher: "v" } as const;
    ledger.post("topup", { ...topup, amount: { amount: 0, units: "SMS" } });
    expect(ledger.bucket("s").remainingValue).toEqual({ amount: 3, units: "SMS" });
  });
});

describe("Top-up: validity", () => {
  test.each([
    ["later than the bucket's: moves it", "2030-02-01T00:00:00Z", "2030-03-01T00:00:00.000Z"],
    [
      "earlier than the bucket's: changes nothing",
      "2030-06-01T00:00:00Z",
      "2030-06-01T00:00:00.000Z",
    ],
    ["after the bucket expired: revives it", "2030-01-01T00:00:00Z", "2030-03-01T00:00:00.000Z"],
  ])("validFor %s", (_, end, expected) => {
    const ledger = openLedger({}, end);
    ledger.post("topup", { ...b1, amount: eur(1), ...until("2030-03-01T01:00:00+01:00") });
    expect(ledger.bucket("b1")).toMatchObject({
      status: "active",
      remainingValue: eur(6),
      validFor: { endDateTime: expected },
    });
  });

  test("the first of two policy rules for the same amount applies", () => {
    const rule = (days: number) => ({
      usageType: "monetary" as const,
      atLeast: eur(1),
      period: { days },
    });
    const ledger = openLedger({ topupValidity: [rule(30), rule(60)] }, "2030-01-16T00:00:00Z");
    ledger.post("topup", { ...b1, amount: eur(1) });
    expect(ledger.bucket("b1").validFor?.endDateTime).toBe("2030-02-14T12:00:00.000Z");
  });

  test("a bucket without an end still has no end", () => {
    const ledger = openLedger();
    ledger.post("topup", { ...b1, amount: eur(1), ...until("2030-03-01T00:00:00Z") });
    expect(ledger.bucket("b1").validFor).toBeUndefined();
  });

  test("an expired bucket is refused unless the top-up brings validity: bucketExpired", () => {
    const ledger = openLedger({}, "2030-01-15T12:00:00Z");
    expect(ledger.bucket("b1").status).toBe("expired");
    const refused = ledger.post("topup", { ...b1, amount: eur(1) });
    expect(refused.refusal && explain(refused.refusal)).toBe(
      "bucket b1 expired at 2030-01-15T12:00:00.000Z",
    );
  });

  test("the rule of topupValidity with the largest amount that the top-up reaches applies", () => {
    const rule = (amount: number, days: number) =>
      ({ usageType: "monetary", atLeast: eur(amount), period: { days } }) as const;
    const voice = {
      usageType: "voice",
      atLeast: { amount: 0, units: "min" },
      period: { days: 90 },
    };
    const topupValidity = [rule(5, 7), rule(20, 60), rule(10, 30), voice as never];
    for (const [amount, end] of [
      [4, "2030-01-16T00:00:00.000Z"],
      [5, "2030-01-22T12:00:00.000Z"],
      [19.99, "2030-02-14T12:00:00.000Z"],
      [20, "2030-03-16T12:00:00.000Z"],
    ] as const) {
      const ledger = openLedger({ topupValidity }, "2030-01-16T00:00:00Z");
      ledger.post("topup", { ...b1, amount: eur(amount) });
      expect(ledger.bucket("b1").validFor?.endDateTime).toBe(end);
    }
  });

  test("a rule for another usage type of the same dimension grants nothing", () => {
    const atLeast = { amount: 1, units: "unit" };
    const rule = { usageType: "other", atLeast, period: { days: 90 } } as const;
    const ledger = createLedger({ topupValidity: [rule] });
    const end = "2030-06-01T00:00:00.000Z";
    const holding = { remainingValue: { amount: 1, units: "SMS" } };
    ledger.open("sms", { usageType: "sms", ...holding, validFor: { endDateTime: end } });
    ledger.setNow(at("2030-05-01T00:00:00Z"));
    ledger.post("topup", { bucket: { id: "sms" }, amount: { amount: 5, units: "SMS" } });
    expect(ledger.bucket("sms").validFor?.endDateTime).toBe(end);
  });

  test("a request's validity comes before a voucher's, and a voucher's before the policy's", () => {
    const topupValidity = [
      { usageType: "monetary", atLeast: eur(0), period: { days: 90 } } as const,
    ];
    const ledger = openLedger({ topupValidity }, "2030-01-16T00:00:00Z");
    ledger.voucher({ code: "one", amount: eur(1), grants: { months: 1 } });
    ledger.voucher({ code: "two", amount: eur(1), grants: { months: 1 } });
    ledger.post("topup", { ...b1, amount: eur(1), voucher: "one" });
    expect(ledger.bucket("b1").validFor?.endDateTime).toBe("2030-02-15T12:00:00.000Z");
    const dated = { ...b1, amount: eur(1), ...until("2030-02-20T00:00:00Z") };
    ledger.post("topup", { ...dated, voucher: "two" });
    expect(ledger.bucket("b1").validFor?.endDateTime).toBe("2030-02-20T00:00:00.000Z");
  });

  test("a validFor with an invalid date-time is a 400", () => {
    const decision = openLedger().post("topup", { ...b1, amount: eur(1), ...until("soon") });
    expect(decision).toMatchObject({
      changes: [],
      refusal: { code: "dateTimeInvalid", http: 400 },
    });
  });

  test("a suspended bucket refuses unless configured", () => {
    for (const [topupSuspended, expected] of [
      ["refuse", "refused bucketSuspended Failure"],
      ["accept", "accepted Create"],
    ] as const) {
      const ledger = openLedger({ topupSuspended });
      ledger.run({ type: "suspend", bucketId: "b1" });
      expect(summarize(ledger.post("topup", { ...b1, amount: eur(1) }))).toBe(expected);
    }
  });
});
