/** A record's place in its collection; the place stays, the record is replaced. */
export type StoredEntry<R> = { readonly id: string; readonly seq: number; record: R };
