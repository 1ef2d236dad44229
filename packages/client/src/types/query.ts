import type { OneOrMore, ResourceName, SortKey } from "@tmf654/contract";

/** Sorting and paging of a list. */
export interface Paging<Name extends ResourceName> {
  /** `-name` descends. Several keys: the first decides, the next breaks ties. */
  readonly sort?: OneOrMore<SortKey<Name>>;
  /** Records to skip. */
  readonly offset?: number;
  /** Records a page. Walking a list still reaches every record. */
  readonly limit?: number;
}
