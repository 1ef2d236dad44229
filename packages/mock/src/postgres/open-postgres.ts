import type { Pool, PoolConfig } from "pg";
import type { MockDatabase } from "../ports/database.ts";
import { createReplicaDatabase, type ReplicaDatabase } from "../replicas/replica-database.ts";
import { countedRows } from "./counted-rows.ts";
import { loadPg } from "./load-pg.ts";
import { migratePostgres } from "./migrations.ts";
import { placeOf } from "./place.ts";
import { toPostgresError } from "./postgres-error.ts";
import { createPostgresRows } from "./postgres-rows.ts";

/** A database of one mock, which other processes may share. */
export interface SharedDatabase extends MockDatabase {
  /** Resolves when the mock has the stored state. Requests wait for this state automatically. */
  ready(): Promise<void>;
}

/** A PostgreSQL database with the state of mocks. */
export interface PostgresDatabase extends SharedDatabase {
  /** Returns the database of a tenant, for a mock of its own. */
  tenant(name: string): SharedDatabase;
  /** Closes all connections. First close the mocks that use these connections. */
  close(): Promise<void>;
}

/** The options of `openPostgres`. */
export interface PostgresOptions {
  /**
   * `latest`: a read shows everything that any replica has acknowledged. `local`: it shows what
   * this process knows, which is up to `pollMs` old. Default `latest`.
   */
  readonly reads?: "latest" | "local";
  /** The maximum number of connections. Default 10. */
  readonly connections?: number;
  /** The milliseconds between two reads of what other replicas wrote. Default 200. */
  readonly pollMs?: number;
  /** The milliseconds after which the events of a dead replica are sent by another. Default 5000. */
  readonly leaseMs?: number;
  /** Called with the number of loaded rows while a mock loads, after each 5,000 rows and at the end. */
  readonly onRows?: (count: number) => void;
}

/** The milliseconds after which PostgreSQL ends the transaction of a process that hangs. */
const idleTransactionMs = 30_000;
const lockMs = 20_000;
const connectMs = 10_000;

/**
 * Opens the PostgreSQL database of a mock, and creates its tables if there are none. Several
 * processes can open it: their mocks have one state. Needs the package `pg`.
 * @throws DatabaseError when `pg` is not installed, or when the database cannot be used.
 * @example
 * ```ts
 * import { createMock } from "@tmf654/mock";
 * import { openPostgres } from "@tmf654/mock/postgres";
 *
 * const database = await openPostgres("postgres://user@127.0.0.1/sandbox");
 * const mock = createMock({ database });
 * await mock.close();
 * ```
 */
export async function openPostgres(
  url: string,
  options: PostgresOptions = {},
): Promise<PostgresDatabase> {
  const databaseName = placeOf(url);
  const { Pool: PoolOfPg } = await loadPg();
  const config: PoolConfig & { readonly pipeline: boolean } = {
    connectionString: url,
    max: options.connections ?? 10,
    connectionTimeoutMillis: connectMs,
    idle_in_transaction_session_timeout: idleTransactionMs,
    lock_timeout: lockMs,
    keepAlive: true,
    application_name: "tmf654-mock",
    pipeline: true,
  };
  const pool = new PoolOfPg(config);
  // An idle connection that ends is replaced. Without this listener, the connection's error would
  // end the process.
  pool.on("error", () => {});
  pool.on("connect", (client) => client.on("error", () => {}));
  try {
    const client = await pool.connect();
    try {
      await migratePostgres(client, databaseName);
    } finally {
      client.release();
    }
  } catch (cause) {
    await pool.end();
    throw toPostgresError(cause, databaseName);
  }
  return databaseOf(pool, databaseName, options);
}

function databaseOf(pool: Pool, databaseName: string, options: PostgresOptions): PostgresDatabase {
  let isClosed = false;
  const close = async (): Promise<void> => {
    if (isClosed) return;
    isClosed = true;
    await pool.end();
  };
  const databaseOfTenant = (name: string): ReplicaDatabase =>
    createReplicaDatabase({
      place: databaseName,
      rows: countedRows(createPostgresRows(pool, name, databaseName), options.onRows ?? (() => {})),
      timers: { atTurnEnd: (call) => void setImmediate(call), pause },
      isReadLocal: options.reads === "local",
      pollMs: options.pollMs ?? 200,
      leaseMs: options.leaseMs ?? 5000,
      elapsed: () => performance.now(),
      every: (ms, call) => {
        const timer = setInterval(call, ms).unref();
        return () => clearInterval(timer);
      },
      close,
    });
  const firstTenant = databaseOfTenant("default");
  return {
    ...firstTenant,
    tenant: (name) => (name === "default" ? firstTenant : databaseOfTenant(name)),
  };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });
}
