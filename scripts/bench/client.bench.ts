/** The client's cost, compared with a bare `fetch` that responds at once, ky and axios. */
import { bearer, createClient, type Middleware } from "@tmf654/client";
import { correlation } from "@tmf654/client/middleware";
import { type Bench, type Candidate, compare, type Result, type Row } from "./harness.ts";
import { importPeer } from "./peers.ts";

type Send = (url: string, init?: object) => Promise<Response>;

const baseUrl = "http://ocs.example/tmf-api/prepayBalanceManagement/v4";
const headers = { "content-type": "application/json;charset=utf-8", "x-request-id": "r1" };
const bucket = JSON.stringify({
  id: "b1",
  href: `${baseUrl}/bucket/b1`,
  status: "active",
  usageType: "monetary",
  remainingValue: { amount: 12.5, units: "EUR" },
  product: [{ id: "p1", name: "Prepaid S" }],
  partyAccount: { id: "pa1", name: "Ana" },
});
const topup = {
  bucket: { id: "b1" },
  amount: { amount: 5, units: "EUR" },
  partyAccount: { id: "pa1" },
  usageType: "monetary",
} as const;
const created = JSON.stringify({ id: "t1", status: "completed", ...topup });

/** A server that responds at once, so that only the client is measured. */
const instant: Send = async (_, init) => {
  const isPost = (init as { method?: string } | undefined)?.method === "POST";
  return new Response(isPost ? created : bucket, { status: isPost ? 201 : 200, headers });
};

/** The same server for peers that call `fetch` with a `Request`. */
const instantRequest = async (request: Request) =>
  new Response(request.method === "POST" ? created : bucket, { headers });

const passThrough: Middleware = (request, next) => next(request);

/** Everything enabled: auth, retries, timeouts, idempotency, correlation, all hooks. */
const client = createClient({
  baseUrl,
  fetch: instant,
  auth: bearer(() => "token"),
  idempotency: true,
  headers: { "x-channel": "app" },
  retry: { onRetry: () => {} },
  middleware: [correlation(), passThrough],
  attemptMiddleware: [passThrough],
});

const fixed = { accept: "application/json", authorization: "Bearer token", "x-channel": "app" };
const json = { "content-type": "application/json" };
const newId = () => crypto.randomUUID();

interface Ky {
  create(options: object): Record<"get" | "post", (url: string, o?: object) => Parsed>;
}
interface Parsed {
  json(): Promise<unknown>;
}
interface Axios {
  create(options: object): Record<"get" | "post", (...args: unknown[]) => unknown>;
}

async function candidates() {
  const ky = ((await importPeer("ky")).default as Ky).create({
    prefix: baseUrl,
    fetch: instantRequest,
    headers: fixed,
  });
  const axios = ((await importPeer("axios")).default as Axios).create({
    baseURL: baseUrl,
    adapter: "fetch",
    env: { fetch: instantRequest, Request, Response },
    headers: fixed,
  });
  const fetchJson = async (url: string, init: object) => (await instant(url, init)).json();
  // The bare `fetch` sends and reads the same data as the client, with the same ids.
  const namedHeaders = () => ({ ...fixed, "x-correlation-id": newId() });
  const withKey = () => ({ ...namedHeaders(), ...json, "idempotency-key": newId() });
  return {
    get: {
      bare: () =>
        fetchJson(`${baseUrl}/bucket/${encodeURIComponent("b1")}`, { headers: namedHeaders() }),
      client: () => client.bucket.retrieve("b1"),
      ky: () => ky.get("bucket/b1").json(),
      axios: () => axios.get("/bucket/b1"),
    },
    post: {
      bare: () =>
        fetchJson(`${baseUrl}/topupBalance`, {
          method: "POST",
          headers: withKey(),
          body: JSON.stringify(topup),
        }),
      client: () => client.topupBalance.create(topup),
      ky: () => ky.post("topupBalance", { json: topup }).json(),
      axios: () => axios.post("/topupBalance", topup),
    },
  };
}

type Candidates = Readonly<Record<"bare" | "client" | "ky" | "axios", Candidate>>;

/**
 * Compares the client with a bare `fetch` first, without ky and axios. Their many `Request`s would
 * be collected as garbage while the client and the bare `fetch` are measured. There are many short
 * rounds, so that other programs of the machine slow all compared clients equally.
 */
async function rows(name: string, all: Candidates, atMost: number): Promise<Row[]> {
  const { bare, client, ky, axios } = all;
  const alone = await compare({ bare, client }, { base: "bare", rounds: 1600, calls: 50 });
  const peers = await compare({ client, ky, axios }, { base: "client", rounds: 200, calls: 50 });
  const value = (results: Readonly<Record<string, Result>>, name: string) =>
    results[name]?.ratio ?? Number.NaN;
  return [
    { name: `${name}, client / bare fetch`, value: value(alone, "client"), unit: "×", atMost },
    { name: `${name}, client / ky`, value: 1 / value(peers, "ky"), unit: "×", atMost: 1 },
    { name: `${name}, client / axios`, value: 1 / value(peers, "axios"), unit: "×", atMost: 1 },
  ];
}

export const bench: Bench = {
  title: "client",
  run: async () => {
    const { get, post } = await candidates();
    return [...(await rows("GET one", get, 1.5)), ...(await rows("POST", post, 1.8))];
  },
};
