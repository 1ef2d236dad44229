import { createRandom, type Random } from "../clock/random.ts";
import { ScenarioError } from "./error.ts";
import type { SeedBucket, Subscriber } from "./scenario.ts";

const givenNames = "Ada Bruno Chiara David Elena Fatma Georg Hana Ivo Julia Kofi Lena".split(" ");
const familyNames = "Almeida Berg Costa Demir Ekström Fontaine Garcia Haas Ito Jansen".split(" ");
const currencies = ["EUR", "GBP", "USD", "CLP"] as const;

/** The maximum number of generated subscribers. */
export const maxGeneratedSubscribers = 10_000_000;

/**
 * Generates `count` subscribers, the same ones for the same seed. Most have money and data, some
 * minutes and texts. A few have low, empty, expired or suspended buckets. Numbers are `1555` and
 * seven digits. The first `skipped` subscribers are omitted, so that more can be added to the
 * existing ones.
 * @throws RangeError for a `count` that is not a whole number in range.
 */
export function* seedSubscribers(
  count: number,
  seed: number | string = 654,
  skippedCount = 0,
): Iterable<Subscriber> {
  const endIndex = skippedCount + count;
  if (!Number.isSafeInteger(count) || count < 0 || endIndex > maxGeneratedSubscribers) {
    throw new RangeError(
      `count must be a whole number from 0 to ${maxGeneratedSubscribers}, got ${count}`,
    );
  }
  const random = createRandom(`subscribers ${seed}`);
  for (let index = 0; index < endIndex; index += 1) {
    const digits = String(index).padStart(7, "0");
    const subscriber = {
      key: `s${digits}`,
      name: `${pick(random, givenNames)} ${pick(random, familyNames)}`,
      msisdn: `1555${digits}`,
      productName: "Prepaid",
      buckets: bucketsFor(random),
    };
    if (index >= skippedCount) yield subscriber;
  }
}

/** Counts the generated subscribers of these buckets, up to the last one. */
function countGenerated(buckets: Iterable<{ readonly id: string }>): number {
  let count = 0;
  for (const { id } of buckets) {
    const [, digits] = /^s(\d{7})-/.exec(id) ?? [];
    if (digits !== undefined) count = Math.max(count, Number(digits) + 1);
  }
  return count;
}

/** Generates more subscribers, after the existing ones. */
export function generateNextSubscribers(
  count: number,
  seed: number | string,
  buckets: Iterable<{ readonly id: string }>,
): Iterable<Subscriber> {
  const presentCount = countGenerated(buckets);
  const remainingSubscribers = maxGeneratedSubscribers - presentCount;
  if (count > remainingSubscribers && count <= maxGeneratedSubscribers) {
    const noun = remainingSubscribers === 1 ? "subscriber" : "subscribers";
    throw new ScenarioError(
      `only ${remainingSubscribers} more ${noun} can be generated`,
      "subscribers",
    );
  }
  return seedSubscribers(count, seed, presentCount);
}

function bucketsFor(random: Random): readonly SeedBucket[] {
  const currency = pick(random, currencies);
  const luck = random.below(20);
  const ends = luck === 0 ? `-P${1 + random.below(20)}D` : `P${1 + random.below(90)}D`;
  const money = luck === 1 ? 0 : random.below(5000);
  const buckets: SeedBucket[] = [
    {
      key: "main",
      usageType: "monetary",
      name: "Main balance",
      amount: currency === "CLP" ? money * 10 : money / 100,
      units: currency,
      ends,
      ...(luck === 2 && { suspended: true }),
    },
    {
      key: "data",
      usageType: "data",
      name: "Data",
      amount: random.below(20_000),
      units: "MB",
      ends,
    },
  ];
  if (random.below(2) === 0) {
    buckets.push({
      key: "voice",
      usageType: "voice",
      name: "Minutes",
      amount: random.below(300),
      units: "min",
      ends,
    });
  }
  if (random.below(3) === 0) {
    buckets.push({
      key: "sms",
      usageType: "sms",
      name: "Texts",
      amount: random.below(200),
      units: "SMS",
      ends,
    });
  }
  return buckets;
}

function pick<T>(random: Random, values: readonly [T, ...T[]] | readonly T[]): T {
  return values[random.below(values.length)] as T;
}
