/** Code for @tmf654/quantity 0.1.0: every export, and the examples of the documents. Frozen. */
import { add, allocate, compare, convert, formatQuantity, fromQuantity, hasDimension, isQuantityError, money, quantity, round, scale, split, subtract, toMoney, toQuantity } from "@tmf654/quantity";

export type { AllocateOptions, Amount, CountUnit, DataUnit, Dimension, DimensionOf, FormatOptions, QuantityErrorCode, RoundOptions, RoundingMode, ShownSteps, StepsErrorCode, TimeUnit, Unit, UnitOptions, UnitsOf } from "@tmf654/quantity";
export { QuantityError, add, allocate, compare, convert, findUnit, formatQuantity, fromMoney, fromQuantity, fromSteps, hasDimension, isCurrency, isMoney, isQuantityError, minorUnitDigits, money, quantity, round, scale, showSteps, split, subtract, toMoney, toQuantity, toSteps, unitsOf } from "@tmf654/quantity";

export async function example1() {
const balance = subtract(subtract(money(0.3, "EUR"), money(0.1, "EUR")), money(0.2, "EUR"));
compare(balance, money(0, "EUR")); // 0
0.3 - 0.1 - 0.2; // -2.7755575615628914e-17

toQuantity(add(quantity(1, "GB"), quantity(1, "MB"))); // { amount: 1025, units: "MB" }
formatQuantity({ amount: 1536, units: "MB" }, { locale: "fr" }); // "1,5 Go"
}

export async function example2() {
const remaining = fromQuantity({ amount: 2.5, units: "mins" });
toQuantity(remaining); // { amount: 2.5, units: "min" }
hasDimension(remaining, "time"); // true

let errorCode;
try {
  fromQuantity({ amount: 0.1 + 0.2, units: "GB" });
} catch (error) {
  if (isQuantityError(error)) errorCode = error.code;
}
errorCode; // "tooManyDigits"
}

export async function example3() {
const tax = scale(money(19.99, "EUR"), 0.19);
toMoney(tax); // { value: 3.7981, unit: "EUR" }
toMoney(round(tax, { mode: "halfEven" })); // { value: 3.8, unit: "EUR" }

split(money(100, "EUR"), 3).map(toMoney).map(({ value }) => value); // [33.34, 33.33, 33.33]
allocate(quantity(10, "SMS"), [1, 2]).map(toQuantity).map(({ amount }) => amount); // [4, 6]

const call = convert(quantity(100, "s"), "min");
toQuantity(call); // { amount: 100, units: "s" }
toQuantity(round(call, { mode: "up", digits: 1 })); // { amount: 1.7, units: "min" }
}

export async function example4() {
const decimal = quantity(1, "GB", { dataBase: 1000 });
toQuantity(convert(decimal, "MB")); // { amount: 1000, units: "MB" }
toQuantity(convert(add(decimal, quantity(1, "GiB")), "B")); // { amount: 2073741824, units: "B" }
}
