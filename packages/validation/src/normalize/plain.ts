/** Plain values: each function answers the contract's form, or the value as it was. */
import type { Field } from "../fields/field.ts";
import type { Dialect } from "./dialect.ts";

/** Of a trimmed text. What comes behind the number is any text, so that nothing is tried twice. */
const NUMBER = /^([+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?)\s*(.*)$/is;

/** More digits than a JSON number carries safely are left to be refused, not rounded. */
const isExact = (text: string): boolean =>
  text.replace(/e.*$/i, "").replace(/\D/g, "").replace(/^0+/, "").length <= 15;

/** `"2.96"` is 2.96, and `"1000b"` is 1000 of `b`. */
export function numberAndUnit(text: string): { amount: number; unit: string } | undefined {
  const [, digits, unit = ""] = NUMBER.exec(text.trim()) ?? [];
  if (digits === undefined || !isExact(digits)) return undefined;
  const amount = Number(digits);
  return Number.isFinite(amount) ? { amount, unit } : undefined;
}

export function asNumber(value: unknown): unknown {
  const read = typeof value === "string" ? numberAndUnit(value) : undefined;
  return read?.unit === "" ? read.amount : value;
}

/** `+0000` is no offset of RFC 3339, nor is a space its `T`. An instant without offset is nobody's. */
export const asDateTime = (text: string): string =>
  text
    .replace(/^(\d{4}-\d\d-\d\d) (?=\d\d:)/, "$1T")
    .replace(/(T\d\d:\d\d:\d\d(?:\.\d+)?)([+-]\d\d)(\d\d)$/i, "$1$2:$3");

/** An enum's value whatever its case, else what the dialect takes the word for. */
export function asOption(text: string, { options = [], schema = "" }: Field, dialect: Dialect) {
  if (options.includes(text)) return text;
  const word = text.trim().toLowerCase();
  const words = dialect.values?.[schema] ?? {};
  return (
    options.find((option) => option.toLowerCase() === word) ??
    (Object.hasOwn(words, word) ? words[word] : undefined) ??
    dialect.otherwise?.[schema] ??
    text
  );
}
