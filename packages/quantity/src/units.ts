import { currencies } from "./currencies.ts";
import { lazy } from "./lazy.ts";

/** A group of units whose amounts can be added. Money is one dimension per currency. */
export type Dimension = `money:${string}` | "data" | "time" | "count" | "points" | "days";

/** One way to write an amount of a dimension. */
export interface Unit<D extends Dimension = Dimension> {
  /** The canonical text, as written into `Quantity.units` or `Money.unit`. */
  readonly symbol: string;
  readonly dimension: D;
  /**
   * The number of smallest steps in one unit. A step is a byte, a second, or a millionth of any
   * other unit.
   */
  readonly stepsPerUnit: number;
}

/** Options for reading texts of units. */
export interface UnitOptions {
  /** The factor between KB, MB, GB and TB; between KiB and TiB it is always 1024. Default 1024. */
  readonly dataBase?: 1024 | 1000 | undefined;
}

interface UnitTable {
  readonly byName: ReadonlyMap<string, Unit>;
  readonly units: readonly Unit[];
}

function buildTable(base: number): UnitTable {
  const byName = new Map<string, Unit>();
  const addUnits = (dimension: Dimension, rows: string, factor = 1, first = 1): void => {
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
  // The canonical symbol, then other spellings that operators send. Case and a final s are ignored.
  addUnits(
    "data",
    "B,KB kilobyte kbyte Ko,MB megabyte mbyte Mo,GB gigabyte gbyte Go,TB terabyte tbyte To",
    base,
  );
  addUnits("data", "B byte octet,KiB kibibyte,MiB mebibyte,GiB gibibyte,TiB tebibyte", 1024);
  addUnits("time", "s sec second,min minute,h hr hour", 60);
  addUnits("count", "unit count,SMS text,MMS,message msg,event", 1, 1e6);
  addUnits("points", "point pt", 1, 1e6);
  // A day is a unit of its own and not 24 hours, because a pass loses one day for each day of use.
  addUnits("days", "day", 1, 1e6);
  for (const code of currencies().keys()) addUnits(`money:${code}`, code, 1, 1e6);
  // The sort is stable: TB stays before TiB of the same size.
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
 * Upper and lower case are equal, and operators' words are known (`mins`, `octets`, `Sms`, `eur`).
 * So `Gb` is gigabyte: no prepaid balance is kept in bits. `cents` is not a unit: it names no
 * currency. Equal texts give the same object.
 */
export function findUnit(units: string, options?: UnitOptions): Unit | undefined {
  const { byName } = tableFor(options);
  const name = byName.get(units);
  if (name) return name;
  const lowerName = units.trim().toLowerCase();
  return byName.get(lowerName) ?? byName.get(lowerName.replace(/(..)s$/, "$1"));
}

/** The units of a dimension, largest first. TB comes before TiB if both have the same size. */
export function unitsOf(dimension: Dimension, options?: UnitOptions): readonly Unit[] {
  return tableFor(options).units.filter((unit) => unit.dimension === dimension);
}

const isBinary = (symbol: string): boolean => symbol.includes("iB");

/** The factor between KB and TB that this unit was made with; 1024 for units without one (B, KiB, h). */
export function dataBaseOf({ symbol, stepsPerUnit }: Unit): 1024 | 1000 {
  return symbol.endsWith("B") && stepsPerUnit % 1000 === 0 ? 1000 : 1024;
}

/** The units that can replace `own`, largest first: MB for GB, but never MiB. */
export function unitFamily(own: Unit): readonly Unit[] {
  return unitsOf(own.dimension, { dataBase: dataBaseOf(own) }).filter(
    ({ symbol }) => symbol === "B" || isBinary(symbol) === isBinary(own.symbol),
  );
}
