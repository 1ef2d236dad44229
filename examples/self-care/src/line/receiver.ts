import { useQueryClient } from "@tanstack/react-query";
import type { Bucket } from "@tmf654/client";
import { useServices } from "../services.ts";
import { mainBucket, useLine } from "./line.ts";

/** The bucket of a friend, or why there is none. */
export type Receiver =
  | { readonly bucket: Bucket }
  | { readonly problem: "unknownNumber" | "ownNumber" | "otherCurrency" | "offline" };

/** Returns a function that finds the bucket that a transfer to a number credits. */
export function useFindReceiver() {
  const { queries } = useServices();
  const { number: own } = useLine();
  const queryClient = useQueryClient();
  return async (number: string, units: string): Promise<Receiver> => {
    if (number === own) return { problem: "ownNumber" };
    try {
      const query = { "logicalResource.id": number, usageType: "monetary" } as const;
      const { items } = await queryClient.fetchQuery(queries.bucket.list(query));
      const bucket = mainBucket(items);
      if (!bucket) return { problem: "unknownNumber" };
      return bucket.remainingValue?.units === units ? { bucket } : { problem: "otherCurrency" };
    } catch {
      return { problem: "offline" };
    }
  };
}
