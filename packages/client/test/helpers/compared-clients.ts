import { bearer, createClient } from "@tmf654/client";
import type { paths } from "@tmf654/contract";
import createOpenapiFetch from "openapi-fetch";
import { baseUrl } from "./fake-server.ts";

type Fetch = (url: string) => Promise<Response>;

/** A compared client with the given fetch. Its calls resolve to a text about their result. */
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

function describeValue(value: unknown): string {
  if (typeof value === "string") return value === "" ? "returns an empty text" : "returns the text";
  return value === undefined ? "returns undefined" : "data";
}

const compareTmf654Client: ComparedClient = (fetch) => {
  let tokens = 0;
  const api = createClient({
    baseUrl,
    fetch,
    auth: bearer(() => `t${++tokens}`),
    timeoutMs: 100,
    retry: { baseDelayMs: 1 },
  });
  return {
    get: async (id) => describeValue(await api.bucket.retrieve(id)),
    post: async () => describeValue(await api.topupBalance.create(body)),
  };
};

const compareOpenapiFetch: ComparedClient = (fetch) => {
  const api = createOpenapiFetch<paths>({ baseUrl, fetch: (request) => fetch(request.url) });
  const describeResult = ({ data, error }: { data?: unknown; error?: unknown }) => {
    if (error) return "returns the error";
    return data === undefined ? "returns neither data nor error" : describeValue(data);
  };
  return {
    get: async (id) => describeResult(await api.GET("/bucket/{id}", { params: { path: { id } } })),
    post: async () => describeResult(await api.POST("/topupBalance", { body })),
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

const compareKy =
  (ky: Ky): ComparedClient =>
  (fetch) => {
    const api = ky.create({
      prefix: `${baseUrl}/`,
      fetch: (request: Request) => fetch(request.url),
      timeout: 100,
      retry: { backoffLimit: 1 },
    });
    return {
      get: async (id) => describeValue(await api.get(`bucket/${id}`).json()),
      post: async () => describeValue(await api.post("topupBalance", { json: body }).json()),
    };
  };

interface Axios {
  create(options: object): {
    get(url: string): Promise<{ data: unknown }>;
    post(url: string, body: object): Promise<{ data: unknown }>;
  };
}

const compareAxios =
  (axios: Axios): ComparedClient =>
  (fetch) => {
    const api = axios.create({
      baseURL: baseUrl,
      adapter: "fetch",
      env: { fetch: (request: Request) => fetch(request.url), Request, Response },
    });
    return {
      get: async (id) => describeValue((await api.get(`/bucket/${id}`)).data),
      post: async () => describeValue((await api.post("/topupBalance", body)).data),
    };
  };

/** Returns this client, openapi-fetch and the other clients that are installed. */
export function findComparedClients(peers: {
  ky?: Record<string, unknown>;
  axios?: Record<string, unknown>;
}): Readonly<Record<string, ComparedClient>> {
  return {
    client: compareTmf654Client,
    "openapi-fetch": compareOpenapiFetch,
    ...(peers.ky && { ky: compareKy(peers.ky.default as Ky) }),
    ...(peers.axios && { axios: compareAxios(peers.axios.default as Axios) }),
  };
}
