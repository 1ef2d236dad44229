import { describe, expect, test } from "vitest";
import type { ActionBody, ActionKind } from "../src/index.ts";
import { at, createLedger, DAY, eur, idOf, START } from "./test-ledger.ts";

const owner = (name: string, number: string) => ({
  partyAccount: { id: `account of ${name}` },
  logicalResource: [{ id: number }, { id: `${number}0` }],
  product: [{ id: `product of ${name}` }],
});

function setUp(options: Parameters<typeof createLedger>[0] = {}) {
  const ledger = createLedger(options);
  ledger.open("ana", { remainingValue: eur(100), ...owner("ana", "34600000101") });
  ledger.open("ben", { remainingValue: eur(100), ...owner("ben", "447700900102") });
  ledger.open("bare", { remainingValue: eur(100) });
  return ledger;
}

const bodies: Readonly<Record<ActionKind, ActionBody>> = {
  topup: { bucket: { id: "ana" }, amount: eur(1) },
  adjust: { bucket: { id: "ana" }, amount: eur(1) },
  reserve: { bucket: { id: "ana" }, amount: eur(1) },
  transfer: { bucket: { id: "ana" }, receiverBucket: { id: "ben" }, amount: eur(1) },
};
const kinds = Object.keys(bodies) as ActionKind[];

const ben = "447700900102";
const references: readonly (readonly [
  name: string,
  named: ActionBody,
  code: string | undefined,
])[] = [
  ["nothing", {}, undefined],
  ["its number", { logicalResource: [{ id: "34600000101" }] }, undefined],
  ["its number with +", { logicalResource: [{ id: "+34600000101" }] }, undefined],
  ["its number with 00", { logicalResource: [{ id: "0034 600 000 101" }] }, undefined],
  ["its number as a tel URI", { logicalResource: [{ id: "tel:+34-600-000-101" }] }, undefined],
  ["another of its numbers", { logicalResource: [{ id: "346000001010" }] }, undefined],
  ["somebody's number", { logicalResource: [{ id: ben }] }, "logicalResourceMismatch"],
  [
    "its number and a foreign one",
    { logicalResource: [{ id: "34600000101" }, { id: ben }] },
    "logicalResourceMismatch",
  ],
  ["a number that no bucket has", { logicalResource: [{ id: "1" }] }, "logicalResourceMismatch"],
  ["its product", { product: [{ id: "product of ana" }] }, undefined],
  ["somebody's product", { product: [{ id: "product of ben" }] }, "productMismatch"],
  ["somebody's account", { partyAccount: { id: "x" } }, "partyAccountMismatch"],
];

describe("Refusals: the names in a request must belong to the bucket", () => {
  test("a bucket with empty lists of references accepts any", () => {
    const ledger = createLedger();
    ledger.open("empty", { logicalResource: [], product: [] });
    const named = { logicalResource: [{ id: ben }], product: [{ id: "product of ben" }] };
    const body = { bucket: { id: "empty" }, amount: eur(1), ...named };
    expect(ledger.post("topup", body).outcome).toBe("accepted");
  });

  for (const kind of kinds) {
    test.each(references)(`${kind} that names %s`, (_, named, code) => {
      const decision = setUp().post(kind, { ...bodies[kind], ...named });
      expect(decision.refusal?.code).toBe(code);
      expect(decision.refusal?.side).toBe(undefined);
    });
    test.each(references)(`under references: record, ${kind} that names %s`, (_, named) => {
      const ledger = setUp({ references: "record" });
      const { outcome, result } = ledger.post(kind, { ...bodies[kind], ...named });
      expect(outcome).toBe("accepted");
      expect(result?.details).toMatchObject(named);
    });
  }

  test.each<[string, ActionBody, string | undefined]>([
    ["its number", { receiverLogicalResource: { id: `+${ben}` } }, undefined],
    [
      "the sender's number",
      { receiverLogicalResource: { id: "34600000101" } },
      "logicalResourceMismatch",
    ],
    ["its product", { receiverProduct: { id: "product of ben" } }, undefined],
    ["an unknown product", { receiverProduct: { id: "x" } }, "productMismatch"],
  ])("a receiver that is named by %s", (_, named, code) => {
    const { refusal } = setUp().post("transfer", { ...bodies.transfer, ...named });
    expect([refusal?.code, refusal?.side]).toEqual([code, code && "receiver"]);
  });

  test("a bucket without references accepts every name", () => {
    const named = { logicalResource: [{ id: ben }], product: [{ id: "x" }] };
    const { outcome } = setUp().post("topup", {
      ...bodies.topup,
      ...named,
      bucket: { id: "bare" },
    });
    expect(outcome).toBe("accepted");
  });

  test("balanceTopup names a top-up that exists", () => {
    const ledger = setUp();
    const parent = (id: string) => ({
      ...bodies.topup,
      balanceTopup: { id, role: "parent", "@referredType": "TopupBalance" },
    });
    expect(ledger.post("topup", parent("nothing")).refusal?.code).toBe("parentTopupNotFound");
    const adjusted = idOf(ledger.post("adjust", bodies.adjust));
    expect(ledger.post("topup", parent(adjusted)).refusal?.code).toBe("parentTopupNotFound");
    const first = idOf(ledger.post("topup", bodies.topup));
    expect(ledger.post("topup", parent(first)).outcome).toBe("accepted");
  });

  test.each([
    ["check", "partyAccountMismatch"],
    ["record", undefined],
  ] as const)(
    "balanceTopup names a top-up of the same account; references: %s",
    (references, code) => {
      const ledger = createLedger({ references });
      for (const id of ["a", "b"]) {
        ledger.open(id, { remainingValue: eur(1), partyAccount: { id: `account of ${id}` } });
      }
      const ask = (id: string, extra = {}) =>
        ledger.post("topup", { bucket: { id }, amount: eur(1), ...extra });
      const balanceTopup = { id: idOf(ask("a")), role: "parent", "@referredType": "TopupBalance" };
      const { refusal } = ask("b", { balanceTopup });
      expect(refusal?.code).toBe(code);
      expect(refusal?.detail?.partyAccount).toBe(code && "account of a");
      expect(ask("a", { balanceTopup }).outcome).toBe("accepted");
    },
  );
});

