import { normalizeNumber } from "@tmf654/contract";
import type { BucketRecord } from "@tmf654/ledger";
import type { Resource } from "../ports/resource.ts";
import type { EngineCore } from "./core.ts";

/** A person or a line with its buckets. */
export interface FoundSubscriber {
  /**
   * The number of the subscriber. Without a number it is the id of the party account, and without
   * an account the id of the bucket.
   */
  readonly id: string;
  readonly name?: string;
  /** The number in digits. */
  readonly msisdn?: string;
  readonly account?: string;
  /** The buckets as the API returns them, shared ones included. */
  readonly buckets: readonly Resource[];
}

/** The result of a search for subscribers. */
export interface SubscriberSearch {
  readonly subscribers: readonly FoundSubscriber[];
  /**
   * A sentence about what is missing in the list, and how to find it; absent for a complete list.
   */
  readonly message?: string;
}

/** The buckets that one search reads at most, besides those that an index finds. */
export const maxSearchedBuckets = 100_000;

/** The maximum number of buckets of one subscriber in a result. */
const maxBucketsOfSubscriber = 100;

/** Finds subscribers by a part of a number, a name, an account or a bucket id, or all. */
export function findSubscribers(core: EngineCore, text: string, limit: number): SubscriberSearch {
  const { store } = core;
  const foundBuckets = new Map<string, BucketRecord>();
  const add = (record: BucketRecord, number?: string): void => {
    const id = number ?? ownerOf(record);
    if (!foundBuckets.has(id)) foundBuckets.set(id, record);
  };
  const foldedText = fold(text.trim());
  for (const [record, number] of indexedMatches(core, text.trim())) {
    add(record, number);
    if (foundBuckets.size > limit) break;
  }
  let readCount = 0;
  for (const record of store.buckets.records()) {
    if (foundBuckets.size > limit || readCount === maxSearchedBuckets) break;
    readCount += 1;
    if (isMatch(record, foldedText)) add(record);
  }
  const subscribers = [...foundBuckets]
    .slice(0, limit)
    .map(([id, record]) => toFoundSubscriber(id, record, core));
  const message = missingMessage(foundBuckets.size > limit, readCount, store.buckets.size);
  return { subscribers, ...(message !== undefined && { message }) };
}

function missingMessage(hasMore: boolean, readCount: number, size: number): string | undefined {
  if (hasMore) return "More subscribers match: search for a longer text.";
  if (readCount === size) return undefined;
  return (
    `The search read ${readCount} of ${size} buckets: search for a whole number, the id of an account or ` +
    "the id of a bucket."
  );
}

/** The matches by a whole bucket id, number or account id, which indexes find. */
function* indexedMatches(
  { store }: EngineCore,
  text: string,
): Generator<readonly [BucketRecord, string?]> {
  if (text === "") return;
  const bucket = store.bucket(text);
  if (bucket) yield [bucket];
  const number = normalizeNumber(text);
  for (const record of store.buckets.findByValue("logicalResource.id", number))
    yield [record, number];
  for (const record of store.bucketsOf(text)) yield [record];
}

/**
 * Returns the id of the subscriber of a bucket. The first number of a bucket is that of its owner.
 */
function ownerOf({ id, details }: BucketRecord): string {
  return numbersOf(details)[0] ?? details.partyAccount?.id ?? id;
}

function numbersOf({ logicalResource = [] }: BucketRecord["details"]): readonly string[] {
  return logicalResource.flatMap(({ id }) => (typeof id === "string" ? [id] : []));
}

function namesOf({ details }: BucketRecord): readonly string[] {
  const { partyAccount, relatedParty = [] } = details;
  const names: readonly unknown[] = [...relatedParty.map(({ name }) => name), partyAccount?.name];
  return names.filter((name): name is string => typeof name === "string");
}

function isMatch(record: BucketRecord, searchText: string): boolean {
  if (searchText === "" || fold(record.id).includes(searchText)) return true;
  const digits = searchText.replace(/^(?:tel:)?(?:\+|00)/, "");
  const { details } = record;
  return (
    (digits !== "" && numbersOf(details).some((number) => fold(number).includes(digits))) ||
    fold(details.partyAccount?.id ?? "").includes(searchText) ||
    namesOf(record).some((name) => fold(name).includes(searchText))
  );
}

/** A text in lower case without accents, so that "martin" finds "Martín". */
function fold(text: string): string {
  const lower = text.toLowerCase();
  return plainText.test(lower) ? lower : lower.normalize("NFD").replaceAll(/\p{M}/gu, "");
}

const plainText = /^[ -~]*$/;

function toFoundSubscriber(id: string, record: BucketRecord, core: EngineCore): FoundSubscriber {
  const { store } = core;
  const { details } = record;
  const isNumber = numbersOf(details).includes(id);
  const account = details.partyAccount?.id;
  const subscriberBuckets = isNumber
    ? store.buckets.findByValue("logicalResource.id", id)
    : account === id
      ? store.bucketsOf(id)
      : [record];
  const buckets: BucketRecord[] = [];
  for (const bucket of subscriberBuckets) {
    if (buckets.length === maxBucketsOfSubscriber) break;
    buckets.push(bucket);
  }
  // A search for the id of a bucket must find it, however many buckets its subscriber has.
  if (!buckets.some((bucket) => bucket.id === record.id)) buckets.push(record);
  // A shared bucket has the name of its owner, so the own buckets come first.
  const ownBucket = buckets.find((bucket) => ownerOf(bucket) === id) ?? record;
  const name = ownerOf(ownBucket) === id ? namesOf(ownBucket)[0] : undefined;
  return {
    id,
    ...(name !== undefined && { name }),
    ...(isNumber && { msisdn: id }),
    ...(account !== undefined && { account }),
    buckets: buckets.flatMap((bucket) => store.buckets.resource(bucket.id) ?? []),
  };
}
