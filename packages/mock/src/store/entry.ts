/** The entry of a record in its collection. The entry stays when the record is replaced. */
export interface StoredEntry<R> {
  readonly id: string;
  readonly seq: number;
  record: R;
}
