import { bearer, createClient } from "@tmf654/client";
import type { paths } from "@tmf654/contract";
import createOpenapiFetch from "openapi-fetch";
import { baseUrl } from "./fake-server.ts";

type Fetch = (url: string) => Promise<Response>;

/** A client under comparison, over the given fetch; calls resolve to what the caller has in hand. */
export type ComparedClient = (fetch: Fetch) => {
  get(id: string): Promise<string>;
  post(): Promise<string>;
};

const body = {
  bucket: { id: "b1" },
  partyAccount: { id: "pa1" },
  usageType: "monetary",
  amount: { amount: 5, units: "EUR" },
} as const;

function inHand(value: unknown): string {
  if (typeof value === "string") return value === "" ? "returns an empty text" : "returns the text";
  return value === undefined ? "returns undefined" : "data";
}

const client: ComparedClient = (fetch) => {
  let tokens = 0;
  const api = createClient({
    baseUrl,
    fetch,
    auth: bearer(() => `t${++tokens}`),
    timeoutMs: 100,
    retry: { baseDelayMs: 1 },
  });
  return {
    get: async (id) => inHand(await api.bucket.retrieve(id)),
    post: async () => inHand(await api.topupBalance.create(body)),
  };
};

const openapiFetch: ComparedClient = (fetch) => {
  const api = createOpenapiFetch<paths>({ baseUrl, fetch: (request) => fetch(request.url) });
  const seen = ({ data, error }: { data?: unknown; error?: unknown }) => {
    if (error) return "returns the error";
    return data === undefined ? "returns neither data nor error" : inHand(data);
  };
  return {
    get: async (id) => seen(await api.GET("/bucket/{id}", { params: { path: { id } } })),
    post: async () => seen(await api.POST("/topupBalance", { body })),
  };
};

interface Parsed {
  json(): Promise<unknown>;
}

interface Ky {
  create(options: object): {
    get(url: string): Parsed;
    post(url: string, options: object): Parsed;
  };
}

const kyOf =
  (ky: Ky): ComparedClient =>
  (fetch) => {
    const api = ky.create({
      prefix: `${baseUrl}/`,
      fetch: (request: Request) => fetch(request.url),
      timeout: 100,
      retry: { backoffLimit: 1 },
    });
    return {
      get: async (id) => inHand(await api.get(`bucket/${id}`).json()),
      post: async () => inHand(await api.post("topupBalance", { json: body }).json()),
    };
  };

interface Axios {
  create(options: object): {
    get(url: string): Promise<{ data: unknown }>;
    post(url: string, body: object): Promise<{ data: unknown }>;
  };
}

const axiosOf =
  (axios: Axios): ComparedClient =>
  (fetch) => {
    const api = axios.create({
      baseURL: baseUrl,
      adapter: "fetch",
      env: { fetch: (request: Request) => fetch(request.url), Request, Response },
    });
    return {
      get: async (id) => inHand((await api.get(`/bucket/${id}`)).data),
      post: async () => inHand((await api.post("/topupBalance", body)).data),
    };
  };

/** This client, openapi-fetch, and those peers that are at hand. */
export function comparedClients(peers: {
  ky?: Record<string, unknown>;
  axios?: Record<string, unknown>;
}): Readonly<Record<string, ComparedClient>> {
  return {
    client,
    "openapi-fetch": openapiFetch,
    ...(peers.ky && { ky: kyOf(peers.ky.default as Ky) }),
    ...(peers.axios && { axios: axiosOf(peers.axios.default as Axios) }),
  };
}
