import {
  type Amount,
  compare,
  findUnit,
  isQuantityError,
  minorUnitDigits,
  quantity,
  subtract,
  toQuantity,
  type Unit,
  unitsOf,
} from "@tmf654/quantity";
import { throwUnknownName } from "../schema/options.ts";
import { suggestionText } from "../schema/suggest.ts";
import { journalLines } from "./journal-lines.ts";
import { checkMock, type MatcherMock, type MatcherResult } from "./result.ts";

interface ShownQuantity {
  readonly amount: number;
  readonly units: string;
}

/**
 * Checks the remaining value of a bucket. The comparison is exact and converts units: 1 GB is 1024
 * MB.
 * @throws MockOptionsError for an unknown bucket, TypeError for an invalid amount.
 */
export function toHaveBalance(mock: MatcherMock, bucketId: string, text: string): MatcherResult {
  checkMock(mock, "toHaveBalance");
  const bucket = mock.get("bucket", bucketId);
  const buckets = mock.list("bucket");
  if (bucket === undefined) {
    throwUnknownName(
      "bucket",
      bucketId,
      buckets.map(({ id }) => id),
    );
  }
  const dataBase = mock.profile().ledger?.dataBase === 1000 ? 1000 : 1024;
  const shownQuantity = bucket.remainingValue as ShownQuantity | undefined;
  const usedUnits = buckets.flatMap(({ remainingValue }) => {
    return (remainingValue as ShownQuantity | undefined)?.units ?? [];
  });
  const expectedAmount = readAmount(text, dataBase, usedUnits);
  const actualAmount =
    shownQuantity && quantity(shownQuantity.amount, shownQuantity.units, { dataBase });
  const isSameKind = actualAmount?.unit.dimension === expectedAmount.unit.dimension;
  const pass = isSameKind && compare(actualAmount as Amount, expectedAmount) === 0;
  const message = (): string => {
    const stateText = shownQuantity ? `it has ${amountText(shownQuantity)}` : "it shows no balance";
    const negation = pass ? "not " : "";
    const gap =
      actualAmount && isSameKind && !pass ? `, ${gapText(actualAmount, expectedAmount)}` : "";
    const firstLine = `expected bucket ${bucketId} ${negation}to have ${text}, but ${stateText}${gap}`;
    return `${firstLine}\n\n${journalLines(mock.journal())}`;
  };
  return { pass, message };
}

/** Every dimension except money. */
const dimensions = ["data", "time", "count", "points", "days"] as const;

function readAmount(text: string, dataBase: 1024 | 1000, usedUnits: readonly string[]): Amount {
  const [, digits, units = ""] = /^\s*(-?\d+(?:\.\d+)?)\s*(\S+)\s*$/.exec(text) ?? [];
  if (digits === undefined) {
    throw new TypeError(
      `${JSON.stringify(text)} is not an amount: write a number and a unit, such as "35.50 EUR"`,
    );
  }
  const unit: Unit | undefined = findUnit(units, { dataBase });
  if (unit === undefined) {
    const allSymbols = dimensions.flatMap((each) => unitsOf(each).map(({ symbol }) => symbol));
    const unitNames = new Set([...usedUnits, ...allSymbols]);
    throw new TypeError(
      `${JSON.stringify(text)}: no unit is called ${units}${suggestionText(units, [...unitNames])}`,
    );
  }
  try {
    return quantity(Number(digits), units, { dataBase });
  } catch (error) {
    if (!isQuantityError(error)) throw error;
    throw new TypeError(
      `${JSON.stringify(text)} has more digits than an amount can have: write fewer`,
    );
  }
}

/** The difference of the first amount from the second: `10.00 EUR less`. */
function gapText(actual: Amount, expected: Amount): string {
  const isLess = compare(actual, expected) < 0;
  const gap = isLess ? subtract(expected, actual) : subtract(actual, expected);
  return `${amountText(toQuantity(gap))} ${isLess ? "less" : "more"}`;
}

/** An amount with the digits of its currency. */
function amountText({ amount, units }: ShownQuantity): string {
  const [whole = "", decimals = ""] = String(amount).split(".");
  const shownDecimals = decimals.padEnd(minorUnitDigits(units) ?? 0, "0");
  return `${shownDecimals === "" ? whole : `${whole}.${shownDecimals}`} ${units}`;
}
