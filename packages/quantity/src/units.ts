import { currencies } from "./currencies.ts";

/** What can be added to what. Money is one dimension per currency. */
export type Dimension = `money:${string}` | "data" | "time" | "count";

/** One way to write an amount of a dimension. */
export type Unit<D extends Dimension = Dimension> = {
  /** The canonical text, as written into `Quantity.units` or `Money.unit`. */
  readonly symbol: string;
  readonly dimension: D;
  /** Whole smallest steps in one unit: byte 1, second 1, 1e6 for money and counts. */
  readonly stepsPerUnit: number;
};

/** How texts are taken for units. */
export type UnitOptions = {
  /** What KB, MB, GB and TB step by; KiB to TiB are 1024 in either case. Default 1024. */
  readonly dataBase?: 1024 | 1000;
};

type Row = readonly [dimension: Dimension, stepsPerUnit: number, names: string];

/** The canonical symbol, then what operators send for it. Case and a plural's s never matter. */
const fixedRows: readonly Row[] = [
  ["data", 1, "B byte octet"],
  ["time", 3600, "h hr hour"],
  ["time", 60, "min minute"],
  ["time", 1, "s sec second"],
  ["count", 1e6, "unit count"],
  ["count", 1e6, "SMS"],
  ["count", 1e6, "MMS"],
  ["count", 1e6, "message msg"],
  ["count", 1e6, "event"],
];

const dataPrefixes = ["Kilo kibi", "Mega mebi", "Giga gibi", "Tera tebi"];

const dataRows = (base: number): Row[] =>
  dataPrefixes.flatMap((names, index): Row[] => {
    const [decimal = "", binary] = names.split(" ");
    const letter = decimal.charAt(0);
    return [
      ["data", 1024 ** (index + 1), `${letter}iB ${binary}byte`],
      ["data", base ** (index + 1), `${letter}B ${decimal}byte`],
    ];
  });

type Table = { readonly byName: ReadonlyMap<string, Unit>; readonly units: readonly Unit[] };

function buildTable(base: number): Table {
  const byName = new Map<string, Unit>();
  const money = [...currencies.keys()].map((code): Row => [`money:${code}`, 1e6, code]);
  const units = [...fixedRows, ...dataRows(base), ...money].map(
    ([dimension, stepsPerUnit, names]) => {
      const all = names.split(" ");
      const unit: Unit = { symbol: all[0] ?? "", dimension, stepsPerUnit };
      for (const name of all) byName.set(name, unit).set(name.toLowerCase(), unit);
      return unit;
    },
  );
  // Of two equals, the later: TB before TiB.
  return { byName, units: units.reverse().sort((a, b) => b.stepsPerUnit - a.stepsPerUnit) };
}

const table1024 = /*@__PURE__*/ buildTable(1024);
const table1000 = /*@__PURE__*/ buildTable(1000);

const tableFor = (options?: UnitOptions): Table =>
  options?.dataBase === 1000 ? table1000 : table1024;

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
export function familyOf(own: Unit): readonly Unit[] {
  return unitsOf(own.dimension, { dataBase: dataBaseOf(own) }).filter(
    ({ symbol }) => symbol === "B" || isBinary(symbol) === isBinary(own.symbol),
  );
}
