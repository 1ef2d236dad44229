import { createMock, type Mock } from "@tmf654/mock";
import { expect, type MockFixtureOptions, test } from "@tmf654/mock/vitest";
import { expectTypeOf } from "vitest";

test("the fixtures and the matchers have the contract's types", ({ mock, mockOptions }) => {
  expectTypeOf(mock).toEqualTypeOf<Mock>();
  expectTypeOf(mockOptions).toEqualTypeOf<MockFixtureOptions>();
  expectTypeOf(expect(mock).toHaveReceived("listBucket", { times: 1 })).toEqualTypeOf<void>();
  expect(mock).not.toHaveReceived("createTopupBalance", { body: { amount: { amount: 1 } } });
  // @ts-expect-error: the contract has no such operation
  expect(mock).toHaveReceived("createTopup");
  // @ts-expect-error: no such option
  expect(mock).toHaveReceived("listBucket", { time: 1 });
  expect(mock).not.toHaveBalance("ana-main", "1 EUR");
  // @ts-expect-error: an amount is a text
  expect(mock).toHaveBalance("ana-main", 1);
  expect(mock).toHaveDelivered("BucketLowBalanceEvent");
  // @ts-expect-error: the contract has no such event
  expect(mock).toHaveDelivered("TopupCreateEvent");
});

test.override({ mockOptions: { clock: "fake", scenario: "packs" } });
test.override({ mockOptions: { clock: { fake: 0 } } });
// @ts-expect-error: no such option
test.override({ mockOptions: { scenarios: "packs" } });
// @ts-expect-error: a mock that is no fixture has no matchers of its own
createMock().toHaveReceived("listBucket");
