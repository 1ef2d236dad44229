/** The client's cost, compared with a bare `fetch`, ky and axios. */
import {
  baseUrl,
  bucketText,
  callsBy,
  fixedHeaders,
  instant,
  responseHeaders,
  topup,
  topupText,
} from "./client-calls.ts";
import { rowsOfNodes } from "./client-nodes.ts";
import { type Bench, type Candidate, compare, type Row } from "./harness.ts";
import { importPeer } from "./peers.ts";

/** The server that responds at once, for peers that call `fetch` with a `Request`. */
const instantRequest = async (request: Request) =>
  new Response(request.method === "POST" ? topupText : bucketText, { headers: responseHeaders });

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
    headers: fixedHeaders,
  });
  const axios = ((await importPeer("axios")).default as Axios).create({
    baseURL: baseUrl,
    adapter: "fetch",
    env: { fetch: instantRequest, Request, Response },
    headers: fixedHeaders,
  });
  const { get, post } = callsBy(instant, baseUrl);
  return {
    get: {
      client: get.client,
      ky: () => ky.get("bucket/b1").json(),
      axios: () => axios.get("/bucket/b1"),
    },
    post: {
      client: post.client,
      ky: () => ky.post("topupBalance", { json: topup }).json(),
      axios: () => axios.post("/topupBalance", topup),
    },
  };
}

type Candidates = Readonly<Record<"client" | "ky" | "axios", Candidate>>;

/** There are many short rounds, so that other programs of the machine slow all equally. */
async function rowsOfPeers(name: string, candidates: Candidates): Promise<Row[]> {
  const results = await compare(candidates, { base: "client", rounds: 200, calls: 50 });
  return ["ky", "axios"].map((peer) => ({
    name: `${name}, client / ${peer}`,
    value: 1 / (results[peer]?.ratio ?? Number.NaN),
    unit: "×",
    atMost: 1,
  }));
}

export const bench: Bench = {
  title: "client",
  run: async () => {
    const { get, post } = await candidates();
    return [
      ...(await rowsOfNodes()),
      ...(await rowsOfPeers("GET one", get)),
      ...(await rowsOfPeers("POST", post)),
    ];
  },
};
