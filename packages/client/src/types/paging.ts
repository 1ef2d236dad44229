import type { OneOrMore, ResourceName, SortKey } from "@tmf654/contract";

/** Sorting and paging of a list. */
export interface Paging<Name extends ResourceName> {
  /** `-name` sorts in descending order. With several keys, the next one breaks ties. */
  readonly sort?: OneOrMore<SortKey<Name>> | undefined;
  /** Records to skip. */
  readonly offset?: number | undefined;
  /** Records in one page. Looping over a list still returns every record. */
  readonly limit?: number | undefined;
}
