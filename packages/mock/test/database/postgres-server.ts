/** PostgreSQL for tests: the server of `TMF654_POSTGRES_URL`, or one in a temporary folder. */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { chownSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import pg from "pg";
import { hasPostgres, postgresPrograms, postgresUrlVariable } from "../../../../scripts/not-run.ts";
import { freePort } from "../support/free-port.ts";

export { hasPostgres };

/** A server on which tests may create databases. */
export interface PostgresServer {
  /** The URL of a database, with the password. */
  readonly url: string;
  /** Ends the use of the server, and leaves nothing behind. */
  close(): Promise<void>;
}

/** A server that tests may kill. */
export interface OwnPostgresServer extends PostgresServer {
  readonly port: number;
  /** Starts the server again after `kill`. */
  start(): Promise<void>;
  /** Ends all processes of the server at once, as a crash does. */
  kill(): Promise<void>;
}

/** The password, which no error and no log may contain. */
export const password = "secret-of-654";

/** Whether the tests can start and kill a server of their own. */
export const hasPostgresServer = postgresPrograms() !== undefined;

const givenUrl = process.env[postgresUrlVariable];

/** The databases that tests have created on the given server. */
const createdNames = new Set<string>();

/** Returns the given server, or starts one. Its end drops the databases of the tests. */
export async function usePostgres(): Promise<PostgresServer> {
  if (givenUrl === undefined) return startPostgres();
  return {
    url: givenUrl,
    close: async () => {
      for (const name of createdNames) {
        await runOn(givenUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
        createdNames.delete(name);
      }
    },
  };
}

/** PostgreSQL refuses to run as root, so root starts it as another user. */
const user = process.getuid?.() === 0 ? unprivilegedUser() : undefined;

function unprivilegedUser(): { readonly uid: number; readonly gid: number } {
  const id = (option: string): number =>
    Number(execFileSync("id", [option, "nobody"], { encoding: "utf8" }));
  return { uid: id("-u"), gid: id("-g") };
}

/** Starts a server. */
export async function startPostgres(): Promise<OwnPostgresServer> {
  const bin = postgresPrograms();
  if (bin === undefined) throw new Error("PostgreSQL is not installed: apt-get install postgresql");
  const folder = mkdtempSync(join(tmpdir(), "tmf654-postgres-"));
  const passwordFile = join(folder, "password");
  writeFileSync(passwordFile, password);
  if (user) for (const path of [folder, passwordFile]) chownSync(path, user.uid, user.gid);
  const data = join(folder, "data");
  const options = { ...user, cwd: folder, stdio: "ignore" } as const;
  const setup = ["-D", data, "-U", "tester", "-A", "scram-sha-256", "--pwfile", passwordFile, "-N"];
  execFileSync(join(bin, "initdb"), [...setup, "-E", "UTF8", "--locale=C"], options);
  const port = await freePort();
  const url = `postgres://tester:${password}@127.0.0.1:${port}/postgres`;
  let server: ChildProcess | undefined;
  const start = async (): Promise<void> => {
    const flags = ["-D", data, "-k", folder, "-p", String(port), "-h", "127.0.0.1"];
    // The commands of a crashed server may still end.
    server = spawn(join(bin, "postgres"), [...flags, "-c", "max_connections=200"], options);
    await untilReady(url);
  };
  const kill = async (): Promise<void> => {
    if (!server || server.exitCode !== null || server.signalCode !== null) return;
    const ended = once(server, "exit");
    // SIGQUIT ends all processes without a clean shutdown. The log is replayed at the next start.
    server.kill("SIGQUIT");
    await ended;
  };
  await start();
  return {
    url,
    port,
    start,
    kill,
    close: async () => {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function untilReady(url: string): Promise<void> {
  const end = performance.now() + 60_000;
  for (;;) {
    const client = new pg.Client({ connectionString: url });
    client.on("error", () => {});
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      if (performance.now() > end) throw error;
      await setTimeout(50);
    }
  }
}

/** Creates an empty database on a server, and returns its URL. */
export async function emptyDatabase(server: string): Promise<string> {
  const name = `tmf654_test_${randomBytes(8).toString("hex")}`;
  if (server === givenUrl) createdNames.add(name);
  await runOn(server, `CREATE DATABASE ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

async function runOn(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(statement);
  await client.end();
}
