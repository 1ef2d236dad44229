import { DatabaseError } from "../database/error.ts";

const remedy = "Use a URL such as postgres://user@127.0.0.1:5432/sandbox";

/** Returns the place of a database without user, password and options. @throws DatabaseError */
export function placeOf(url: string): string {
  if (!/^postgres(?:ql)?:\/\//.test(url)) {
    throw new DatabaseError(`The URL of the database does not begin with postgres://. ${remedy}.`);
  }
  const parsedUrl = URL.canParse(url) ? new URL(url) : undefined;
  if (!parsedUrl) throw new DatabaseError(`The URL of the database is invalid. ${remedy}.`);
  const host =
    decodeURIComponent(parsedUrl.searchParams.get("host") ?? parsedUrl.hostname) || "localhost";
  const port =
    parsedUrl.searchParams.get("port") ?? (parsedUrl.port === "" ? "5432" : parsedUrl.port);
  return `PostgreSQL ${host}:${port}${parsedUrl.pathname}`;
}
