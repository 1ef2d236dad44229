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

/** Finds subscribers by a number, a name or the id of a bucket. */
export async function findSubscribers(
  { control }: Connection,
  text: string,
): Promise<FoundSubscribers> {
  const { subscribers, message } = await control.subscribers.find(text, shownSubscribers);
  const views = subscribers.map(({ id, name, msisdn, account, buckets }) => {
    const views = buckets.map(readBucket);
    return { id, name: name ?? views[0]?.name ?? id, msisdn, account, buckets: views };
  });
  return { subscribers: views, ...(message !== undefined && { message }) };
}

const shownSubscribers = 50;
