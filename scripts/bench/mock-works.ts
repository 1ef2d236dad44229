/** The kinds of requests that the benchmarks send to the mock's server, each with its aim. */
import { join } from "node:path";
import type { Load, Reply } from "./http-bytes.ts";
import { builtCommand, startServer } from "./server-process.ts";

/** A kind of request. */
export interface Work {
  readonly name: string;
  readonly load: Load;
  /** The aim: processor time of the mock / that of the raw server. */
  readonly atMost: number;
}

/** The path in front of every route. */
export const basePath = "/tmf-api/prepayBalanceManagement/v4";
const rawServerFile = join(import.meta.dirname, "raw-server.mjs");

export type WorkName = "get" | "list" | "topup" | "refusal";

/** Reads a bucket of the default scenario, and creates the requests that concern it. */
export async function worksOf(): Promise<Readonly<Record<WorkName, Work>>> {
  const server = await startServer(builtCommand());
  const { text } = await server.send({
    path: `${basePath}/bucket?usageType=monetary&status=active&limit=1`,
  });
  await server.stop();
  const [bucket] = JSON.parse(text);
  const validBody = {
    bucket: { id: bucket.id },
    partyAccount: { id: bucket.partyAccount.id },
    usageType: "monetary",
    amount: { amount: 0.01, units: bucket.remainingValue.units },
  };
  const invalidBody = {
    amount: { amount: "ten", units: 5 },
    usageType: "gold",
    validFor: { endDateTime: "x" },
  };
  const headers = { "content-type": "application/json" };
  const postLoad = { method: "POST", path: `${basePath}/topupBalance`, headers };
  return {
    get: {
      name: "GET /bucket/{id}",
      load: { path: `${basePath}/bucket/${bucket.id}` },
      atMost: 1.3,
    },
    list: {
      name: "GET /bucket?status=active&limit=10",
      load: { path: `${basePath}/bucket?status=active&limit=10` },
      atMost: 2.5,
    },
    topup: {
      name: "POST /topupBalance",
      load: { ...postLoad, body: JSON.stringify(validBody), status: 201 },
      atMost: 3,
    },
    refusal: {
      name: "POST /topupBalance refused with all its issues",
      load: { ...postLoad, body: JSON.stringify(invalidBody), status: 400 },
      atMost: 2,
    },
  };
}

/** The arguments of a raw server that responds with the same bytes. */
export function rawServer({ status, headers, text }: Reply, { method = "GET" }: Load): string[] {
  // The raw server adds these headers itself.
  const connectionHeaders = /^(?:date|connection|keep-alive|content-length)$/i;
  const headersToSend = headers.filter(([name]) => !connectionHeaders.test(name));
  return [
    rawServerFile,
    JSON.stringify({ [method]: [status, Object.fromEntries(headersToSend), text] }),
  ];
}
