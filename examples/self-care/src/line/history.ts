/** The history of the line: queries, and what one entry means for the customer. */
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import type { BalanceActionHistory } from "@tmf654/client";
import { useServices } from "../services.ts";
import { useLine } from "./line.ts";

/** The resources of each choice of the first filter. */
const typesOf = {
  all: undefined,
  topUps: ["TopupBalance"],
  usage: ["ReserveBalance", "AdjustBalance"],
  transfers: ["TransferBalance"],
} as const;

/** The days of each choice of the second filter. */
const daysOf = { all: undefined, week: 7, month: 30 } as const;

/** A choice of the first filter. */
export type EntryKind = keyof typeof typesOf;
/** A choice of the second filter. */
export type Period = keyof typeof daysOf;
/** The choices of the first filter, in order. */
export const entryKinds = Object.keys(typesOf) as readonly EntryKind[];
/** The choices of the second filter, in order. */
export const periods = Object.keys(daysOf) as readonly Period[];

const pageSize = 15;

/** Reads the history page after page. */
export function useHistory(kind: EntryKind, period: Period) {
  const { queries } = useServices();
  const { number } = useLine();
  return useInfiniteQuery(
    queries.balanceActionHistory.infinite({
      "logicalResource.id": number,
      "@type": typesOf[kind]?.slice(),
      "requestedDate.gte": startOf(period),
      limit: pageSize,
    }),
  );
}

/** Reads the last entries, for the first screen. */
export function useRecentEntries() {
  const { queries } = useServices();
  const { number } = useLine();
  const query = { "logicalResource.id": number, limit: 4 };
  return useQuery({
    ...queries.balanceActionHistory.list(query),
    select: ({ items }) => items.filter(isShown).slice(0, 3),
  });
}

/**
 * The start of the day on which a period begins: the query is the same all day, as the cache needs.
 */
function startOf(period: Period): string | undefined {
  const days = daysOf[period];
  if (days === undefined) return undefined;
  const start = new Date();
  start.setHours(0, 0, 0, 0);
  start.setDate(start.getDate() - days);
  return start.toISOString();
}

/** Whether the customer sees an entry. An automatic top-up has an entry for each execution too. */
export function isShown({ isAutoTopup }: BalanceActionHistory): boolean {
  return isAutoTopup !== true;
}

/** The meaning of an entry for the owner of some buckets. */
export interface Meaning {
  readonly kind: "card" | "voucher" | "auto" | "adjustment" | "usage" | "sent" | "received";
  /** Whether the amount was added or taken; `none` if nothing moved. */
  readonly sign: "plus" | "minus" | "none";
  /** The phone number of the other side of a transfer. */
  readonly other: string;
}

/** Returns what an entry means for the owner of some buckets. */
export function meaningOf(entry: BalanceActionHistory, own: ReadonlySet<string>): Meaning {
  const { "@type": type, amount, status, voucher, balanceTopup } = entry;
  const moved = (sign: Meaning["sign"]) => (status === "completed" ? sign : "none");
  switch (type) {
    case "TopupBalance": {
      const isChild = balanceTopup?.role === "parent";
      const kind = voucher ? "voucher" : isChild ? "auto" : "card";
      return { kind, sign: moved("plus"), other: "" };
    }
    case "TransferBalance": {
      if (own.has(entry.bucket?.id ?? "")) {
        return {
          kind: "sent",
          sign: moved("minus"),
          other: entry.receiverLogicalResource?.id ?? "",
        };
      }
      return { kind: "received", sign: moved("plus"), other: entry.logicalResource?.[0]?.id ?? "" };
    }
    case "AdjustBalance": {
      const sign = (amount?.amount ?? 0) < 0 ? "minus" : "plus";
      return { kind: "adjustment", sign: moved(sign), other: "" };
    }
    default:
      return { kind: "usage", sign: moved("minus"), other: "" };
  }
}