describe("Bucket life: a bucket that starts later", () => {
  const later = { startDateTime: "2030-01-25T12:00:00Z", endDateTime: "2030-02-25T12:00:00Z" };
  const early = () => {
    const ledger = setUp();
    ledger.open("later", { remainingValue: eur(100), validFor: later });
    return ledger;
  };

  test.each(kinds)("%s is refused before the start, and accepted from the start on", (kind) => {
    const ledger = early();
    const body = { ...bodies[kind], bucket: { id: "later" } };
    expect(ledger.post(kind, body).refusal?.code).toBe("bucketNotStarted");
    ledger.advanceTo(at(later.startDateTime) - 1);
    expect(ledger.post(kind, body).refusal?.code).toBe("bucketNotStarted");
    ledger.advanceTo(at(later.startDateTime));
    expect(ledger.post(kind, body).outcome).toBe("accepted");
  });

  test("a bucket before its start cannot be spent or receive a transfer, and is shown as suspended", () => {
    const ledger = early();
    const spend = () => ledger.run({ type: "spend", bucketId: "later", amount: eur(1) });
    const receive = () =>
      ledger.post("transfer", { ...bodies.transfer, receiverBucket: { id: "later" } });
    expect(spend().refusal?.code).toBe("bucketNotStarted");
    expect(receive().refusal).toMatchObject({ code: "receiverBucketNotStarted", side: "receiver" });
    expect(ledger.bucket("later")).toMatchObject({
      status: "suspended",
      validFor: { startDateTime: later.startDateTime },
    });
    ledger.setNow(START + 10 * DAY);
    expect([spend().outcome, receive().outcome]).toEqual(["accepted", "accepted"]);
    expect(ledger.bucket("later").status).toBe("active");
  });

  test("a bucket cannot be opened with a start that is not a date-time", () => {
    const { refusal } = setUp().open("x", { validFor: { startDateTime: "soon" } });
    expect(refusal).toMatchObject({ code: "dateTimeInvalid", path: "validFor.startDateTime" });
    expect(refusal?.detail).toEqual({ text: "soon" });
    const body = { ...bodies.topup, validFor: { startDateTime: "later" } };
    expect(setUp().post("topup", body).refusal?.detail).toEqual({ text: "later" });
  });
});

