import type { OneOrMore, ResourceName, SortKey } from "@tmf654/contract";

/** Sorting and paging of a list. */
export interface Paging<Name extends ResourceName> {
  /**
   * The sort keys. `-name` sorts in descending order. The next key sorts records with equal
   * values.
   */
  readonly sort?: OneOrMore<SortKey<Name>> | undefined;
  /** The number of records to skip. */
  readonly offset?: number | undefined;
  /** The number of records in one page. A loop over a list still returns every record. */
  readonly limit?: number | undefined;
}
