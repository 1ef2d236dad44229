import type { FetchInit } from "@tmf654/client";
import { createMock } from "@tmf654/mock";
import { createFetchError, createInstantPlatform } from "./fake-server.ts";

/** A fault of one request, before or after it is applied. */
export const requestFaults = [
  "lostBefore",
  "lostAfter",
  "500Before",
  "500After",
  "429",
  "crashBefore",
  "crashAfter",
  "crashAfter",
] as const;
export type RequestFault = (typeof requestFaults)[number] | "none" | "405" | "405Allow" | "501";

const connectionReset = createFetchError({ code: "ECONNRESET" });
const errorResponse = (code: number, headers = {}) =>
  new Response(JSON.stringify({ code: "61", reason: "test" }), { status: code, headers });

/**
 * Creates a mock whose requests fail as a function decides, with one bucket. With `keeps`, a
 * cancelled reservation can still be read, as on servers that only change its status.
 */
export function createUnreliableMock(profile: string, keeps = false) {
  const mock = createMock({ profile, scenario: "default", clock: "2026-03-10T12:00:00Z" });
  const seen: string[] = [];
  const never = new Promise<never>(() => {});
  const hooks = {
    /** Decides what happens to the next request. */
    fault: (_method: string, _path: string): RequestFault => "none",
    /** Called when the process of the client stops during a request. */
    onCrash: () => {},
    /** Called after a request was applied. */
    onApplied: (_method: string, _path: string) => {},
  };
  const baseUrl = `http://mock${mock.basePath}`;
  const cancelReservation = (id: string) => {
    mock.engine.patch("reserveBalance", id, { status: "cancelled", reason: "DELETE" });
    return new Response(null, { status: 204 });
  };
  const fetch = async (url: string, init: FetchInit) => {
    const { method, headers, body } = init;
    const path = url.slice(baseUrl.length);
    const fault = hooks.fault(method, path);
    seen.push(`${method} ${path.replace(/\?.*/, "")}${fault === "none" ? "" : ` ${fault}`}`);
    if (fault === "405" || fault === "501") return errorResponse(Number(fault));
    if (fault === "405Allow") return errorResponse(405, { allow: "GET, HEAD" });
    if (fault === "429") return errorResponse(429, { "retry-after": "1" });
    if (fault === "500Before") return errorResponse(500);
    if (fault === "lostBefore") throw connectionReset;
    if (fault === "crashBefore") {
      hooks.onCrash();
      return never;
    }
    const response =
      keeps && method === "DELETE"
        ? cancelReservation(path.split("/").at(-1) ?? "")
        : await mock.fetch(url, { method, headers, ...(body && { body }) });
    hooks.onApplied(method, path);
    if (fault === "500After") return errorResponse(500);
    if (fault === "lostAfter") throw connectionReset;
    if (fault === "crashAfter") {
      hooks.onCrash();
      return never;
    }
    return response;
  };
  const { platform } = createInstantPlatform();
  /** Returns the available and the reserved amount of a bucket, in minor units. */
  const amountsOf = (id: string) => {
    const bucket: Record<string, unknown> = { ...mock.engine.retrieve("bucket", id) };
    const toCents = (value: unknown) => Math.round((value as { amount: number }).amount * 100);
    return { spendable: toCents(bucket.remainingValue), held: toCents(bucket.reservedValue) };
  };
  return { mock, hooks, seen, balance: amountsOf, options: { baseUrl, fetch, platform } };
}
