import type { PoolClient, QueryResult } from "pg";
import type { StateRow } from "../ports/database.ts";
import type { NewRows, PositionedRow } from "../ports/shared-rows.ts";
import type { StateTable } from "../ports/state-changes.ts";
import { fromColumns } from "./row-id.ts";

/** A row of the table of records. */
export interface RecordRow {
  readonly kind: string;
  readonly id: string;
  readonly long_id: string | null;
  readonly value: string | null;
  readonly position: string;
}

/** The mock and the replica of a connection. */
export interface Membership {
  /** The number of the tenant. */
  readonly tenantNumber: number;
  /** A random id. It is part of statements, so it has letters, digits and dashes only. */
  readonly replicaId: string;
}

/** The condition of SQL that a replica is running: it has sent a sign of life lately. */
export const runningCondition = "seen_at > now() - interval '10 seconds'";

/** Runs several statements at once. */
export async function queryAll(client: PoolClient, text: string): Promise<readonly QueryResult[]> {
  return (await client.query(text)) as unknown as readonly QueryResult[];
}

/**
 * The statements that read what was written after a position. The epoch and the replica are read
 * last, because they show whether rows were removed for good in between.
 */
export function newRowsQuery(
  { tenantNumber, replicaId }: Membership,
  afterPosition: number,
): string {
  return `SELECT kind, id, long_id, value, position FROM tmf654_record
    WHERE tenant = ${tenantNumber} AND position > ${afterPosition} ORDER BY position;
  SELECT epoch, position FROM tmf654_tenant WHERE id = ${tenantNumber};
  SELECT transactions FROM tmf654_replica WHERE id = '${replicaId}'`;
}

/** The result of `newRowsQuery`. */
export function newRowsOf(results: readonly QueryResult[]): NewRows {
  const [records, tenant, replica] = results;
  return {
    rows: (records?.rows ?? []).map(toPositionedRow),
    epoch: Number(tenant?.rows[0]?.epoch),
    isKnown: replica?.rowCount === 1,
  };
}

function toPositionedRow(row: RecordRow): PositionedRow {
  const { kind, id, long_id: longId, value, position } = row;
  return {
    table: kind as StateTable,
    id: fromColumns({ id, longId }),
    value: value ?? undefined,
    position: Number(position),
  };
}

/** A row that has a value. */
export function toStateRow({ kind, id, long_id: longId, value }: RecordRow): StateRow {
  return { table: kind as StateTable, id: fromColumns({ id, longId }), value: value ?? "" };
}
