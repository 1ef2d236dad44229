import { useQuery } from "@tanstack/react-query";
import type { TopupBalance } from "@tmf654/client";
import { useServices } from "../services.ts";
import type { Messages } from "../text/en.ts";
import { useLine } from "./line.ts";

/** Reads the automatic top-ups that run. Each one stays `created` until it is stopped. */
export function useAutoTopUps() {
  const { queries } = useServices();
  const { main } = useLine();
  const query = { "bucket.id": main.id, isAutoTopup: true, status: "created" } as const;
  return useQuery({ ...queries.topupBalance.list(query), select: ({ items }) => items });
}

/** Describes an automatic top-up, such as `€10.00, every month`. */
export function autoTopUpText({ recurringPeriod }: TopupBalance, t: Messages, amount: string) {
  const period = (["weekly", "monthly"] as const).find((known) => known === recurringPeriod);
  return t.auto.summary(amount, t.auto[period ?? "low"]);
}
