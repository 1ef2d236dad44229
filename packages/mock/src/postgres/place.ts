import { DatabaseError } from "../database/error.ts";

const remedy = "Use a URL such as postgres://user@127.0.0.1:5432/sandbox";

/** Returns the place of a database without user, password and options. @throws DatabaseError */
export function placeOf(url: string): string {
  if (!/^postgres(?:ql)?:\/\//.test(url)) {
    throw new DatabaseError(`The URL of the database does not begin with postgres://. ${remedy}.`);
  }
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (!parsed) throw new DatabaseError(`The URL of the database is invalid. ${remedy}.`);
  const host =
    decodeURIComponent(parsed.searchParams.get("host") ?? parsed.hostname) || "localhost";
  const port = parsed.searchParams.get("port") ?? (parsed.port === "" ? "5432" : parsed.port);
  return `PostgreSQL ${host}:${port}${parsed.pathname}`;
}
