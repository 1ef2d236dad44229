/** Converters of `Quantity` and `Money`, which differ only in the names of their members. */
import { findUnit } from "@tmf654/quantity";
import type { PathKey } from "../runtime/issue.ts";
import type { ChangeRecorder } from "./change.ts";
import type { Dialect, UnitAlias } from "./dialect.ts";
import { splitAmountText } from "./plain.ts";

interface QuantityNames {
  readonly amount: string;
  readonly units: string;
}

const namesBySchema: Readonly<Record<string, QuantityNames>> = {
  Quantity: { amount: "amount", units: "units" },
  Money: { amount: "value", units: "unit" },
};

type MutableQuantity = Record<string, unknown>;

/** The members of `Quantity` or `Money`; undefined for any other schema. */
export const quantityNamesOf = (schema: string | undefined): QuantityNames | undefined =>
  schema !== undefined && Object.hasOwn(namesBySchema, schema) ? namesBySchema[schema] : undefined;

function unitOf(word: string, dialect: Dialect): UnitAlias | undefined {
  const lower = word.trim().toLowerCase();
  const unitAliases = dialect.units ?? {};
  const knownAlias = Object.hasOwn(unitAliases, lower) ? unitAliases[lower] : undefined;
  const symbol = findUnit(word)?.symbol;
  return knownAlias ?? (symbol === undefined ? undefined : { units: symbol });
}

/** Moves the decimal point in the number's shortest text, which keeps all digits. */
function movePoint(amount: number, exponent: number): number {
  const [digits = "0", power = "0"] = amount.toExponential().split("e");
  return Number(`${digits}e${Number(power) + exponent}`);
}

/** Splits `"1000b"`, the whole quantity or its amount, into an amount and a known unit. */
export function normalizeQuantity(
  value: unknown,
  { amount, units }: QuantityNames,
  path: readonly PathKey[],
  dialect: Dialect,
  record: ChangeRecorder,
): unknown {
  const quantity: MutableQuantity =
    typeof value === "string" ? { [amount]: value } : { ...Object(value) };
  const read = typeof quantity[amount] === "string" ? splitAmountText(quantity[amount]) : undefined;
  const word = quantity[units] ?? (read?.unit || undefined);
  const unit = typeof word === "string" ? unitOf(word, dialect) : undefined;
  const number =
    read?.unit && unit === undefined ? quantity[amount] : (read?.amount ?? quantity[amount]);
  const exponent = unit?.exponent ?? 0;
  const next: MutableQuantity = { ...quantity };
  if (amount in quantity) {
    next[amount] = typeof number === "number" && exponent ? movePoint(number, exponent) : number;
  }
  if (unit !== undefined) next[units] = unit.units;
  if (typeof value === "string" && typeof next[amount] === "string") return value;
  if (typeof value === "string") record(path, "amount", value, next);
  else {
    if (next[amount] !== quantity[amount]) {
      record([...path, amount], "amount", quantity[amount], next[amount]);
    }
    if (next[units] !== quantity[units])
      record([...path, units], "units", quantity[units], next[units]);
  }
  return next[amount] === quantity[amount] && next[units] === quantity[units] ? value : next;
}
