import { expect, test } from "vitest";
import {
  actionResource,
  apply,
  bucketResource,
  type Command,
  type Context,
  decide,
  defaultPolicy,
  emptyState,
  type HrefOf,
  viewOf,
} from "../src/index.ts";

const hrefOf: HrefOf = (resource, id) => `/${resource}/${id}`;

test("a top-up of 10 EUR can be spent, held, consumed and transferred", () => {
  const state = emptyState();
  const view = viewOf(state);
  let count = 0;
  const now = 1_700_000_000_000;
  const context: Context = { now, policy: defaultPolicy, nextId: (kind) => `${kind}-${++count}` };
  const run = (command: Command) => {
    const decision = decide(view, command, context);
    apply(state, decision.changes);
    return decision;
  };
  const amount = (value: number) => ({ amount: value, units: "EUR" });
  const base = { usageType: "monetary", bucket: { id: "b1" } } as const;
  run({ type: "open", body: { id: "b1", usageType: "monetary" } });
  run({ type: "open", body: { id: "b2", usageType: "monetary" } });
  const topup = run({ type: "topup", body: { ...base, amount: amount(10) } });
  expect(topup.outcome).toBe("accepted");
  const hold = run({ type: "reserve", body: { ...base, amount: amount(4.5) } });
  expect(hold.result).toMatchObject({ status: "created" });
  const held = view.bucket("b1");
  expect(held && bucketResource(held, now, defaultPolicy, hrefOf)).toMatchObject({
    remainingValue: amount(5.5),
    reservedValue: amount(4.5),
  });
  const consumed = run({
    type: "patch",
    kind: "reserve",
    id: "reserve-2",
    body: { status: "completed", reason: "used", amount: amount(1.5) },
  });
  expect(actionResource(consumed.result as never, hrefOf)).toMatchObject({
    status: "completed",
    amount: amount(1.5),
    reservedAmount: amount(4.5),
    releasedAmount: amount(3),
    reason: "used",
  });
  run({
    type: "transfer",
    body: {
      ...base,
      amount: amount(8),
      receiverBucket: { id: "b2" },
      transferCost: { unit: "EUR", value: 0.5 },
    },
  });
  expect(view.bucket("b1")?.remaining).toBe(0);
  expect(view.bucket("b2")?.remaining).toBe(8_000_000);
  const refused = run({ type: "reserve", body: { ...base, amount: amount(1) } });
  expect(refused.result && actionResource(refused.result as never, hrefOf)).toMatchObject({
    status: "failed",
    failure: { code: "insufficientBalance" },
  });
});
