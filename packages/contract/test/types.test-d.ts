import type {
  ActionName,
  BalanceEvent,
  BucketFilter,
  EventType,
  FilterByResource,
  Operation,
  OperationId,
  Quantity,
  ResourceName,
  SortKey,
  TopupBalanceCancelEvent,
  TopupBalanceFilter,
} from "@tmf654/contract";
import { expectTypeOf, test } from "vitest";

test("a filter takes the contract's attributes, operators and values", () => {
  const filter: BucketFilter = {
    status: "active",
    usageType: ["data", "voice"],
    "product.id": ["1", "2"],
    "remainingValue.amount.gt": 5,
    "confirmationDate.gte": "2026-01-01T00:00:00Z",
    "name.regex": "^Family",
    isShared: true,
  };
  expectTypeOf(filter).toExtend<BucketFilter>();
});

test("a wrong attribute, operator or value does not compile", () => {
  // @ts-expect-error: no such attribute
  const attribute: BucketFilter = { colour: "red" };
  // @ts-expect-error: texts have no order
  const operator: BucketFilter = { "product.id.gt": "5" };
  // @ts-expect-error: not one of the enum's values
  const value: BucketFilter = { status: "gone" };
  // @ts-expect-error: a number is asked for
  const kind: BucketFilter = { "remainingValue.amount.lt": "5" };
  // @ts-expect-error: a bucket has no voucher
  const resource: BucketFilter = { voucher: "1" };
  const other: TopupBalanceFilter = { voucher: "1", "failure.side": "receiver" };
  expectTypeOf([attribute, operator, value, kind, resource, other]).not.toBeNever();
});

test("every resource has a filter", () => {
  expectTypeOf<keyof FilterByResource>().toEqualTypeOf<ResourceName>();
});

test("a sort key is an attribute with a direction", () => {
  expectTypeOf<"-confirmationDate">().toExtend<SortKey<"bucket">>();
  expectTypeOf<"remainingValue.amount">().toExtend<SortKey<"bucket">>();
  expectTypeOf<"-voucher">().not.toExtend<SortKey<"bucket">>();
});

test("an operation id gives literal types", () => {
  expectTypeOf<Operation<"listBucket">["path"]>().toEqualTypeOf<"/bucket">();
  expectTypeOf<Operation["method"]>().toEqualTypeOf<"GET" | "POST" | "PATCH" | "DELETE">();
  expectTypeOf<"listBuckets">().not.toExtend<OperationId>();
});

test("eventType discriminates the events", () => {
  const onlyCancelled = (event: BalanceEvent) =>
    event.eventType === "TopupBalanceCancelEvent" ? event : undefined;
  expectTypeOf<NonNullable<ReturnType<typeof onlyCancelled>>>().toExtend<TopupBalanceCancelEvent>();
  expectTypeOf<EventType>().toExtend<string>();
  expectTypeOf<"BucketCreateEvent">().not.toExtend<EventType>();
});

test("a default in the contract leaves the member optional", () => {
  expectTypeOf<Quantity["amount"]>().toEqualTypeOf<number | undefined>();
});

test("only the four actions are action names", () => {
  expectTypeOf<ActionName>().toEqualTypeOf<
    "topupBalance" | "adjustBalance" | "reserveBalance" | "transferBalance"
  >();
});
