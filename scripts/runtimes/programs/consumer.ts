/** A user's source: every compiler must accept it, except the marked lines. */
import {
  type Bucket,
  createClient,
  isTmf654Error,
  type ListPage,
  type Result,
  type TopupBalance,
} from "@tmf654/client";
import { type BalanceEvent, createEventHandler } from "@tmf654/client/events";
import { tracing } from "@tmf654/client/otel";
import { createQueries } from "@tmf654/client/tanstack-query";
import { operations, type TopupBalanceCreate } from "@tmf654/contract";
import { decide, defaultPolicy, emptyState, viewOf } from "@tmf654/ledger";
import { type Amount, add, money, quantity } from "@tmf654/quantity";
import { topupBalanceCreateRequest } from "@tmf654/validation";
import { schemaNames } from "@tmf654/validation/all";
import { bucketFields } from "@tmf654/validation/fields";

/** True for two equal types, but not for `any`. */
type Same<A, B> =
  (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

const same = <_Verdict extends true>(): void => undefined;

export const client = createClient({ baseUrl: "https://ocs.example", ...tracing() });

export async function callReads(): Promise<void> {
  const page = await client.bucket.list({
    status: "active",
    "remainingValue.amount.gt": 5,
    "product.id": ["1", "2"],
    fields: ["remainingValue"],
  });
  same<Same<(typeof page.items)[number], Pick<Bucket, "id" | "href" | "remainingValue">>>();
  const whole = await client.bucket.list();
  same<Same<typeof whole, ListPage<Bucket>>>();
  for await (const bucket of client.bucket.list()) same<Same<typeof bucket, Bucket>>();
  const safe = await client.safe.topupBalance.retrieve("t1");
  same<Same<typeof safe, Result<TopupBalance>>>();
  const { queryFn } = createQueries(client).bucket.retrieve("b1");
  same<Same<typeof queryFn extends undefined ? true : false, false>>();
  // @ts-expect-error no such attribute
  client.bucket.list({ "remainingValue.amont.gt": 5 });
  // @ts-expect-error no such status
  client.bucket.list({ status: "alive" });
  // @ts-expect-error not asked for
  page.items[0]?.status;
}

export async function callWrites(body: TopupBalanceCreate): Promise<string> {
  try {
    const topup = await client.topupBalance.create(body);
    // @ts-expect-error usageType is wanted
    client.topupBalance.create({ bucket: { id: "b" }, amount: body.amount });
    return topup.id;
  } catch (error) {
    if (!isTmf654Error(error, "UnknownOutcomeError")) throw error;
    const { verdict } = await error.reconcile();
    same<Same<typeof verdict, "applied" | "notApplied" | "undecided">>();
    return verdict;
  }
}

export const handle = createEventHandler({
  on: { TopupBalanceCreateEvent: ({ event }) => console.log(event.topupBalance.id) },
});

export function narrowEvent(event: BalanceEvent): unknown {
  if (event.eventType !== "ReserveBalanceCancelEvent") return undefined;
  // @ts-expect-error another event's payload
  event.event.topupBalance;
  return event.event.reserveBalance.status;
}

const sum = add(quantity(1, "GB"), quantity(1, "MB"));
same<Same<typeof sum, Amount<"data">>>();
// @ts-expect-error money is no data
export const addsDifferentUnits = () => add(quantity(1, "GB"), money(1, "EUR"));

export function decideTopupCode(): string {
  const nextId = (kind: string) => `${kind}-1`;
  const context = { now: 1_900_000_000_000, policy: defaultPolicy, nextId };
  const body = { id: "b1", usageType: "monetary" } as const;
  return decide(viewOf(emptyState()), { type: "open", body }, context).outcome;
}

const { method } = operations.createTopupBalance;
same<Same<typeof method, "POST">>();

export const facts: readonly string[] = [
  ...topupBalanceCreateRequest.check({}).map(({ message }) => message),
  ...schemaNames,
  ...(bucketFields.status.options ?? []),
];
