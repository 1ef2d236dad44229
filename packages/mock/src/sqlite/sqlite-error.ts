import { DatabaseError } from "../database/error.ts";

/** The sentence for each error that a user can fix, with a pattern for the message of SQLite. */
const sentences: readonly (readonly [pattern: RegExp, sentence: (path: string) => string])[] = [
  [
    /locked/,
    (path) => `Another process has the database ${path} open. Stop it, or use another file.`,
  ],
  [
    /not a database|malformed/,
    (path) =>
      `The file ${path} is not an SQLite database, or it is damaged. It is unchanged. Use another file, or restore a copy.`,
  ],
  [
    /unable to open/,
    (path) =>
      `The database ${path} cannot be opened. Check that its folder exists and can be written.`,
  ],
  [/readonly/, (path) => `The database ${path} cannot be written. Check its permissions.`],
  [
    /disk I\/O/,
    (path) => `The database ${path} cannot be read or written. Check its permissions and its disk.`,
  ],
  [
    /full/,
    (path) => `The database ${path} is full: free some space on its disk, or reset the mock.`,
  ],
];

/** Returns an error of SQLite with a sentence about the file. */
export function toSqliteError(cause: unknown, path: string): DatabaseError {
  if (cause instanceof DatabaseError) return cause;
  const message = cause instanceof Error ? cause.message : String(cause);
  const knownSentence = sentences.find(([pattern]) => pattern.test(message));
  const sentence =
    knownSentence?.[1](path) ??
    `The database ${path} failed: ${message}. Check the file and its disk.`;
  return new DatabaseError(sentence, { cause });
}
