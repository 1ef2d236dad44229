/** The receipt of an order, as lines of text. Pure. */
import type { Bucket } from "@tmf654/client";
import type { Quantity } from "@tmf654/contract";
import { formatQuantity, fromQuantity, scale, toQuantity } from "@tmf654/quantity";
import { ownerOf } from "./customer.ts";
import type { Ending, Movement } from "./order.ts";
import type { Settled } from "./settle.ts";

const TITLES = {
  credit: "Goodwill credit",
  debit: "Debit correction",
  reserve: "Reservation",
  consume: "Consumed reservation",
  release: "Released reservation",
} as const;

/** Returns an order in one line, for the question before it. */
export function summaryOf(
  { verb, reason, ticket }: Movement | Ending,
  bucket: Bucket,
  amount: Quantity | undefined,
): string {
  const what = `${TITLES[verb]} of ${formatQuantity(amount)}`;
  return `${what}, ${ownerOf(bucket)}, bucket ${bucket.id}, case ${ticket}: ${reason}`;
}

/** Everything that a receipt shows. */
export interface Receipt {
  readonly order: Movement | Ending;
  readonly amount: Quantity | undefined;
  readonly before: Bucket;
  readonly after: Bucket;
  readonly settled: Settled;
  /** When the reservation expires, for an order that ends a reservation. */
  readonly expires?: string | undefined;
}

/** Returns the lines of a receipt. */
export function receiptLines(receipt: Receipt): readonly string[] {
  const { order, amount, before, after } = receipt;
  const { verb, ticket, reason } = order;
  const { record, proof } = receipt.settled;
  const rows: readonly (readonly [name: string, value: string | undefined])[] = [
    ["customer", [ownerOf(after), after.logicalResource?.[0]?.id].filter(Boolean).join(", ")],
    ["bucket", [after.id, after.name].filter(Boolean).join(", ")],
    ["amount", formatQuantity(verb === "debit" ? negative(amount) : amount)],
    ["balance", movement(before.remainingValue, after.remainingValue)],
    ["reserved", heldMovement(before, after)],
    ["case", `${ticket}: ${reason}`],
    ["record", `${record.id}, ${record.status}`],
    ["proof", proof],
    ["note", noteOf(receipt)],
  ];
  const lines = rows.flatMap(([name, value]) => (value ? `  ${name.padEnd(10)}${value}` : []));
  return [TITLES[verb], ...lines];
}

function negative(amount: Quantity | undefined): Quantity | undefined {
  return amount && toQuantity(scale(fromQuantity(amount), -1));
}

function movement(before: Quantity | undefined, after: Quantity | undefined): string {
  return `${formatQuantity(before)} -> ${formatQuantity(after)}`;
}

function heldMovement(before: Bucket, after: Bucket): string | undefined {
  const isHeld = [before, after].some(({ reservedValue }) => reservedValue?.amount);
  return isHeld ? movement(before.reservedValue, after.reservedValue) : undefined;
}

/** Returns a line about work that is not finished: a slow adjustment, or a reservation that the server cannot end. */
function noteOf({ order, before, after, settled, expires }: Receipt): string | undefined {
  const { verb } = order;
  if (verb === "reserve") return undefined;
  if (verb === "credit" || verb === "debit") {
    return settled.record.status === "created" ? "the server completes it later" : undefined;
  }
  const isStillHeld = before.reservedValue?.amount === after.reservedValue?.amount;
  return isStillHeld
    ? `this server cannot end it: reserved until ${expires ?? "its end"}`
    : undefined;
}
