/** `Quantity` and `Money`, which differ in names only. */
import { findUnit } from "@tmf654/quantity";
import type { PathKey } from "../runtime/issue.ts";
import type { Notes } from "./change.ts";
import type { Dialect, UnitWord } from "./dialect.ts";
import { numberAndUnit } from "./plain.ts";

type Names = { readonly amount: string; readonly units: string };

const names: Readonly<Record<string, Names>> = {
  Quantity: { amount: "amount", units: "units" },
  Money: { amount: "value", units: "unit" },
};

type Mutable = Record<string, unknown>;

/** How a schema calls its amount and its unit; undefined for any other schema. */
export const namesOf = (schema: string | undefined): Names | undefined =>
  schema !== undefined && Object.hasOwn(names, schema) ? names[schema] : undefined;

function unitOf(word: string, dialect: Dialect): UnitWord | undefined {
  const lower = word.trim().toLowerCase();
  const words = dialect.units ?? {};
  const known = Object.hasOwn(words, lower) ? words[lower] : undefined;
  const symbol = findUnit(word)?.symbol;
  return known ?? (symbol === undefined ? undefined : { units: symbol });
}

/** Moves the decimal point of a number's shortest text, which is exact where the number is. */
function shifted(amount: number, exponent: number): number {
  const [digits = "0", power = "0"] = amount.toExponential().split("e");
  return Number(`${digits}e${Number(power) + exponent}`);
}

/** `"1000b"`, as the whole quantity or as its amount, becomes an amount and a known unit. */
export function normalizeQuantity(
  value: unknown,
  { amount, units }: Names,
  path: readonly PathKey[],
  dialect: Dialect,
  note: Notes,
): unknown {
  const given: Mutable = typeof value === "string" ? { [amount]: value } : { ...Object(value) };
  const read = typeof given[amount] === "string" ? numberAndUnit(given[amount]) : undefined;
  const word = given[units] ?? (read?.unit || undefined);
  const unit = typeof word === "string" ? unitOf(word, dialect) : undefined;
  const number = read?.unit && unit === undefined ? given[amount] : (read?.amount ?? given[amount]);
  const exponent = unit?.exponent ?? 0;
  const next: Mutable = { ...given };
  if (amount in given) {
    next[amount] = typeof number === "number" && exponent ? shifted(number, exponent) : number;
  }
  if (unit !== undefined) next[units] = unit.units;
  if (typeof value === "string" && typeof next[amount] === "string") return value;
  if (typeof value === "string") note(path, "amount", value, next);
  else {
    if (next[amount] !== given[amount]) {
      note([...path, amount], "amount", given[amount], next[amount]);
    }
    if (next[units] !== given[units]) note([...path, units], "units", given[units], next[units]);
  }
  return next[amount] === given[amount] && next[units] === given[units] ? value : next;
}
