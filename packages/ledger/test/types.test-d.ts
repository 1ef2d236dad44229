import type { AccumulatedBalance, Bucket, TopupBalanceCreate } from "@tmf654/contract";
import { expectTypeOf, test } from "vitest";
import {
  type ActionRecord,
  type accumulatedBalances,
  type BucketRecord,
  type bucketResource,
  type Command,
  type Decision,
  type DecisionContext,
  decide,
  decideTopup,
  type LedgerView,
  type Policy,
  type Posting,
  type RecordChange,
  type RefusalCode,
} from "../src/index.ts";

declare const view: LedgerView;
declare const context: DecisionContext;
declare const command: Command;
declare const body: TopupBalanceCreate;

test("a request of the contract is a command's body without changes", () => {
  expectTypeOf(decideTopup(view, body, context)).toEqualTypeOf<Decision<ActionRecord>>();
});

test("the command's type decides the type of the result", () => {
  expectTypeOf(decide(view, { type: "topup", body }, context).result).toEqualTypeOf<
    ActionRecord | undefined
  >();
  expectTypeOf(decide(view, command, context).result).toEqualTypeOf<
    ActionRecord | BucketRecord | undefined
  >();
});

test("a refusal's code is one of the table", () => {
  expectTypeOf<"insufficientBalance">().toExtend<RefusalCode>();
  // @ts-expect-error no such reason
  expectTypeOf<"notEnough">().toExtend<RefusalCode>();
});

test("views are the contract's resources", () => {
  expectTypeOf<ReturnType<typeof bucketResource>>().toEqualTypeOf<Bucket>();
  expectTypeOf<ReturnType<typeof accumulatedBalances>>().toEqualTypeOf<AccumulatedBalance[]>();
});

test("records cannot be changed in place", () => {
  const change = (bucket: BucketRecord, posting: Posting, policy: Policy) => {
    // @ts-expect-error a record is replaced, never mutated
    bucket.remaining = 0;
    // @ts-expect-error a posting is history
    posting.steps = 0;
    // @ts-expect-error policy is data
    policy.refusals = "reject";
  };
  expectTypeOf(change).toBeFunction();
});

test("a change of a table has that table's record", () => {
  const wrong = (record: ActionRecord): RecordChange =>
    // @ts-expect-error an action is no bucket
    ({ table: "bucket", id: record.id, record });
  expectTypeOf(wrong).toBeFunction();
});
