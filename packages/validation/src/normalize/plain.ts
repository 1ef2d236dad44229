/** Converters of plain values. Each one returns the contract's notation, or the value unchanged. */
import type { Field } from "../fields/field.ts";
import type { Dialect } from "./dialect.ts";

/** A number and any text after it, so the pattern never backtracks. */
const NUMBER = /^([+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?)\s*(.*)$/is;

/** A number with more than 15 digits stays text, because a JSON number would round it. */
const isExact = (text: string): boolean =>
  text.replace(/e.*$/i, "").replace(/\D/g, "").replace(/^0+/, "").length <= 15;

/** Reads `"2.96"` as 2.96, and `"1000b"` as 1000 and `b`. */
export function splitAmountText(text: string): { amount: number; unit: string } | undefined {
  const [, digits, unit = ""] = NUMBER.exec(text.trim()) ?? [];
  if (digits === undefined || !isExact(digits)) return undefined;
  const amount = Number(digits);
  return Number.isFinite(amount) ? { amount, unit } : undefined;
}

export function readNumber(value: unknown): unknown {
  const read = typeof value === "string" ? splitAmountText(value) : undefined;
  return read?.unit === "" ? read.amount : value;
}

/** Corrects the offset `+0000` and a space in place of `T`. A text without offset stays unchanged. */
export const readDateTime = (text: string): string =>
  text
    .replace(/^(\d{4}-\d\d-\d\d) (?=\d\d:)/, "$1T")
    .replace(/(T\d\d:\d\d:\d\d(?:\.\d+)?)([+-]\d\d)(\d\d)$/i, "$1$2:$3");

/** Finds an enum value in any letter case, or by the dialect's other names and fallback. */
export function readEnumValue(
  text: string,
  { options = [], schema = "" }: Field,
  dialect: Dialect,
): string {
  if (options.includes(text)) return text;
  const word = text.trim().toLowerCase();
  const valueAliases = dialect.values?.[schema] ?? {};
  return (
    options.find((option) => option.toLowerCase() === word) ??
    (Object.hasOwn(valueAliases, word) ? valueAliases[word] : undefined) ??
    dialect.fallbacks?.[schema] ??
    text
  );
}
