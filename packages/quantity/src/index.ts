/** How much, of what: exact amounts typed by unit, currencies and units as data, formatting. */

export { isCurrency, minorUnitDigits } from "./currencies.ts";
export { type FormatOptions, formatQuantity } from "./format.ts";
export { fromSteps, type StepsProblem, toSteps } from "./steps.ts";
export { type Dimension, findUnit, type Unit, type UnitOptions, unitsOf } from "./units.ts";
