import { createHash } from "node:crypto";

/** The longest id that the index of the records gets. An index has a limit of 2,700 bytes. */
const longestId = 200;

/** The columns of an id. */
export interface IdColumns {
  readonly id: string;
  readonly longId: string | null;
}

/** Returns the columns of an id. A PostgreSQL text cannot contain NUL or half of a character. */
export function toColumns(id: string): IdColumns {
  const text = JSON.stringify(id).slice(1, -1).replaceAll('\\"', '"');
  if (text.length <= longestId) return { id: text, longId: null };
  const hash = createHash("sha256").update(text).digest("hex");
  return { id: `${text.slice(0, longestId - hash.length)}${hash}`, longId: text };
}

/** Returns the id in columns. */
export function fromColumns({ id, longId }: IdColumns): string {
  const text = longId ?? id;
  return text.includes("\\") ? JSON.parse(`"${text.replaceAll('"', '\\"')}"`) : text;
}
