import { accumulatedBalances, type BucketRecord } from "@tmf654/ledger";
import type { Filter, Query } from "../ports/query.ts";
import type { Resource } from "../ports/resource.ts";
import { predicate } from "../query/matches.ts";
import { readMember } from "../query/reader.ts";
import { sorted } from "../query/sort.ts";
import type { EngineCore } from "./core.ts";

/** Filters on these select buckets before they are summed; other filters select sums. */
const bucketPaths: ReadonlySet<string> = new Set(["logicalResource.id", "product.id"]);
/** A filter on this can select either; buckets are faster. */
const accountPath = "partyAccount.id";
const withoutAccount = /^(?:data|voice|sms|other|monetary-[A-Z]{3})$/;

/** Computes the accumulated balances of a list. */
export function listAccumulated(
  core: EngineCore,
  { where, sort, offset, limit }: Query,
): { items: readonly Resource[]; total: number } {
  const parts = where?.kind === "and" ? where.of : where ? [where] : [];
  const before = parts.filter((part) => namesOnly(part, (path) => bucketPaths.has(path)));
  const either = parts.filter((part) => namesOnly(part, (path) => path === accountPath));
  const after = parts.filter((part) => !before.includes(part) && !either.includes(part));
  const passes = predicate({ kind: "and", of: after }, readMember);
  const chosen = [...before, ...either];
  const buckets = core.store.buckets.find(
    chosen.length === 0 ? undefined : { kind: "and", of: chosen },
  );
  const found = sorted(sums(core, buckets).filter(passes), sort, readMember);
  return { items: found.slice(offset, offset + limit), total: found.length };
}

/** Computes one balance by its id, which begins with the id of the party account. */
export function retrieveAccumulated(core: EngineCore, id: string): Resource | undefined {
  const { store } = core;
  if (withoutAccount.test(id)) {
    return sums(core, withoutPartyAccount(store.buckets.records())).find((sum) => sum.id === id);
  }
  for (let at = id.indexOf("-"); at > 0; at = id.indexOf("-", at + 1)) {
    const found = sums(core, store.bucketsOf(id.slice(0, at))).find((sum) => sum.id === id);
    if (found) return found;
  }
  return undefined;
}

/** The buckets without a party account. */
function* withoutPartyAccount(buckets: Iterable<BucketRecord>): Iterable<BucketRecord> {
  for (const bucket of buckets) if (!bucket.details.partyAccount?.id) yield bucket;
}

function sums(core: EngineCore, buckets: Iterable<BucketRecord>): Resource[] {
  const { policy, hrefOf, context } = core;
  return accumulatedBalances(buckets, context().now, policy(), hrefOf) as unknown as Resource[];
}

function namesOnly(filter: Filter, isMeant: (path: string) => boolean): boolean {
  if (filter.kind === "compare") return isMeant(filter.path.join("."));
  return filter.of.length > 0 && filter.of.every((part) => namesOnly(part, isMeant));
}
