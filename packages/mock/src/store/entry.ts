import type { Resource } from "../ports/resource.ts";
import type { Reader } from "../query/reader.ts";

/** The entry of a record in its collection. The entry stays when the record is replaced. */
export interface StoredEntry<R> {
  readonly id: string;
  readonly seq: number;
  record: R;
}

/**
 * The functions that show a record: as a whole resource, or one member. The results of both
 * functions are equal.
 */
export interface RecordView<R> {
  readonly show: (record: R) => Resource;
  readonly read: Reader<R>;
  /**
   * Returns this view with the current instant and policy, which later changes do not affect.
   * Absent if the view has neither.
   */
  readonly pin?: () => RecordView<R>;
}
