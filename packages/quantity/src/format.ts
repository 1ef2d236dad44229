import { isCurrency, minorUnitDigits } from "./currencies.ts";
import { parseExact, powerOfTen } from "./exact.ts";
import { round } from "./rounding.ts";
import { toUnits } from "./to-units.ts";
import { findUnit, type Unit, unitFamily } from "./units.ts";

/** Options for the text of a quantity. */
export interface FormatOptions {
  /** A BCP 47 tag. Default `en`, so that no machine's settings change a text. */
  readonly locale?: string | undefined;
  /** The factor between KB, MB, GB and TB. Default 1024. */
  readonly dataBase?: 1024 | 1000 | undefined;
}

/** Names of units in Intl, which has none for kibibytes, messages and points. */
const intlUnits: Readonly<Record<string, string>> = {
  B: "byte",
  KB: "kilobyte",
  MB: "megabyte",
  GB: "gigabyte",
  TB: "terabyte",
  s: "second",
  min: "minute",
  h: "hour",
  day: "day",
};

/** Formatters by options. Creating one takes twenty times as long as using it. */
const formatters = /*@__PURE__*/ new Map<string, Intl.NumberFormat>();
const maxFormatters = 256;

function getFormatter(locale: string, style: "currency" | "unit" | "decimal", name?: string) {
  const key = `${locale} ${name}`;
  const cachedFormatter = formatters.get(key);
  if (cachedFormatter) return cachedFormatter;
  if (formatters.size >= maxFormatters) formatters.clear();
  const formatter = new Intl.NumberFormat(locale, {
    style,
    [style]: name,
    minimumFractionDigits: minorUnitDigits(name ?? "") ?? 0,
    maximumFractionDigits: 6,
  });
  formatters.set(key, formatter);
  return formatter;
}

/**
 * Data in the largest unit with a value of at least 1: 1536 MB is shown as 1.5 GB. Decimals after
 * the second are cut, not rounded, so that a text never shows more than the balance.
 */
function inReadableUnit(amount: number, unit: Unit): { amount: number; units: string } {
  const unscaled = { amount, units: unit.symbol };
  const steps = parseExact(amount, unit.stepsPerUnit);
  if (unit.dimension !== "data" || typeof steps === "string") return unscaled;
  const bytes = Math.abs(amount) * unit.stepsPerUnit;
  const bestUnit = unitFamily(unit).find(({ stepsPerUnit }) => bytes >= stepsPerUnit) ?? unit;
  const cutAmount = round({ ...steps, unit: bestUnit }, { mode: "down", digits: 2 });
  return toUnits(cutAmount, bestUnit) ?? unscaled;
}

/**
 * Cuts decimals after the sixth, because a rounded text could show more than the balance. Digits
 * after the 15th are noise of binary numbers.
 */
function cutDecimals(amount: number): number {
  if (Math.abs(amount) < 1e-6) return 0;
  // Most amounts have few decimals.
  if (Number(amount.toFixed(6)) === amount) return amount;
  const exact = parseExact(Number(amount.toPrecision(15)), 1);
  if (typeof exact === "string" || exact.exponent >= -6) return amount;
  const { coefficient, exponent } = exact;
  return Number(`${BigInt(coefficient) / powerOfTen(-exponent - 6)}e-6`);
}

/**
 * A quantity as people read it: `1.5 GB`, `12,50 €`, `3 SMS`.
 *
 * Money has the minor digits of ISO 4217, and up to six if the amount has them. Data is shown in
 * the unit that suits its size, cut to two decimals. Everything else has its own unit and is cut
 * to six decimals, so a text never shows more than the amount. Intl has no
 * binary units and no counts: these keep their symbol or English name behind the localised number.
 * An unknown unit is kept unchanged; without a finite amount the text is empty.
 *
 * @throws RangeError from Intl when `locale` is not a language tag.
 * @example
 * ```ts
 * import { formatQuantity } from "@tmf654/quantity";
 *
 * formatQuantity({ amount: 1536, units: "MB" }, { locale: "fr" }); // "1,5 Go"
 * ```
 */
export function formatQuantity(
  quantity:
    | {
        readonly amount?: number | null | undefined;
        readonly units?: string | null | undefined;
      }
    | null
    | undefined,
  options: FormatOptions = {},
): string {
  const { locale = "en" } = options;
  if (!quantity || !Number.isFinite(quantity.amount)) return "";
  const amount = cutDecimals(quantity.amount as number);
  const units = quantity.units ?? "";
  const unit = findUnit(units, options);
  if (!unit) return `${getFormatter(locale, "decimal").format(amount)} ${units}`.trim();
  if (isCurrency(unit.symbol)) return getFormatter(locale, "currency", unit.symbol).format(amount);
  const readableAmount = inReadableUnit(amount, unit);
  const name = intlUnits[readableAmount.units];
  if (name) return getFormatter(locale, "unit", name).format(readableAmount.amount);
  const pluralEnding = /^[a-z]+$/.test(readableAmount.units) && amount !== 1 ? "s" : "";
  return `${getFormatter(locale, "decimal").format(readableAmount.amount)} ${readableAmount.units}${pluralEnding}`;
}
