/** Exact amounts typed by unit, currencies and units as data, and formatting. */

export {
  type Amount,
  type CountUnit,
  type DataUnit,
  type DimensionOf,
  fromMoney,
  fromQuantity,
  hasDimension,
  isMoney,
  money,
  quantity,
  type TimeUnit,
  toMoney,
  toQuantity,
} from "./amount.ts";
export { add, compare, scale, subtract } from "./arithmetic.ts";
export { isCurrency, minorUnitDigits } from "./currencies.ts";
export { type FormatOptions, formatQuantity } from "./format.ts";
export { isQuantityError, QuantityError, type QuantityErrorCode } from "./quantity-error.ts";
export {
  type AllocateOptions,
  allocate,
  convert,
  type RoundingMode,
  type RoundOptions,
  round,
  split,
  type UnitsOf,
} from "./rounding.ts";
export { fromSteps, type ShownSteps, type StepsErrorCode, showSteps, toSteps } from "./steps.ts";
export { type Dimension, findUnit, type Unit, type UnitOptions, unitsOf } from "./units.ts";
