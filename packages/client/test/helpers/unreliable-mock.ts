import type { FetchInit } from "@tmf654/client";
import { createMock } from "@tmf654/mock";
import { fetchFailed, instantPlatform } from "./fake-server.ts";

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

const reset = fetchFailed({ code: "ECONNRESET" });
const status = (code: number, headers = {}) =>
  new Response(JSON.stringify({ code: "61", reason: "test" }), { status: code, headers });

/**
 * A mock whose requests fail as a function decides, with a bucket to watch. With `keeps`, a
 * cancelled reservation can still be read, as on servers that only change its status.
 */
export function createUnreliableMock(profile: string, keeps = false) {
  const mock = createMock({ profile, scenario: "default", clock: "2026-03-10T12:00:00Z" });
  const seen: string[] = [];
  const never = new Promise<never>(() => {});
  const hooks = {
    /** Decides what happens to the next request. */
    fault: (_method: string, _path: string): RequestFault => "none",
    /** Called when the process of the client ends in the middle of a request. */
    onCrash: () => {},
    /** Called after a request was applied. */
    onApplied: (_method: string, _path: string) => {},
  };
  const baseUrl = `http://mock${mock.basePath}`;
  const cancel = (id: string) => {
    mock.engine.patch("reserveBalance", id, { status: "cancelled", reason: "DELETE" });
    return new Response(null, { status: 204 });
  };
  const fetch = async (url: string, init: FetchInit) => {
    const { method, headers, body } = init;
    const path = url.slice(baseUrl.length);
    const fault = hooks.fault(method, path);
    seen.push(`${method} ${path.replace(/\?.*/, "")}${fault === "none" ? "" : ` ${fault}`}`);
    if (fault === "405" || fault === "501") return status(Number(fault));
    if (fault === "405Allow") return status(405, { allow: "GET, HEAD" });
    if (fault === "429") return status(429, { "retry-after": "1" });
    if (fault === "500Before") return status(500);
    if (fault === "lostBefore") throw reset;
    if (fault === "crashBefore") {
      hooks.onCrash();
      return never;
    }
    const response =
      keeps && method === "DELETE"
        ? cancel(path.split("/").at(-1) ?? "")
        : await mock.fetch(url, { method, headers, ...(body && { body }) });
    hooks.onApplied(method, path);
    if (fault === "500After") return status(500);
    if (fault === "lostAfter") throw reset;
    if (fault === "crashAfter") {
      hooks.onCrash();
      return never;
    }
    return response;
  };
  const { platform } = instantPlatform();
  /** The spendable and the held amount of a bucket, in minor units. */
  const balance = (id: string) => {
    const bucket: Record<string, unknown> = { ...mock.engine.retrieve("bucket", id) };
    const cents = (value: unknown) => Math.round((value as { amount: number }).amount * 100);
    return { spendable: cents(bucket.remainingValue), held: cents(bucket.reservedValue) };
  };
  return { mock, hooks, seen, balance, options: { baseUrl, fetch, platform } };
}
