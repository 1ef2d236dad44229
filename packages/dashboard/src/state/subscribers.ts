import type { Resource } from "@tmf654/mock/control";
import { type BucketView, readBucket } from "../format/bucket.ts";
import type { Connection } from "./connection.ts";

/** A subscriber with the buckets that the page shows. */
export interface SubscriberView {
  /** The number; without one the id of the account, otherwise of the bucket. */
  readonly id: string;
  readonly name: string;
  readonly msisdn: string | undefined;
  readonly account: string | undefined;
  readonly buckets: readonly BucketView[];
}

/** The result of a search. */
export interface FoundSubscribers {
  readonly subscribers: readonly SubscriberView[];
  /** A sentence about what is missing in the list. */
  readonly message?: string;
}

const shownBuckets = 200;

/** Finds subscribers by a number, a name or the id of a bucket. */
export async function findSubscribers(
  { api }: Connection,
  text: string,
): Promise<FoundSubscribers> {
  const found = (await api.get(`/bucket?limit=${shownBuckets}`)) as readonly Resource[];
  const wanted = text.trim().toLowerCase();
  const all = groupByOwner(found.map(readBucket));
  return {
    subscribers: all.filter(({ id, name, buckets }) =>
      [id, name, ...buckets.map((bucket) => bucket.id)].some((each) =>
        each.toLowerCase().includes(wanted),
      ),
    ),
  };
}

function groupByOwner(buckets: readonly BucketView[]): readonly SubscriberView[] {
  const groups = new Map<string, SubscriberView>();
  for (const bucket of buckets) {
    const msisdn = bucket.numbers[0];
    const id = msisdn ?? bucket.account ?? bucket.id;
    const known = groups.get(id);
    const name = known?.name ?? bucket.owner ?? bucket.name;
    const all = [...(known?.buckets ?? []), bucket];
    groups.set(id, { id, name, msisdn, account: bucket.account, buckets: all });
  }
  return [...groups.values()];
}
