/** The batches of top-ups that the benchmarks of databases store. */
import { randomUUID } from "node:crypto";
import type { Mock } from "@tmf654/mock";
import type { Load } from "./http-bytes.ts";

/** The top-ups of one transaction, as of 64 connections. */
export const batchSize = 64;

const json = { "content-type": "application/json" };
const body = JSON.stringify({
  bucket: { id: "ana-main" },
  partyAccount: { id: "acc-ana" },
  usageType: "monetary",
  amount: { amount: 0.01, units: "EUR" },
});

/** One top-up, as a request to a server. */
export const topUpLoad: Load = {
  method: "POST",
  path: "/tmf-api/prepayBalanceManagement/v4/topupBalance",
  headers: json,
  body,
  status: 201,
};

/** Sends a batch of top-ups to a mock. The mock stores them in one transaction. */
export function topUps(mock: Mock): () => Promise<unknown> {
  const url = `http://mock.test${mock.basePath}/topupBalance`;
  const send = () => mock.fetch(url, { method: "POST", headers: json, body });
  return () => Promise.all(Array.from({ length: batchSize }, send));
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
