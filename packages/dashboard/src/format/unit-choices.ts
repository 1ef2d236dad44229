import { findUnit } from "@tmf654/quantity";

/** Returns the units in which a person may write an amount of a bucket, its own unit first. */
export function inputUnits(units: string): readonly string[] {
  const dimension = findUnit(units)?.dimension;
  const dimensionUnits =
    dimension === "data" ? ["MB", "GB"] : dimension === "time" ? ["min", "s"] : [];
  return [units, ...dimensionUnits.filter((each) => each !== units)];
}
