import { describe, expect, test } from "vitest";
import type { ActionBody, Policy } from "../src/index.ts";
import { createLedger, eur, idOf, mb, START } from "./test-ledger.ts";

function openLedger(options: Partial<Policy> = {}) {
  const ledger = createLedger(options);
  const own = (id: string) => ({
    partyAccount: { id },
    logicalResource: [{ id: `number of ${id}` }],
    product: [{ id: `product of ${id}` }],
    relatedParty: [{ id: `party of ${id}`, "@referredType": "Individual" }],
  });
  for (const person of ["ana", "ben"]) {
    ledger.open(person, { remainingValue: eur(20), ...own(person) });
    const data = { usageType: "data", remainingValue: mb(100) } as const;
    ledger.open(`data of ${person}`, { ...data, ...own(person) });
  }
  return { ledger, own };
}
const money: ActionBody = { bucket: { id: "ana" }, receiverBucket: { id: "ben" } };
const data: ActionBody = {
  bucket: { id: "data of ana" },
  receiverBucket: { id: "data of ben" },
  amount: mb(1),
};
const transferCost = { value: 1, unit: "EUR" };

type Row = readonly [name: string, body: ActionBody, others: readonly string[]];

describe("Transfer: the other buckets whose value it moves", () => {
  test.each<Row>([
    ["the receiver", money, ["ben"]],
    ["the receiver, with a cost of the same unit", { ...money, transferCost }, ["ben"]],
    ["the bucket of the cost", { ...data, transferCost }, ["data of ben", "ana"]],
    [
      "the bucket of the receiver's cost",
      { ...data, transferCost, costOwner: "receiver" },
      ["data of ben", "ben"],
    ],
  ])("are on record with their references: %s", (_, body, ids) => {
    const { ledger, own } = openLedger();
    const { result } = ledger.post("transfer", { amount: eur(1), ...body });
    expect(result?.others).toEqual(ids.map((id) => ({ id, ...own(id.replace("data of ", "")) })));
  });

  test("are on record when the transfer completes", () => {
    const { ledger } = openLedger({ delayMs: { transfer: 1 } });
    const open = ledger.post("transfer", { ...money, amount: eur(1) });
    const refused = ledger.post("transfer", { ...money, amount: eur(100) });
    for (const { result } of [open, refused]) expect(result?.others).toBe(undefined);
    ledger.advanceTo(START + 1);
    expect(ledger.state.action.get(idOf(open))?.others).toHaveLength(1);
  });
});
