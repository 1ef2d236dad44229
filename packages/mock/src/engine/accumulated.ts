import { accumulatedBalances, type BucketRecord } from "@tmf654/ledger";
import type { ResourcePage } from "../ports/engine.ts";
import type { Filter, Query, QueryOperand } from "../ports/query.ts";
import type { Resource } from "../ports/resource.ts";
import { attributesOf } from "../query/attributes.ts";
import { compileFilter } from "../query/matches.ts";
import { parseQuery } from "../query/parse.ts";
import { readMember } from "../query/reader.ts";
import { sortItems } from "../query/sort.ts";
import type { EngineCore } from "./core.ts";

/**
 * The attributes whose filters select buckets before they are summed. Other filters select sums.
 */
const bucketPaths: ReadonlySet<string> = new Set(["logicalResource.id", "product.id"]);
/** An attribute whose filter can select buckets or sums. Selecting buckets is faster. */
const accountPath = "partyAccount.id";
/** Finds the start of the filter in the id of an accumulated balance of selected buckets. */
const selectionStart = /~(?=(?:logicalResource|product)\.id[.=])/;
const idWithoutAccount = /^(?:data|voice|sms|other(?:-(?:data|time|[A-Z]{3}))?|monetary-[A-Z]{3})$/;

/** Computes the accumulated balances of a list. */
export function listAccumulated(
  core: EngineCore,
  { where, sort, offset, limit }: Query,
): ResourcePage {
  const conditions = where?.kind === "and" ? where.of : where ? [where] : [];
  const bucketFilters = conditions.filter((part) =>
    filtersOnlyBy(part, (path) => bucketPaths.has(path)),
  );
  const accountFilters = conditions.filter((part) =>
    filtersOnlyBy(part, (path) => path === accountPath),
  );
  const balanceFilters = conditions.filter(
    (part) => !bucketFilters.includes(part) && !accountFilters.includes(part),
  );
  const passesFilters = compileFilter({ kind: "and", of: balanceFilters }, readMember);
  const storeFilters = [...bucketFilters, ...accountFilters];
  const buckets = core.store.buckets.find(
    storeFilters.length === 0 ? undefined : { kind: "and", of: storeFilters },
  );
  const selection = bucketFilters.map(textOf).join("&");
  const sortedBalances = sortItems(
    accumulatedResources(core, buckets, selection).filter(passesFilters),
    sort,
    readMember,
  );
  return { items: sortedBalances.slice(offset, offset + limit), total: sortedBalances.length };
}

/**
 * Computes one balance by its id, which starts with the id of the party account. An id from a
 * filtered list ends with the filter that selected the buckets.
 */
export function retrieveAccumulated(core: EngineCore, id: string): Resource | undefined {
  const { store } = core;
  const at = id.search(selectionStart);
  if (at >= 0) {
    const attributes = attributesOf("accumulatedBalance");
    const page = { defaultLimit: 1, maximumLimit: 1 };
    const selection = parseQuery(id.slice(at + 1), { attributes, strict: false, ...page });
    if (!("query" in selection)) return undefined;
    const { items } = listAccumulated(core, { ...selection.query, limit: Number.MAX_SAFE_INTEGER });
    return items.find((balance) => balance.id === id);
  }
  if (idWithoutAccount.test(id)) {
    return accumulatedResources(core, withoutPartyAccount(store.buckets.records())).find(
      (balance) => balance.id === id,
    );
  }
  for (let at = id.indexOf("-"); at > 0; at = id.indexOf("-", at + 1)) {
    const foundBalance = accumulatedResources(core, store.bucketsOf(id.slice(0, at))).find(
      (balance) => balance.id === id,
    );
    if (foundBalance) return foundBalance;
  }
  return undefined;
}

/** Finds the buckets without a party account. */
function* withoutPartyAccount(buckets: Iterable<BucketRecord>): Iterable<BucketRecord> {
  for (const bucket of buckets) if (!bucket.details.partyAccount?.id) yield bucket;
}

function accumulatedResources(
  { policy, hrefOf, context }: EngineCore,
  buckets: Iterable<BucketRecord>,
  selection = "",
): Resource[] {
  const balances = accumulatedBalances(buckets, context().now, policy(), hrefOf);
  const suffix = selection === "" ? "" : `~${selection}`;
  const resources = balances.map((balance) => {
    const id = `${balance.id}${suffix}`;
    return { ...balance, id, href: hrefOf("accumulatedBalance", id) };
  });
  return resources as unknown as Resource[];
}

/** Formats a filter as a query string, which is parsed when the balance is retrieved by its id. */
function textOf(filter: Filter): string {
  if (filter.kind !== "compare")
    return filter.of.map(textOf).join(filter.kind === "or" ? ";" : "&");
  const { path, op, operands } = filter;
  const suffix = op === "eq" || op === "in" ? "" : `.${op}`;
  return `${path.join(".")}${suffix}=${operands.map(operandText).join(",")}`;
}

function operandText(operand: QueryOperand): string {
  if (operand.type === "pattern") return encodeURIComponent(operand.source);
  if (operand.type !== "text") return "";
  return encodeURIComponent(operand.text.replace(/[,;]/g, "\\$&"));
}

function filtersOnlyBy(filter: Filter, isAllowedPath: (path: string) => boolean): boolean {
  if (filter.kind === "compare") return isAllowedPath(filter.path.join("."));
  return filter.of.length > 0 && filter.of.every((part) => filtersOnlyBy(part, isAllowedPath));
}
