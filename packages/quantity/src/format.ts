import { minorUnitDigits } from "./currencies.ts";
import { findUnit, type Unit, unitsOf } from "./units.ts";

export type FormatOptions = {
  /** A BCP 47 tag. Default `en`, so that no machine's settings change a text. */
  readonly locale?: string;
  /** What KB to TB step by. Default 1024. */
  readonly dataBase?: 1024 | 1000;
};

/** What Intl calls our units; kibibytes and messages it does not know. */
const intlUnits: Readonly<Record<string, string>> = {
  B: "byte",
  KB: "kilobyte",
  MB: "megabyte",
  GB: "gigabyte",
  TB: "terabyte",
  s: "second",
  min: "minute",
  h: "hour",
};

/** A formatter costs twenty times a formatting, so they are kept. */
const formatters = /*@__PURE__*/ new Map<string, Intl.NumberFormat>();
const maxFormatters = 256;

function formatter(locale: string, symbol: string, options: Intl.NumberFormatOptions) {
  const key = `${locale} ${symbol}`;
  const known = formatters.get(key);
  if (known) return known;
  if (formatters.size >= maxFormatters) formatters.clear();
  const made = new Intl.NumberFormat(locale, options);
  formatters.set(key, made);
  return made;
}

/** The largest unit of the family in which the amount is at least one: 1536 MB is told as 1.5 GB. */
function readable(amount: number, unit: Unit, dataBase: 1024 | 1000): [number, Unit] {
  const binary = unit.symbol.includes("i");
  const bytes = amount * unit.stepsPerUnit;
  const family = unitsOf("data", { dataBase }).filter(
    ({ symbol }) => symbol === "B" || symbol.includes("i") === binary,
  );
  const best = family.find(({ stepsPerUnit }) => Math.abs(bytes) >= stepsPerUnit) ?? unit;
  // Cut, not rounded: a balance never reads as more than it is.
  return [Math.trunc((bytes / best.stepsPerUnit) * 100) / 100, best];
}

const plural = (amount: number, symbol: string): string =>
  amount === 1 || symbol !== symbol.toLowerCase() ? symbol : `${symbol}s`;

/**
 * A quantity as people read it: `1.5 GB`, `12,50 €`, `3 SMS`.
 *
 * Money has the minor digits of ISO 4217, and up to six where the amount has them. Data is told in
 * the unit that suits its size, cut to two decimals; all else in its own unit. Binary units and
 * counts, which Intl does not know, keep their symbol or English name behind the localised number.
 * An unknown unit is repeated as it came; without an amount the text is empty.
 *
 * @throws RangeError from Intl when `locale` is no language tag.
 */
export function formatQuantity(
  quantity: { amount?: number; units?: string },
  options: FormatOptions = {},
): string {
  const { locale = "en", dataBase = 1024 } = options;
  const { amount, units = "" } = quantity;
  if (amount === undefined) return "";
  const unit = findUnit(units, { dataBase });
  if (unit?.dimension.startsWith("money:")) return formatMoney(amount, unit.symbol, locale);
  const [value, best] =
    unit?.dimension === "data" ? readable(amount, unit, dataBase) : [amount, unit];
  const intlUnit = best && intlUnits[best.symbol];
  if (intlUnit) {
    const style = { style: "unit", unit: intlUnit, maximumFractionDigits: 6 } as const;
    return formatter(locale, intlUnit, style).format(value);
  }
  const number = formatter(locale, "", { maximumFractionDigits: 6 }).format(value);
  const text = best
    ? best.dimension === "count"
      ? plural(value, best.symbol)
      : best.symbol
    : units;
  return text ? `${number} ${text}` : number;
}

function formatMoney(amount: number, currency: string, locale: string): string {
  const minimumFractionDigits = minorUnitDigits(currency) ?? 0;
  const style = { style: "currency", currency, minimumFractionDigits } as const;
  return formatter(locale, currency, { ...style, maximumFractionDigits: 6 }).format(amount);
}
