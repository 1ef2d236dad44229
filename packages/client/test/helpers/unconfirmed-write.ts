import {
  type ClientOptions,
  createClient,
  isTmf654Error,
  type ReconcileOptions,
} from "@tmf654/client";
import {
  createFakeServer,
  createFetchError,
  createInstantPlatform,
  type Reply,
} from "./fake-server.ts";

export const startTime = "2026-03-01T12:00:00Z";
export const timeAt = (second: number) =>
  new Date(Date.parse(startTime) + second * 1000).toISOString();
export const dateHeader = { date: new Date(startTime).toUTCString() };

export const cardTopup = {
  bucket: { id: "b1" },
  amount: { amount: 5, units: "EUR" },
  partyAccount: { id: "pa1" },
  usageType: "monetary",
} as const;
export const paymentTopup = {
  ...cardTopup,
  paymentMethod: { id: "pay-7", "@type": "PaymentTransaction" },
};
export const voucherTopup = { ...cardTopup, voucher: "4711" };
export const ownTopup = { id: "t1", status: "completed", requestedDate: timeAt(1), ...cardTopup };

export const otherOwners = { bucket: { id: "b2" }, partyAccount: { id: "pa2" } };
export const foreignTopup = {
  ...{ ...ownTopup, ...otherOwners },
  requestedDate: "2020-01-01T00:00:00Z",
  amount: { amount: 9, units: "EUR" },
};
export const earlierTopup = { ...ownTopup, requestedDate: timeAt(-60) };

export const listReply = (body: unknown[], headers: object = dateHeader, status = 200): Reply => ({
  status,
  body,
  headers: { ...headers },
});

/** Runs a write whose connection breaks, on a server that still responds to reads. */
export async function runLostWrite(
  reply: (path: string, count: number) => Reply,
  call: (client: ReturnType<typeof createClient>) => Promise<unknown>,
  moreOptions: Partial<ClientOptions> = {},
) {
  const clock = createInstantPlatform();
  let reads = 0;
  const server = createFakeServer(({ method, path }) => {
    if (method !== "GET") return createFetchError({ code: "ECONNRESET" });
    reads += 1;
    return reply(path, reads);
  });
  const client = createClient({
    ...server.options,
    platform: clock.platform,
    retry: false,
    ...moreOptions,
  });
  const error = await call(client).catch((thrown) => thrown);
  if (!isTmf654Error(error, "UnknownOutcomeError")) throw error;
  return { server, reconcile: (options?: ReconcileOptions) => error.reconcile(options) };
}
