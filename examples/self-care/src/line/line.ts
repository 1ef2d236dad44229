/** The line of the customer: its number and its buckets. */
import { useQuery } from "@tanstack/react-query";
import type { Bucket } from "@tmf654/client";
import { createContext, useContext } from "react";
import { useServices } from "../services.ts";

/** The line whose owner uses the app. */
export interface Line {
  readonly number: string;
  readonly owner: string;
  readonly plan: string;
  readonly buckets: readonly Bucket[];
  /** The money that is topped up and sent. */
  readonly main: Bucket;
}

/** Gives the line to the screens. */
export const LineContext = createContext<Line | undefined>(undefined);

/** Returns the line of the customer. */
export function useLine(): Line {
  const line = useContext(LineContext);
  if (!line) throw new Error("useLine needs a LineContext around it.");
  return line;
}

/** Reads the buckets of a number. */
export function useBuckets(number: string) {
  const { queries } = useServices();
  return useQuery(queries.bucket.list({ "logicalResource.id": number }));
}

/** Returns the line of a number from its buckets; `undefined` if it has no money. */
export function lineOf(number: string, buckets: readonly Bucket[]): Line | undefined {
  const main = mainBucket(buckets);
  if (!main) return undefined;
  const owner = main.partyAccount?.name ?? "";
  return { number, owner, plan: main.product?.[0]?.name ?? "", buckets, main };
}

/**
 * Finds the main balance: the money that is valid the longest. The contract does not mark it, and a
 * bonus ends earlier.
 */
export function mainBucket(buckets: readonly Bucket[]): Bucket | undefined {
  const end = ({ validFor }: Bucket) => validFor?.endDateTime ?? "9999";
  return buckets
    .filter(({ usageType, isShared }) => usageType === "monetary" && !isShared)
    .toSorted((one, other) => end(other).localeCompare(end(one)))[0];
}
