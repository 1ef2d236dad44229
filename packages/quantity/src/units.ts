import { currencyCodes } from "./currencies.ts";

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

export type UnitOptions = {
  /** What KB, MB, GB and TB step by; KiB to TiB are 1024 in either case. Default 1024. */
  readonly dataBase?: 1024 | 1000;
};

const microStepsPerUnit = 1e6;

/** Canonical symbol first; then what operators send for it. Case never matters. */
const timeNames: readonly (readonly [number, string])[] = [
  [3600, "h hr hrs hour hours"],
  [60, "min mins minute minutes"],
  [1, "s sec secs second seconds"],
];

const countNames = [
  "unit units count counts",
  "SMS smses",
  "MMS mmses",
  "message messages msg msgs",
  "event events",
];

const byteNames = "B byte bytes octet octets";

/** TB to KB: letter, decimal prefix, binary prefix. */
const dataPrefixes = ["T tera tebi", "G giga gibi", "M mega mebi", "K kilo kibi"];

type Entry = readonly [unit: Unit, names: readonly string[]];

function entry(dimension: Dimension, stepsPerUnit: number, names: string): Entry {
  const all = names.split(" ");
  return [{ symbol: all[0] ?? names, dimension, stepsPerUnit }, all];
}

function dataEntries(base: number): Entry[] {
  const entries = dataPrefixes.flatMap((prefix, index) => {
    const [letter, decimal, binary] = prefix.split(" ");
    const power = dataPrefixes.length - index;
    const long = `${letter}B ${letter}byte ${letter}bytes ${decimal}byte ${decimal}bytes`;
    const longBinary = `${letter}iB ${binary}byte ${binary}bytes`;
    const pair = [entry("data", base ** power, long), entry("data", 1024 ** power, longBinary)];
    return base < 1024 ? pair.reverse() : pair;
  });
  return [...entries, entry("data", 1, byteNames)];
}

type Table = {
  readonly byName: ReadonlyMap<string, Unit>;
  readonly byDimension: ReadonlyMap<Dimension, readonly Unit[]>;
};

function buildTable(base: number): Table {
  const byName = new Map<string, Unit>();
  const byDimension = new Map<Dimension, Unit[]>();
  const entries = [
    ...dataEntries(base),
    ...timeNames.map(([steps, names]) => entry("time", steps, names)),
    ...countNames.map((names) => entry("count", microStepsPerUnit, names)),
    ...[...currencyCodes()].map((code) => entry(`money:${code}`, microStepsPerUnit, code)),
  ];
  for (const [unit, names] of entries) {
    for (const name of names) byName.set(name, unit).set(name.toLowerCase(), unit);
    const units = byDimension.get(unit.dimension);
    if (units) units.push(unit);
    else byDimension.set(unit.dimension, [unit]);
  }
  return { byName, byDimension };
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
  return byName.get(units) ?? byName.get(units.trim().toLowerCase());
}

/** The units of a dimension, largest first; of two equal ones (TB and TiB at 1024) the decimal name first. */
export function unitsOf(dimension: Dimension, options?: UnitOptions): readonly Unit[] {
  return tableFor(options).byDimension.get(dimension) ?? [];
}

/** The base a unit's own steps were counted in, or undefined when they do not tell (B, KiB, h). */
export function dataBaseOf({ symbol, dimension, stepsPerUnit }: Unit): 1024 | 1000 | undefined {
  if (dimension !== "data" || !/^[^B]B$/.test(symbol)) return undefined;
  return stepsPerUnit % 1000 === 0 ? 1000 : 1024;
}
