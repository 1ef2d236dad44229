import type { Money, Quantity } from "@tmf654/contract";
import { describe, expectTypeOf, test } from "vitest";
import {
  type Amount,
  add,
  compare,
  convert,
  type Dimension,
  fromMoney,
  fromQuantity,
  hasDimension,
  money,
  quantity,
  round,
  subtract,
  toMoney,
  toQuantity,
} from "../src/index.ts";

const megabytes = quantity(5, "MB");
const gigabytes = quantity(1, "GB");
const minutes = quantity(10, "min");
const texts = quantity(3, "SMS");
const euros = money(12.5, "EUR");
const dollars = money(12.5, "USD");

describe("amounts of one dimension compile", () => {
  test("amounts of one dimension", () => {
    expectTypeOf(add(megabytes, gigabytes)).toEqualTypeOf<Amount<"data">>();
    expectTypeOf(subtract(euros, money(1, "EUR"))).toEqualTypeOf<Amount<"money:EUR">>();
    expectTypeOf(money(1, "eur")).toEqualTypeOf<Amount<"money:EUR">>();
    expectTypeOf(convert(minutes, "h")).toEqualTypeOf<Amount<"time">>();
    expectTypeOf(convert(quantity(1, "day"), "day")).toEqualTypeOf<Amount<"days">>();
    expectTypeOf(quantity(1, "point")).toEqualTypeOf<Amount<"points">>();
    expectTypeOf(compare(texts, quantity(1, "message"))).toEqualTypeOf<-1 | 0 | 1>();
  });

  test("a unit from run-time text has any dimension until it is narrowed", () => {
    const read = fromQuantity({ amount: 1, units: "GB" } satisfies Quantity);
    expectTypeOf(read).toEqualTypeOf<Amount<Dimension>>();
    if (hasDimension(read, "data"))
      expectTypeOf(add(megabytes, read)).toEqualTypeOf<Amount<"data">>();
    expectTypeOf(toMoney(fromMoney({ value: 1, unit: "EUR" } satisfies Money))).toExtend<Money>();
    expectTypeOf(toQuantity(read)).toExtend<Quantity>();
  });
});

describe("mistakes do not compile", () => {
  test("megabytes and euros", () => {
    // @ts-expect-error data is no money
    add(megabytes, euros);
    // @ts-expect-error money is no data
    add(euros, megabytes);
  });

  test("two currencies", () => {
    // @ts-expect-error dollars are no euros
    add(euros, dollars);
    // @ts-expect-error nor can they be compared
    compare(euros, dollars);
  });

  test("other dimensions", () => {
    // @ts-expect-error minutes are no messages
    subtract(texts, minutes);
    // @ts-expect-error data is no time
    compare(megabytes, minutes);
    // @ts-expect-error what is only known at run time is not data yet
    add(megabytes, fromQuantity({ amount: 1, units: "GB" }));
  });

  test("units of another dimension, and unknown words", () => {
    // @ts-expect-error hours are no unit of data
    convert(megabytes, "h");
    // @ts-expect-error there is no exchange rate here
    convert(euros, "USD");
    // @ts-expect-error an alias is for reading
    convert(minutes, "mins");
    // @ts-expect-error data has no Money
    toMoney(megabytes);
  });

  test("rounding without a mode, and changing an amount", () => {
    // @ts-expect-error a mode is needed
    round(euros, { digits: 1 });
    // @ts-expect-error amounts do not change
    euros.exponent = 3;
  });
});
