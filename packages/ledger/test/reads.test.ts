import { describe, expect, test } from "vitest";
import { accumulatedBalances, historyEntry, newestFirst, type Policy } from "../src/index.ts";
import { createLedger, eur, HOUR, hrefOf, idOf, mb, START } from "./test-ledger.ts";

const ends = { validFor: { endDateTime: "2030-01-15T13:00:00Z" } };
const b1 = { bucket: { id: "b1" } };
function openLedger(options: Partial<Policy> = {}, body = {}) {
  const ledger = createLedger(options);
  ledger.open("b1", { remainingValue: eur(20), ...body });
  return ledger;
}

describe("An action's missing references are filled from the bucket", () => {
  const own = {
    partyAccount: { id: "pa1" },
    logicalResource: [{ id: "msisdn" }],
    product: [{ id: "p1" }],
    relatedParty: [{ id: "rp", "@referredType": "Individual" }],
  };
  const given = {
    partyAccount: { id: "pa1", name: "mine" },
    logicalResource: [{ id: "imsi" }],
    product: [{ id: "p2" }],
    relatedParty: [],
  };

  test("missing references are filled, given references are kept", () => {
    const ledger = openLedger({}, own);
    expect(ledger.action(idOf(ledger.post("adjust", { ...b1, amount: eur(1) })))).toMatchObject(
      own,
    );
    const decision = ledger.post("adjust", { ...b1, ...given, amount: eur(1) });
    expect(ledger.action(idOf(decision))).toMatchObject(given);
  });

  test("extensions are kept; attributes that only the ledger writes are ignored", () => {
    const ledger = openLedger();
    const forged = { anExtension: [1], id: "forged", status: "failed", href: "x", failure: {} };
    const decision = ledger.post("adjust", { ...b1, ...forged, amount: eur(1) } as never);
    const action = ledger.action(idOf(decision));
    expect(action).toMatchObject({ anExtension: [1], id: "adjust-1", status: "completed" });
    expect(action).not.toHaveProperty("failure");
  });

  test("every shown party has id and @referredType", () => {
    const ledger = openLedger();
    const body = { requestor: { id: "r" }, relatedParty: [{ name: "n" }, { id: "i" }] };
    const decision = ledger.post("adjust", { ...b1, amount: eur(1), ...body } as never);
    expect(ledger.action(idOf(decision))).toMatchObject({
      requestor: { id: "r", "@referredType": "Individual" },
      relatedParty: [
        { id: "unknown", name: "n", "@referredType": "Individual" },
        { id: "i", "@referredType": "Individual" },
      ],
    });
  });
});

test("a single party from a lenient profile is shown as a list", () => {
  const ledger = openLedger();
  const body = { ...b1, amount: eur(1), relatedParty: { id: "i" } };
  const decision = ledger.post("adjust", body as never);
  expect(ledger.action(idOf(decision)).relatedParty).toEqual([
    { id: "i", "@referredType": "Individual" },
  ]);
});

