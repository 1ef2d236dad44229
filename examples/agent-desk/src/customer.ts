/** The customer of a number and the bucket of an order, from the buckets of the server. Pure. */
import type { Bucket } from "@tmf654/client";
import type { Quantity } from "@tmf654/contract";
import { formatQuantity, fromQuantity } from "@tmf654/quantity";

/** The error of an order that does not fit the customer. The command exits with 1. */
export class OrderError extends Error {
  override name = "OrderError";
}

/** Returns the name of the customer of a bucket. */
export const ownerOf = ({ partyAccount }: Bucket): string => partyAccount?.name ?? "unknown name";

/** Returns the lines of a customer: the name, and each bucket with its balance. */
export function customerLines(number: string, buckets: readonly Bucket[]): readonly string[] {
  const [first] = buckets;
  if (!first) throw new OrderError(`${number}: no customer has this number; check its digits`);
  const rows = buckets.map((bucket) => [
    bucket.id,
    bucket.name ?? "",
    formatQuantity(bucket.remainingValue),
    heldIn(bucket),
    [bucket.status, bucket.isShared && "shared"].filter(Boolean).join(", "),
    endOf(bucket),
  ]);
  return [`${ownerOf(first)}, ${number}`, ...columns(rows)];
}

/**
 * Returns the bucket of an order. It never guesses: if several buckets have the unit, the agent
 * names one.
 */
export function chooseBucket(
  buckets: readonly Bucket[],
  amount: Quantity,
  wanted: string | undefined,
): Bucket {
  const named = wanted === undefined ? buckets : buckets.filter(({ id }) => id === wanted);
  const fitting = named.filter((bucket) => fits(bucket, amount));
  const [bucket, other] = fitting;
  if (bucket && !other) return bucket;
  const shown = formatQuantity(amount);
  if (other) {
    const ids = fitting.map(({ id }) => id).join(", ");
    throw new OrderError(`${shown} fits several buckets: name one with --bucket (${ids})`);
  }
  const issue =
    wanted === undefined
      ? "no bucket of this number has this unit"
      : `the bucket ${wanted} does not have this unit, or is of another number`;
  throw new OrderError(`${shown}: ${issue}; list the buckets with find`);
}

/** Whether an amount has the dimension of the bucket: euros, data, time or messages. */
function fits({ remainingValue }: Bucket, amount: Quantity): boolean {
  if (!remainingValue?.units) return false;
  const { dimension } = fromQuantity({ amount: 0, units: remainingValue.units }).unit;
  return fromQuantity(amount).unit.dimension === dimension;
}

function heldIn({ reservedValue }: Bucket): string {
  return reservedValue?.amount ? `${formatQuantity(reservedValue)} reserved` : "";
}

function endOf({ validFor }: Bucket): string {
  return validFor?.endDateTime ? `until ${validFor.endDateTime.slice(0, 10)}` : "no end";
}

/** Pads the cells of each column, and removes columns that are empty in all rows. */
function columns(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, at) =>
    Math.max(...rows.map((row) => row[at]?.length ?? 0)),
  );
  return rows.map((row) =>
    row
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .filter((_, at) => widths[at] !== 0)
      .join("  ")
      .trimEnd(),
  );
}
