import { DatabaseError } from "../database/error.ts";

/** The sentences for the errors that a user can fix, by the code of PostgreSQL or of Node.js. */
const sentences: Readonly<Record<string, string>> = {
  "28P01": "refuses the user or the password. Check both in its URL",
  "28000": "refuses the user. Check the user in the URL, and the rules in pg_hba.conf",
  "3D000": "does not exist. Create it: createdb",
  "42501": "does not allow this user to create tables. Grant CREATE on its schema",
  "53100": "has no space on its disk. Free some",
  "53300": "has too many connections. Raise max_connections, or use fewer replicas",
  "57P01": "ended the connection, because an administrator stopped it. Start it again",
  "57P02": "ended the connection, because it crashed. See its log",
  "57P03": "is starting or stopping. Wait until it is ready",
  "55P03":
    "did not get the write lock in time, because another process holds it. Stop it if it hangs",
  "25P03": "ended a transaction that took too long. Check whether a process of the mock hangs",
  "25006": "is read-only, as a standby is. Use the primary",
  ECONNREFUSED: "cannot be reached: no server listens there. Start it, or check the URL",
  ECONNRESET: "ended the connection. See its log",
  ENOTFOUND: "cannot be reached: its host is unknown. Check the URL",
  ETIMEDOUT: "cannot be reached: its host does not respond. Check the URL",
  ENOENT: "cannot be reached: there is no such socket. Start the server, or check the URL",
};

/**
 * Returns an error of PostgreSQL with a sentence. The returned error has neither the URL nor the
 * cause.
 */
export function toPostgresError(cause: unknown, databaseName: string): DatabaseError {
  if (cause instanceof DatabaseError) return cause;
  const code = codeOf(cause);
  const sentence = sentences[code] ?? `failed${code === "" ? "" : ` (${code})`}: ${textOf(cause)}`;
  return new DatabaseError(`The database ${databaseName} ${sentence}.`);
}

function codeOf(cause: unknown): string {
  if (cause instanceof AggregateError) return codeOf(cause.errors[0]);
  const isObject = typeof cause === "object" && cause !== null && "code" in cause;
  return isObject && typeof cause.code === "string" ? cause.code : "";
}

/** The texts of the client without a code. Others may quote values, so they are left out. */
const clientTexts = /^(?:Connection terminated|timeout|Client has|Query read|The server does not)/;

function textOf(cause: unknown): string {
  const message = cause instanceof Error ? cause.message : "";
  return clientTexts.test(message) ? `${message.slice(0, 100)}; see its log` : "see its log";
}
