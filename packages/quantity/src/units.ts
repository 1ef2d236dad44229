import { currencies } from "./currencies.ts";
import { lazy } from "./lazy.ts";

/** What can be added to what. Money is one dimension per currency. */
export type Dimension = `money:${string}` | "data" | "time" | "count";

/** One way to write an amount of a dimension. */
export interface Unit<D extends Dimension = Dimension> {
  /** The canonical text, as written into `Quantity.units` or `Money.unit`. */
  readonly symbol: string;
  readonly dimension: D;
  /** Whole smallest steps in one unit: byte 1, second 1, 1e6 for money and counts. */
  readonly stepsPerUnit: number;
}

/** How texts are taken for units. */
export interface UnitOptions {
  /** What KB, MB, GB and TB step by; KiB to TiB are 1024 in either case. Default 1024. */
  readonly dataBase?: 1024 | 1000;
}

interface UnitTable {
  readonly byName: ReadonlyMap<string, Unit>;
  readonly units: readonly Unit[];
}

function buildTable(base: number): UnitTable {
  const byName = new Map<string, Unit>();
  const add = (dimension: Dimension, rows: string, factor = 1, first = 1): void => {
    rows.split(",").forEach((row, index) => {
      const names = row.split(" ");
      const unit: Unit = {
        symbol: names[0] ?? "",
        dimension,
        stepsPerUnit: first * factor ** index,
      };
      for (const name of names) byName.set(name, unit).set(name.toLowerCase(), unit);
    });
  };
  // The canonical symbol, then what operators send for it. Case and a plural's s never matter.
  add("data", "B,KB kilobyte,MB megabyte,GB gigabyte,TB terabyte", base);
  add("data", "B byte octet,KiB kibibyte,MiB mebibyte,GiB gibibyte,TiB tebibyte", 1024);
  add("time", "s sec second,min minute,h hr hour", 60);
  add("count", "unit count,SMS,MMS,message msg,event", 1, 1e6);
  for (const code of currencies().keys()) add(`money:${code}`, code, 1, 1e6);
  // Of two equals, the earlier: TB before TiB.
  const units = [...new Set(byName.values())];
  return { byName, units: units.sort((a, b) => b.stepsPerUnit - a.stepsPerUnit) };
}

const table1024 = /*@__PURE__*/ lazy(() => buildTable(1024));
const table1000 = /*@__PURE__*/ lazy(() => buildTable(1000));

const tableFor = (options?: UnitOptions): UnitTable =>
  options?.dataBase === 1000 ? table1000() : table1024();

/**
 * The canonical unit of a `units` text, or undefined when it names none.
 *
 * Case never matters and operators' words are known (`mins`, `octets`, `Sms`, `eur`). So `Gb` is
 * gigabyte: no prepaid balance is kept in bits. `cents` is no unit, as it does not say of what.
 * Equal texts give the same object.
 */
export function findUnit(units: string, options?: UnitOptions): Unit | undefined {
  const { byName } = tableFor(options);
  const name = byName.get(units);
  if (name) return name;
  const lower = units.trim().toLowerCase();
  return byName.get(lower) ?? byName.get(lower.replace(/(..)s$/, "$1"));
}

/** The units of a dimension, largest first; of two equals (TB and TiB at 1024) the decimal name. */
export function unitsOf(dimension: Dimension, options?: UnitOptions): readonly Unit[] {
  return tableFor(options).units.filter((unit) => unit.dimension === dimension);
}

const isBinary = (symbol: string): boolean => symbol.includes("iB");

/** What KB to TB step by where this unit comes from; 1024 when it does not tell (B, KiB, h). */
export function dataBaseOf({ symbol, stepsPerUnit }: Unit): 1024 | 1000 {
  return symbol.endsWith("B") && stepsPerUnit % 1000 === 0 ? 1000 : 1024;
}

/** The units that are told beside `own`, largest first: a GB also in MB, but never in MiB. */
export function unitFamily(own: Unit): readonly Unit[] {
  return unitsOf(own.dimension, { dataBase: dataBaseOf(own) }).filter(
    ({ symbol }) => symbol === "B" || isBinary(symbol) === isBinary(own.symbol),
  );
}
