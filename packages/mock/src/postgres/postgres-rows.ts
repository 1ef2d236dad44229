import { randomUUID } from "node:crypto";
import type { Pool, PoolClient, QueryResult } from "pg";
import type { StateRow } from "../ports/database.ts";
import type { SharedRows, StateSnapshot } from "../ports/shared-rows.ts";
import { toPostgresError } from "./postgres-error.ts";
import {
  type Membership,
  newRowsOf,
  newRowsQuery,
  queryAll,
  type RecordRow,
  runningCondition,
  toStateRow,
} from "./row-queries.ts";
import { beginTransaction } from "./write-transaction.ts";

/** The seconds after which a silent replica is removed. */
const silentSeconds = 60;

/** The rows that one page of a load has. */
const pageSize = 5000;

const replicasQuery = `SELECT position, (SELECT count(*) FROM tmf654_replica
  WHERE tenant = $1 AND ${runningCondition}) AS count FROM tmf654_tenant WHERE id = $1`;

/** Creates the rows of one mock in a PostgreSQL database. */
export function createPostgresRows(pool: Pool, name: string, databaseName: string): SharedRows {
  let membership: Membership = { tenantNumber: 0, replicaId: "" };
  const run = async <T>(work: (client: PoolClient) => Promise<T>): Promise<T> => {
    const client = await connect(pool, databaseName);
    let failure: Error | undefined;
    try {
      return await work(client);
    } catch (cause) {
      failure = toPostgresError(cause, databaseName);
      throw failure;
    } finally {
      // A connection with an unknown state is not used again.
      client.release(failure);
    }
  };
  const runQuery = (text: string, values: readonly unknown[] = []): Promise<QueryResult> =>
    run((client) => client.query(text, [...values]));
  return {
    join: () =>
      run(async (client) => {
        membership = await join(client, name, membership);
      }),
    snapshot: (load) => run((client) => readSnapshot(client, membership, load)),
    newRows: (after) =>
      run(async (client) => newRowsOf(await queryAll(client, newRowsQuery(membership, after)))),
    begin: async (after) => {
      const client = await connect(pool, databaseName);
      return beginTransaction(client, membership, { after, databaseName });
    },
    heartbeat: async (position) => {
      const { tenantNumber, replicaId } = membership;
      await runQuery(
        "UPDATE tmf654_replica SET position = greatest(position, $2), seen_at = now() WHERE id = $1",
        [replicaId, position],
      );
      await runQuery(
        `DELETE FROM tmf654_replica WHERE tenant = $1
         AND seen_at < now() - make_interval(secs => ${silentSeconds})`,
        [tenantNumber],
      );
      await runQuery(
        `DELETE FROM tmf654_record WHERE tenant = $1 AND value IS NULL AND position <=
         (SELECT min(position) FROM tmf654_replica WHERE tenant = $1)`,
        [tenantNumber],
      );
    },
    lease: async (ms) => {
      const { rowCount } = await runQuery(
        `INSERT INTO tmf654_lease AS held (tenant, replica, ends_at)
         VALUES ($1, $2, now() + make_interval(secs => $3))
         ON CONFLICT (tenant) DO UPDATE SET replica = excluded.replica, ends_at = excluded.ends_at
         WHERE held.replica = excluded.replica OR held.ends_at < now()`,
        [membership.tenantNumber, membership.replicaId, ms / 1000],
      );
      return rowCount === 1;
    },
    replicas: async () => {
      const { rows } = await runQuery(replicasQuery, [membership.tenantNumber]);
      return { count: Number(rows[0]?.count), latestPosition: Number(rows[0]?.position) };
    },
    leave: async () => {
      const { replicaId } = membership;
      await runQuery("DELETE FROM tmf654_lease WHERE replica = $1", [replicaId]);
      await runQuery("DELETE FROM tmf654_replica WHERE id = $1", [replicaId]);
    },
  };
}

async function connect(pool: Pool, databaseName: string): Promise<PoolClient> {
  try {
    return await pool.connect();
  } catch (cause) {
    throw toPostgresError(cause, databaseName);
  }
}

async function join(
  client: PoolClient,
  name: string,
  knownMembership: Membership,
): Promise<Membership> {
  await client.query("INSERT INTO tmf654_tenant (name) VALUES ($1) ON CONFLICT DO NOTHING", [name]);
  const { rows } = await client.query<{ id: number }>(
    "SELECT id FROM tmf654_tenant WHERE name = $1",
    [name],
  );
  const tenantNumber = Number(rows[0]?.id);
  // A removed replica comes back as another one, so that its old rows do not count.
  const replicaId = randomUUID();
  await client.query("DELETE FROM tmf654_replica WHERE id = $1", [knownMembership.replicaId]);
  await client.query(
    "INSERT INTO tmf654_replica (id, tenant, position, transactions) VALUES ($1, $2, 0, 0)",
    [replicaId, tenantNumber],
  );
  return { tenantNumber, replicaId };
}

async function readSnapshot<T>(
  client: PoolClient,
  { tenantNumber }: Membership,
  load: (snapshot: StateSnapshot) => Promise<T>,
): Promise<T> {
  await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
  const { rows } = await client.query("SELECT epoch, position FROM tmf654_tenant WHERE id = $1", [
    tenantNumber,
  ]);
  const settingsResult = await client.query<RecordRow>(
    `SELECT kind, id, long_id, value FROM tmf654_record
     WHERE tenant = $1 AND kind = 'setting' AND value IS NOT NULL`,
    [tenantNumber],
  );
  await client.query(`DECLARE page NO SCROLL CURSOR FOR SELECT kind, id, long_id, value
    FROM tmf654_record WHERE tenant = ${tenantNumber} AND value IS NOT NULL ORDER BY number`);
  const readPages = async function* (): AsyncGenerator<readonly StateRow[]> {
    for (;;) {
      const pageResult = await client.query<RecordRow>(`FETCH ${pageSize} FROM page`);
      if (pageResult.rows.length > 0) yield pageResult.rows.map(toStateRow);
      if (pageResult.rows.length < pageSize) return;
    }
  };
  const loadResult = await load({
    epoch: Number(rows[0]?.epoch),
    position: Number(rows[0]?.position),
    settings: settingsResult.rows.map(toStateRow),
    pages: readPages(),
  });
  await client.query("COMMIT");
  return loadResult;
}
