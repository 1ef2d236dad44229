import type { ResourcePage } from "../ports/engine.ts";
import type { Query } from "../ports/query.ts";
import { buildIndex, missingIndexes } from "./build-indexes.ts";
import { isNarrow, type Listing, listPage, maxRecordsAtOnce } from "./listing.ts";
import { pageInParts } from "./page-in-parts.ts";
import { createPauses, type Pause } from "./pauses.ts";

/** The list that runs in parts. Only one does at a time, because each may need much memory. */
let currentList: Promise<unknown> = Promise.resolve();

/**
 * Returns one page of a list that reads very many records or builds an index, in several turns.
 * Returns `undefined` for a list that takes one turn.
 */
export function listInParts<R>(
  listing: Listing<R>,
  query: Query,
  isStopped: () => boolean,
): Promise<ResourcePage> | undefined {
  if (missingIndexes(listing, query.where).length === 0 && isShort(listing, query))
    return undefined;
  const pause = createPauses(isStopped);
  const list = currentList.then(() => longPage(listing, query, pause));
  currentList = list.catch(() => {});
  return list;
}

async function longPage<R>(listing: Listing<R>, query: Query, pause: Pause): Promise<ResourcePage> {
  await pause();
  const nextMissing = () => missingIndexes(listing, query.where)[0];
  for (let index = nextMissing(); index; index = nextMissing())
    await buildIndex(listing, index, pause);
  if (isShort(listing, query)) return listPage(listing, query);
  // All records and the view are of this turn, so the page shows one state.
  const records = Array.from(listing.order.all(), ({ record }) => record);
  return pageInParts(records, listing.pin(), query, pause);
}

/** Whether a list reads so few records that it takes one turn. */
function isShort<R>({ entries, indexes }: Listing<R>, { where, sort }: Query): boolean {
  const candidates = where && indexes.candidates(where);
  if (candidates && isNarrow(candidates, entries.size)) return candidates.count <= maxRecordsAtOnce;
  // If the total is known, the list ends with its page.
  const isTotalKnown = !where || candidates?.has !== undefined;
  return sort.length === 0 && isTotalKnown;
}
