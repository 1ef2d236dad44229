/** A GET and a POST by the client with everything enabled, and by a bare `fetch`. */
import { bearer, createClient, type Middleware } from "@tmf654/client";
import { correlation } from "@tmf654/client/middleware";

export type Send = (url: string, init?: object) => Promise<Response>;

export const baseUrl = "http://ocs.example/tmf-api/prepayBalanceManagement/v4";
export const responseHeaders = {
  "content-type": "application/json;charset=utf-8",
  "x-request-id": "r1",
};
export const bucketText = JSON.stringify({
  id: "b1",
  href: `${baseUrl}/bucket/b1`,
  status: "active",
  usageType: "monetary",
  remainingValue: { amount: 12.5, units: "EUR" },
  product: [{ id: "p1", name: "Prepaid S" }],
  partyAccount: { id: "pa1", name: "Ana" },
});
export const topup = {
  bucket: { id: "b1" },
  amount: { amount: 5, units: "EUR" },
  partyAccount: { id: "pa1" },
  usageType: "monetary",
} as const;
export const topupText = JSON.stringify({ id: "t1", status: "completed", ...topup });

/** A server that responds at once, so that only the client is measured. */
export const instant: Send = async (_, init) => {
  const isPost = (init as { method?: string } | undefined)?.method === "POST";
  return new Response(isPost ? topupText : bucketText, {
    status: isPost ? 201 : 200,
    headers: responseHeaders,
  });
};

export const fixedHeaders = {
  accept: "application/json",
  authorization: "Bearer token",
  "x-channel": "app",
};

const passThrough: Middleware = (request, next) => next(request);
const newId = () => crypto.randomUUID();

/** The calls by `send`. The bare `fetch` sends and reads the same data, with the same ids. */
export function callsBy(send: Send, base: string) {
  const client = createClient({
    baseUrl: base,
    fetch: send as typeof fetch,
    auth: bearer(() => "token"),
    idempotency: true,
    headers: { "x-channel": "app" },
    retry: { onRetry: () => {} },
    middleware: [correlation(), passThrough],
    attemptMiddleware: [passThrough],
  });
  const fetchJson = async (url: string, init: object) => (await send(url, init)).json();
  const namedHeaders = () => ({ ...fixedHeaders, "x-correlation-id": newId() });
  const withKey = () => ({
    ...namedHeaders(),
    "content-type": "application/json",
    "idempotency-key": newId(),
  });
  return {
    get: {
      bare: () =>
        fetchJson(`${base}/bucket/${encodeURIComponent("b1")}`, { headers: namedHeaders() }),
      client: () => client.bucket.retrieve("b1"),
    },
    post: {
      bare: () =>
        fetchJson(`${base}/topupBalance`, {
          method: "POST",
          headers: withKey(),
          body: JSON.stringify(topup),
        }),
      client: () => client.topupBalance.create(topup),
    },
  };
}