describe("Top-up: voucher and validity of requests", () => {
  const pays = (id: string, name: "@type" | "@referredType", value: string) => ({
    bucket: { id: "ana" },
    amount: eur(0),
    paymentMethod: { id, [name]: value },
  });

  test.each(["TOPUP-EUR-20", "topup-eur-20", "Topup Eur 20", " TOPUPEUR20 "])(
    "the voucher %j is one voucher, whatever its case, blanks and dashes",
    (voucher) => {
      const ledger = setUp();
      ledger.voucher({ code: "TOPUP-EUR-20", amount: eur(20) });
      const { outcome } = ledger.post("topup", { ...bodies.topup, amount: eur(0), voucher });
      expect([outcome, ledger.remaining("ana")]).toEqual(["accepted", 120e6]);
      const again = ledger.post("topup", {
        ...bodies.topup,
        amount: eur(0),
        voucher: "TOPUPEUR20",
      });
      expect(again.refusal?.code).toBe("voucherUsed");
    },
  );

  test.each(["@type", "@referredType"] as const)("a voucher as payment method, by %s", (name) => {
    const ledger = setUp();
    ledger.voucher({ code: "card", amount: eur(20) });
    expect(ledger.post("topup", pays("card", name, "Voucher")).outcome).toBe("accepted");
    expect(ledger.post("topup", pays("card", name, "Voucher")).refusal?.code).toBe("voucherUsed");
    expect(ledger.post("topup", pays("none", name, "Voucher")).refusal?.code).toBe(
      "voucherUnknown",
    );
    // Any other payment method is not a voucher, and 0 adds nothing.
    expect(ledger.post("topup", pays("card", name, "Card")).refusal?.code).toBe(
      "amountNotPositive",
    );
  });

  test("a top-up of 0 with validFor changes the end of the bucket's validity alone", () => {
    const ledger = createLedger();
    ledger.open("a", { remainingValue: eur(1), validFor: { endDateTime: "2030-02-01T00:00:00Z" } });
    const validFor = { endDateTime: "2030-03-01T00:00:00.000Z" };
    const body = { bucket: { id: "a" }, amount: eur(0) };
    expect(ledger.post("topup", body).refusal?.code).toBe("amountNotPositive");
    expect(ledger.post("topup", { ...body, validFor }).outcome).toBe("accepted");
    expect(ledger.bucket("a")).toMatchObject({ validFor, remainingValue: eur(1) });
  });
});

describe("Top-up: auto-top-up that starts later", () => {
  const request = {
    bucket: { id: "ana" },
    amount: eur(5),
    isAutoTopup: true,
    recurringPeriod: "weekly",
    numberOfPeriods: 2,
    validFor: { startDateTime: "2030-01-20T12:00:00Z" },
  } as const;
  const balances = (ledger: ReturnType<typeof setUp>, ...days: readonly number[]) =>
    days.map((day) => {
      ledger.advanceTo(START + day * DAY);
      return (ledger.remaining("ana") ?? 0) / 1e6;
    });

  test("runs first at its start, then by its period", () => {
    const ledger = setUp();
    const id = idOf(ledger.post("topup", request));
    expect(balances(ledger, 0, 4.9, 5, 11.9, 12, 30)).toEqual([100, 100, 105, 105, 110, 110]);
    expect(ledger.action(id).status).toBe("completed");
  });

  test("negative control: a start that has passed runs at once", () => {
    const validFor = { startDateTime: "2030-01-01T00:00:00Z" };
    expect(balances(setUp(), 0)).toEqual([100]);
    const ledger = setUp();
    ledger.post("topup", { ...request, validFor });
    expect(balances(ledger, 0)).toEqual([105]);
  });

  test("a first execution that is refused at the start fails the parent", () => {
    const ledger = setUp();
    const id = idOf(ledger.post("topup", request));
    ledger.run({ type: "suspend", bucketId: "ana" });
    ledger.advanceTo(START + 30 * DAY);
    expect(ledger.action(id)).toMatchObject({
      status: "failed",
      failure: { code: "bucketSuspended" },
    });
  });

  test("a cancelled auto-top-up never runs, and a new period keeps the start", () => {
    const ledger = setUp();
    const id = idOf(ledger.post("topup", request));
    ledger.patch("topup", id, { recurringPeriod: "fortnightly" });
    expect(balances(ledger, 5, 18.9, 19)).toEqual([105, 105, 110]);
    const other = idOf(
      ledger.post("topup", { ...request, validFor: { startDateTime: "2030-12-01T00:00:00Z" } }),
    );
    ledger.patch("topup", other, { status: "cancelled" });
    expect(balances(ledger, 500)).toEqual([110]);
  });

  test("a top-up refused on receipt fails at once, without an execution", () => {
    const ledger = setUp();
    ledger.run({ type: "suspend", bucketId: "ana" });
    expect(ledger.post("topup", request).refusal?.code).toBe("bucketSuspended");
    expect([...ledger.state.action.values()].map(({ status }) => status)).toEqual(["failed"]);
  });
});

test("Transfer: a daily limit counts local days", () => {
  const limits = { transfer: { monetary: { perDay: eur(10) } } };
  for (const [utcOffsetMinutes, code] of [
    [0, "limitExceeded"],
    [660, undefined],
  ] as const) {
    const ledger = setUp({ limits, utcOffsetMinutes });
    // 12:30 in UTC is 23:30 at +11, and an hour later it is the next day there.
    ledger.setNow(at("2030-01-15T12:30:00Z"));
    ledger.post("transfer", { ...bodies.transfer, amount: eur(10) });
    ledger.setNow(at("2030-01-15T13:30:00Z"));
    expect(ledger.post("transfer", bodies.transfer).refusal?.code).toBe(code);
  }
});
