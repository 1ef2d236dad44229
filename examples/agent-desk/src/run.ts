/** The execution of an order: reads, asks, writes, reads again and prints a receipt. */
import { type Bucket, isTmf654Error, type ReserveBalance, type Tmf654Client } from "@tmf654/client";
import type { Quantity } from "@tmf654/contract";
import { adjustmentOf, keyOf, reservationOf } from "./bodies.ts";
import { chooseBucket, customerLines, OrderError } from "./customer.ts";
import { type Ending, HELP, type Movement, type Order } from "./order.ts";
import { receiptLines, summaryOf } from "./receipt.ts";
import { settle } from "./settle.ts";

/** The effects of an order. */
export interface Desk {
  readonly client: Tmf654Client;
  /** Whether the server supports idempotency keys. */
  readonly keys: boolean;
  /** Asks the agent. */
  readonly confirm: (summary: string) => Promise<boolean>;
  readonly print: (line: string) => void;
  readonly now: () => Date;
}

/** Runs an order to its end. Rejects with the error that ended it. */
export async function runOrder(order: Order, desk: Desk): Promise<void> {
  switch (order.verb) {
    case "help":
      return desk.print(HELP);
    case "find": {
      const buckets = await bucketsOf(desk, order.number);
      return customerLines(order.number, buckets).forEach(desk.print);
    }
    case "consume":
    case "release":
      return end(order, desk);
    default:
      return move(order, desk);
  }
}

async function move(order: Movement, desk: Desk): Promise<void> {
  const { client } = desk;
  const { verb, ticket, number, amount } = order;
  const before = chooseBucket(await bucketsOf(desk, number), amount, order.bucket);
  await ask(order, before, amount, desk);
  const options = optionsOf(desk, keyOf(verb, ticket, before.id, amount));
  const settled = await settle(() =>
    verb === "reserve"
      ? client.reserveBalance.create(reservationOf(order, before, desk.now()), options)
      : client.adjustBalance.create(adjustmentOf(order, before), options),
  );
  const after = await client.bucket.retrieve(before.id);
  receiptLines({ order, amount, before, after, settled }).forEach(desk.print);
}

async function end(order: Ending, desk: Desk): Promise<void> {
  const { client } = desk;
  const { verb, ticket, reason } = order;
  const reservation = await findReservation(desk, order.reservation);
  const { id } = reservation;
  const amount = order.amount ?? reservation.amount;
  const before = await client.bucket.retrieve(reservation.bucket?.id ?? "");
  await ask(order, before, amount, desk);
  const options = optionsOf(desk, keyOf(verb, ticket, id, order.amount));
  const settled = await settle(() =>
    verb === "consume"
      ? client.reserveBalance.consume(id, { amount: order.amount, reason }, options)
      : client.reserveBalance.release(id, { reason }, options),
  );
  const after = await client.bucket.retrieve(before.id);
  const expires = reservation.validFor?.endDateTime;
  receiptLines({ order, amount, before, after, settled, expires }).forEach(desk.print);
}

async function ask(
  order: Movement | Ending,
  bucket: Bucket,
  amount: Quantity | undefined,
  { confirm }: Desk,
): Promise<void> {
  if (!(await confirm(summaryOf(order, bucket, amount)))) {
    throw new OrderError("not confirmed, so nothing was sent");
  }
}

/** A key on a server without keys would promise a safety that does not exist. */
const optionsOf = ({ keys }: Desk, key: string) => (keys ? { idempotencyKey: key } : {});

function bucketsOf({ client }: Desk, number: string): Promise<readonly Bucket[]> {
  return client.bucket.list({ "logicalResource.id": number }).toArray({ limit: 100 });
}

async function findReservation({ client }: Desk, id: string): Promise<ReserveBalance> {
  try {
    return await client.reserveBalance.retrieve(id);
  } catch (error) {
    if (!isTmf654Error(error, "NotFoundError")) throw error;
    throw new OrderError(`${id}: no reservation has this id; check the output of reserve`);
  }
}
