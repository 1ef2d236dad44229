/** The batches of top-ups that the benchmarks of databases store. */
import { randomUUID } from "node:crypto";
import { createMock, type Mock } from "@tmf654/mock";
import { compare, type Row } from "./harness.ts";
import type { Load } from "./http-bytes.ts";
import { basePath } from "./mock-works.ts";

/** The top-ups of one transaction: one from each of 64 connections. */
export const batchSize = 64;

const jsonHeaders = { "content-type": "application/json" };
const body = JSON.stringify({
  bucket: { id: "ana-main" },
  partyAccount: { id: "acc-ana" },
  usageType: "monetary",
  amount: { amount: 0.01, units: "EUR" },
});

/** One top-up, as a request to a server. */
export const topUpLoad: Load = {
  method: "POST",
  path: `${basePath}/topupBalance`,
  headers: jsonHeaders,
  body,
  status: 201,
};

/** Sends a batch of top-ups to a mock. The mock stores them in one transaction. */
export function createTopUpCall(mock: Mock): () => Promise<unknown> {
  const url = `http://mock.test${mock.basePath}/topupBalance`;
  const send = () => mock.fetch(url, { method: "POST", headers: jsonHeaders, body });
  return () => Promise.all(Array.from({ length: batchSize }, send));
}

/** A database, and what is compared with it. */
interface ComparedDatabase {
  readonly name: "SQLite" | "PostgreSQL";
  /** A mock with the database. */
  readonly mock: Mock;
  /** The noun of what `append` makes: a commit or a transaction. */
  readonly bare: string;
  /** Writes the rows of a batch without a mock. */
  readonly append: () => unknown;
  readonly rounds: number;
  readonly atLeast: number;
}

/** Compares batches of top-ups: bare writes, the mock in memory and the mock with a database. */
export async function compareBatches(compared: ComparedDatabase): Promise<readonly Row[]> {
  const { name, mock, bare, append, rounds, atLeast } = compared;
  const results = await compare(
    {
      bare: append,
      memory: createTopUpCall(createMock({ scenario: "everyday" })),
      mock: createTopUpCall(mock),
    },
    { base: "bare", rounds, calls: 10 },
  );
  const [stored, inMemory] = [results.mock?.ratio ?? NaN, results.memory?.ratio ?? NaN];
  return [
    {
      name: `batches of ${batchSize} top-ups with ${name} / ${bare}s of the same rows`,
      value: 1 / stored,
      unit: "×",
      atLeast,
      note: `a batch in memory takes ${inMemory.toFixed(2)} × a ${bare}`,
    },
    {
      name: `time that ${name} adds to a batch of ${batchSize} top-ups / a ${bare}`,
      value: stored - inMemory,
      unit: "×",
    },
  ];
}

/** A row that a batch has added or changed. */
export interface StoredRow {
  readonly kind: string;
  readonly id: string;
  readonly value: string;
}

/** Returns the id of a row in another batch. New rows have new ids, of the same form. */
export function idIn({ kind, id }: StoredRow, count: number): string {
  if (kind === "action") return randomUUID();
  return kind === "posting" ? String(count) : id;
}
