import { type BucketView, readBucket } from "../format/bucket.ts";
import type { MockConnection } from "./connection.ts";

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

const maxShown = 50;

/** Finds subscribers by a number, a name, an account or the id of a bucket. */
export async function loadSubscribers(
  { control }: MockConnection,
  text: string,
): Promise<FoundSubscribers> {
  const search = text.trim() === "" ? undefined : text;
  const { subscribers, message } = await control.subscribers.find(search, maxShown);
  const shownSubscribers = subscribers.map(({ id, name, msisdn, account, buckets }) => ({
    id,
    name: name ?? msisdn ?? account ?? id,
    msisdn,
    account,
    buckets: buckets.map(readBucket),
  }));
  return { subscribers: shownSubscribers, ...(message !== undefined && { message }) };
}

/** Finds one subscriber by its whole number, account or bucket id. */
export async function findSubscriber(
  connection: MockConnection,
  id: string,
): Promise<SubscriberView | undefined> {
  const { subscribers } = await loadSubscribers(connection, id);
  return subscribers.find((each) => each.id === id);
}

/** Finds a bucket by its id. Rejects if the mock has none. */
export async function findBucket(connection: MockConnection, id: string): Promise<BucketView> {
  const { subscribers } = await loadSubscribers(connection, id);
  const foundBucket = subscribers.flatMap(({ buckets }) => buckets).find((each) => each.id === id);
  if (!foundBucket)
    throw new Error(
      `The mock has no bucket with the id ${id}. Choose one on the screen Subscribers.`,
    );
  return foundBucket;
}
