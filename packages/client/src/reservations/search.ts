import type { Connection } from "../client/connect.ts";
import type { CallOptions } from "../client/options.ts";
import type { ListPage } from "../resources/list-call.ts";
import type { AdjustBalance } from "../types/resources.ts";
import { type DebitSearch, searchDebit } from "./debit.ts";
import type { ReservationCalls } from "./progress.ts";
import type { ReservationRecord } from "./record.ts";

const maxPages = 20;

/**
 * Whether the list ended where the server says that it ends. A list without progress proves
 * nothing.
 */
function isListEnd(page: ListPage<AdjustBalance>, pages: number, size: number): boolean {
  if (page.nextOffset !== undefined) return false;
  if (page.totalCount !== undefined) return size >= page.totalCount;
  return pages > 1 ? page.resultCount <= 1 : page.resultCount === 0;
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
  const all: AdjustBalance[] = [];
  let pages = 0;
  let isWhole = false;
  for await (const page of calls.list(connection, query, options).pages()) {
    all.push(...page.items);
    pages += 1;
    isWhole = isListEnd(page, pages, all.length);
    if (pages >= maxPages) break;
    if (searchDebit(record, page.items, false).live) break;
  }
  return { ...searchDebit(record, all, isWhole), all };
}

/**
 * Reads the adjustments of the bucket. A filter may miss an id that the server writes differently.
 * Its result therefore counts only if it has adjustments of the bucket. Otherwise the whole list
 * is read.
 */
export async function findDebit(reading: DebitListInput): Promise<DebitSearch> {
  const bucketId = reading.record.reservation?.bucket?.id;
  if (bucketId) {
    const query = { "bucket.id": bucketId, sort: "-requestedDate", limit: 200 } as const;
    const view = await readDebitList(reading, query).catch((error) => {
      // This server does not support the filter or the sorting.
      if (error.status !== 400) throw error;
    });
    if (view?.live || view?.all.some(({ bucket }) => bucket?.id === bucketId)) return view;
  }
  return readDebitList(reading, {});
}
