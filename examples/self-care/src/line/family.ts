import { useQuery } from "@tanstack/react-query";
import type { BalanceActionHistory, Bucket } from "@tmf654/client";
import { add, fromQuantity, toQuantity } from "@tmf654/quantity";
import type { Quantity } from "../operator.ts";
import { useServices } from "../services.ts";

/** A number that uses a shared bucket, with the amount that it used. */
export interface Member {
  readonly number: string;
  readonly name: string | undefined;
  readonly used: Quantity;
}

/** Reads who used a shared bucket, and how much, since its start. */
export function useMembers(bucket: Bucket) {
  const { queries } = useServices();
  const usage = useQuery(
    queries.balanceActionHistory.list({
      "bucket.id": bucket.id,
      "@type": "ReserveBalance",
      status: "completed",
      "requestedDate.gte": bucket.validFor?.startDateTime,
      fields: ["amount", "logicalResource"],
      limit: 500,
    }),
  );
  const account = useQuery(
    queries.bucket.list({
      "partyAccount.id": bucket.partyAccount?.id ?? "",
      fields: ["logicalResource", "relatedParty", "isShared"],
    }),
  );
  const { error } = usage.error ? usage : account;
  if (!usage.data || !account.data) return { error, members: undefined };
  return { error, members: membersOf(bucket, usage.data.items, account.data.items) };
}

type Use = Pick<BalanceActionHistory, "amount" | "logicalResource">;
type Owned = Pick<Bucket, "logicalResource" | "relatedParty" | "isShared">;

/** Sums the uses of each number of a bucket. Names come from the own buckets of the members. */
export function membersOf(
  { logicalResource = [], remainingValue }: Bucket,
  uses: readonly Use[],
  owned: readonly Owned[],
): readonly Member[] {
  const units = remainingValue?.units ?? "";
  return logicalResource.map(({ id: number = "" }) => {
    const own = uses.filter((use) => use.logicalResource?.[0]?.id === number);
    const party = owned.find((one) => !one.isShared && one.logicalResource?.[0]?.id === number);
    const amounts = own.flatMap(({ amount }) => (amount ? [amount] : []));
    return { number, name: party?.relatedParty?.[0]?.name, used: sumOf(amounts, units) };
  });
}

/** Returns the exact sum of amounts of one dimension. */
export function sumOf(amounts: readonly Partial<Quantity>[], units: string): Quantity {
  const zero = fromQuantity({ amount: 0, units });
  return toQuantity(amounts.reduce((sum, amount) => add(sum, fromQuantity(amount)), zero));
}
