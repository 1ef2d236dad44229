import {
  type ClientOptions,
  createClient,
  isTmf654Error,
  type ReconcileOptions,
} from "@tmf654/client";
import { createFakeServer, fetchFailed, instantPlatform, type Reply } from "./fake-server.ts";

export const start = "2026-03-01T12:00:00Z";
export const at = (second: number) => new Date(Date.parse(start) + second * 1000).toISOString();
export const date = { date: new Date(start).toUTCString() };

export const card = {
  bucket: { id: "b1" },
  amount: { amount: 5, units: "EUR" },
  partyAccount: { id: "pa1" },
  usageType: "monetary",
} as const;
export const paid = { ...card, paymentMethod: { id: "pay-7", "@type": "PaymentTransaction" } };
export const voucher = { ...card, voucher: "4711" };
export const mine = { id: "t1", status: "completed", requestedDate: at(1), ...card };

export const another = { bucket: { id: "b2" }, partyAccount: { id: "pa2" } };
export const stranger = {
  ...{ ...mine, ...another },
  requestedDate: "2020-01-01T00:00:00Z",
  amount: { amount: 9, units: "EUR" },
};
export const old = { ...mine, requestedDate: at(-60) };

export const list = (body: unknown[], headers: object = date, status = 200): Reply => ({
  status,
  body,
  headers: { ...headers },
});

/** Runs a write whose connection breaks, on a server that replies to reads. */
export async function runLostWrite(
  reply: (path: string, count: number) => Reply,
  call: (client: ReturnType<typeof createClient>) => Promise<unknown>,
  more: Partial<ClientOptions> = {},
) {
  const clock = instantPlatform();
  let reads = 0;
  const server = createFakeServer(({ method, path }) => {
    if (method !== "GET") return fetchFailed({ code: "ECONNRESET" });
    reads += 1;
    return reply(path, reads);
  });
  const client = createClient({
    ...server.options,
    platform: clock.platform,
    retry: false,
    ...more,
  });
  const error = await call(client).catch((thrown) => thrown);
  if (!isTmf654Error(error, "UnknownOutcomeError")) throw error;
  return { server, reconcile: (options?: ReconcileOptions) => error.reconcile(options) };
}
