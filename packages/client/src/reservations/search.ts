import type { Connection } from "../client/connect.ts";
import type { CallOptions } from "../client/options.ts";
import type { ListPage } from "../resources/list-call.ts";
import type { AdjustBalance } from "../types/resources.ts";
import { type DebitSearch, searchDebit } from "./debit.ts";
import type { ReservationCalls } from "./progress.ts";
import type { ReservationRecord } from "./record.ts";

const maxPages = 20;

/**
 * Whether the counts of the server show that the list is complete. A repeated page proves nothing.
 */
function isListEnd(page: ListPage<AdjustBalance>, pageCount: number, itemCount: number): boolean {
  if (page.nextOffset !== undefined) return false;
  if (page.totalCount !== undefined) return itemCount >= page.totalCount;
  return pageCount > 1 ? page.resultCount <= 1 : page.resultCount === 0;
}

interface DebitListInput {
  readonly connection: Connection;
  readonly calls: Pick<ReservationCalls, "list">;
  readonly record: ReservationRecord;
  readonly options: CallOptions;
}

async function readDebitList(
  { connection, calls, record, options }: DebitListInput,
  query: Parameters<ReservationCalls["list"]>[1],
): Promise<DebitSearch & { readonly all: readonly AdjustBalance[] }> {
  const allDebits: AdjustBalance[] = [];
  let pageCount = 0;
  let isWhole = false;
  for await (const page of calls.list(connection, query, options).pages()) {
    allDebits.push(...page.items);
    pageCount += 1;
    isWhole = isListEnd(page, pageCount, allDebits.length);
    if (pageCount >= maxPages) break;
    if (searchDebit(record, page.items, false).live) break;
  }
  return { ...searchDebit(record, allDebits, isWhole), all: allDebits };
}

/**
 * Reads the adjustments of the bucket. A filter may miss an id that the server writes differently.
 * Its result therefore counts only if it has adjustments of the bucket. Otherwise the whole list
 * is read.
 */
export async function findDebit(input: DebitListInput): Promise<DebitSearch> {
  const bucketId = input.record.reservation?.bucket?.id;
  if (bucketId) {
    const query = { "bucket.id": bucketId, sort: "-requestedDate", limit: 200 } as const;
    const filteredSearch = await readDebitList(input, query).catch((error) => {
      // This server does not support the filter or the sorting.
      if (error.status !== 400) throw error;
    });
    if (filteredSearch?.live || filteredSearch?.all.some(({ bucket }) => bucket?.id === bucketId))
      return filteredSearch;
  }
  return readDebitList(input, {});
}