describe("Reads", () => {
  const of = (id: string, extra = {}) => ({ partyAccount: { id }, ...extra });

  test("accumulatedBalance: one per party account, usage type and currency, active buckets only", () => {
    const ledger = createLedger();
    const mine = { logicalResource: [{ id: "msisdn" }], product: [{ id: "p1" }] };
    ledger.open("one", { remainingValue: eur(1.5), ...of("pa1", mine) });
    ledger.open("two", {
      remainingValue: eur(2.25),
      ...of("pa1", { ...mine, product: [{ id: "p2" }] }),
    });
    ledger.open("usd", { remainingValue: { amount: 3, units: "USD" }, ...of("pa1") });
    ledger.open("old", { remainingValue: eur(100), ...of("pa1", ends) });
    ledger.open("data", { usageType: "data", remainingValue: mb(5), ...of("pa1") });
    ledger.open("other", { remainingValue: eur(7), ...of("pa2") });
    ledger.open("loose", { remainingValue: eur(9) });
    ledger.post("reserve", { bucket: { id: "two" }, amount: eur(0.25) });
    ledger.setNow(START + HOUR);
    const buckets = [...ledger.state.bucket.values()];
    const all = accumulatedBalances([...buckets, ...buckets], ledger.now(), ledger.policy, hrefOf);
    expect(all.map(({ id, name, totalBalance }) => [id, name, totalBalance])).toEqual([
      ["pa1-monetary-EUR", "monetary EUR", eur(3.5)],
      ["pa1-monetary-USD", "monetary USD", { amount: 3, units: "USD" }],
      ["pa1-data", "data", mb(5)],
      ["pa2-monetary-EUR", "monetary EUR", eur(7)],
      ["monetary-EUR", "monetary EUR", eur(9)],
    ]);
    expect(all[0]).toMatchObject({
      href: hrefOf("accumulatedBalance", "pa1-monetary-EUR"),
      bucket: [
        { id: "one", href: hrefOf("bucket", "one") },
        { id: "two", href: hrefOf("bucket", "two") },
      ],
      partyAccount: { id: "pa1" },
      logicalResource: { id: "msisdn" },
      product: [{ id: "p1" }, { id: "p2" }],
    });
    expect(all[1]).not.toHaveProperty("logicalResource");
    expect(all[1]).not.toHaveProperty("product");
    expect(all[0]).not.toHaveProperty("relatedParty");
  });

  test.each([
    ["beyond 2^53 steps", eur(1e9), 10, 0.01, { amount: 10_000_000_000.01, units: "EUR" }],
    ["never more than it is", eur(999_999_999.999_999), 11, 0, eur(10_999_999_999.9999)],
    ["in the last digit too", eur(999_999_999.999_999), 3, 0, eur(2_999_999_999.999_99)],
    ["in bytes", { amount: 1e15, units: "B" }, 12, 3, { amount: 12e15, units: "B" }],
    ["in terabytes", { amount: 909, units: "TB" }, 11, 1, { amount: 10_000, units: "TB" }],
  ])("accumulatedBalance: a total is exact %s", (_, each, times, more, total) => {
    const ledger = createLedger();
    const usageType = each.units === "EUR" ? "monetary" : "data";
    const rest = { remainingValue: { ...each, amount: more }, usageType } as const;
    for (let count = 0; count < times; count++) {
      ledger.open(`b${count}`, { remainingValue: each, usageType });
    }
    ledger.open("rest", rest);
    const values = ledger.state.bucket.values();
    const [entry] = accumulatedBalances(values, ledger.now(), ledger.policy, hrefOf);
    expect(entry?.totalBalance).toEqual(total);
  });

  test("accumulatedBalance: parties are listed once, a resource only if all buckets share it", () => {
    const ledger = createLedger();
    const party = (id: string) => ({ id, "@referredType": "Individual" });
    const [one, two] = [[{ id: "msisdn 1" }], [{ id: "msisdn 2" }]];
    ledger.open("one", of("pa1", { logicalResource: one, relatedParty: [party("x")] }));
    ledger.open("two", of("pa1", { logicalResource: two, relatedParty: [party("x"), party("y")] }));
    const values = ledger.state.bucket.values();
    const [entry] = accumulatedBalances(values, START, ledger.policy, hrefOf);
    expect(entry?.relatedParty).toEqual([party("x"), party("y")]);
    expect(entry).not.toHaveProperty("logicalResource");
  });

  test("an account with no active bucket has no entry", () => {
    const ledger = openLedger({}, { ...of("pa1"), status: "suspended" });
    const values = ledger.state.bucket.values();
    expect(accumulatedBalances(values, START, ledger.policy, hrefOf)).toEqual([]);
  });

  test("balanceActionHistory: every action, newest first, with the kind in @type", () => {
    const ledger = openLedger({}, { logicalResource: [{ id: "msisdn" }] });
    ledger.open("b2", { logicalResource: [{ id: "friend" }] });
    const topup = idOf(ledger.post("topup", { ...b1, amount: eur(1) }));
    const reservation = idOf(ledger.post("reserve", { ...b1, amount: eur(1) }));
    ledger.setNow(START + 1);
    const to = { receiverBucket: { id: "b2" }, receiverLogicalResource: { id: "friend" } };
    const transfer = idOf(ledger.post("transfer", { ...b1, ...to, amount: eur(1) }));
    const failed = idOf(ledger.post("adjust", { bucket: { id: "missing" }, amount: eur(1) }));
    ledger.remove("topup", topup);
    const history = newestFirst(ledger.state.action.values()).map((action) =>
      historyEntry(action, ledger.view, hrefOf),
    );
    expect(
      history.map((entry) => [entry.id, entry["@type"], entry.receiverLogicalResource]),
    ).toEqual([
      [failed, "AdjustBalance", { id: "missing", "@referredType": "Bucket" }],
      [transfer, "TransferBalance", { id: "friend" }],
      [reservation, "ReserveBalance", { id: "msisdn" }],
      [topup, "TopupBalance", { id: "msisdn" }],
    ]);
    expect(history[0]?.href).toBe(hrefOf("balanceActionHistory", failed));
    expect(history[0]).toMatchObject({ status: "failed", failure: { code: "bucketNotFound" } });
  });

  test("actions in any order are sorted by request, newest first", () => {
    const ledger = openLedger();
    for (const at of [2, 3, 1]) {
      ledger.setNow(START + at);
      ledger.post("adjust", { ...b1, amount: eur(at) });
    }
    const sorted = newestFirst(ledger.state.action.values());
    expect(sorted.map(({ requestedAt }) => requestedAt - START)).toEqual([3, 2, 1]);
  });

  test("a top-up that a client sends with a parent keeps that parent", () => {
    const ledger = openLedger();
    const balanceTopup = { id: "somewhere", role: "parent", "@referredType": "TopupBalance" };
    const id = idOf(ledger.post("topup", { ...b1, amount: eur(1), balanceTopup }));
    expect(ledger.action(id).balanceTopup).toEqual(balanceTopup);
  });

  test("an action without a logical resource gets the bucket's later one", () => {
    const ledger = openLedger();
    const id = idOf(ledger.post("adjust", { ...b1, amount: eur(1) }));
    const action = ledger.state.action.get(id);
    const bucket = ledger.state.bucket.get("b1");
    if (action === undefined || bucket === undefined) throw new Error("gone");
    const details = { logicalResource: [{ id: "later" }] };
    const view = { bucket: () => ({ ...bucket, details }) };
    expect(historyEntry(action, view, hrefOf).receiverLogicalResource).toEqual({ id: "later" });
  });
});
