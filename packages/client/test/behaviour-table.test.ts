import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { importPeer, peersAreInstalled } from "../../../scripts/bench/peers.ts";
import { type ComparedClient, comparedClients } from "./helpers/compared-clients.ts";
import { baseUrl } from "./helpers/fake-server.ts";

type ResponseFactory = () => Response | Promise<Response>;

/** One row: what the server does, and the result of this client. */
interface Row {
  readonly what: string;
  /** Responses in order; the last one repeats. */
  readonly responses: readonly ResponseFactory[];
  readonly id?: string;
  readonly post?: boolean;
  readonly expected: string;
}

const json = { "content-type": "application/json;charset=utf-8" };
const good: ResponseFactory = () => Response.json({ id: "b1", status: "active" });
const created: ResponseFactory = () =>
  Response.json({ id: "t1", status: "completed" }, { status: 201 });
function text(body: string | null, status: number, headers: object = json): ResponseFactory {
  return () => new Response(body, { status, headers: { ...headers } });
}
const html = { "content-type": "text/html" };
const tmf = '{"code":"60","reason":"not found"}';
const reset: ResponseFactory = () => Promise.reject(new TypeError("fetch failed"));

const rows: readonly Row[] = [
  { what: "404 with a TMF error", responses: [text(tmf, 404)], expected: "throws NotFoundError" },
  {
    what: "500 without a body",
    responses: [text("", 500)],
    expected: "throws ServerError, 3 requests",
  },
  {
    what: "502 with the HTML page of a gateway",
    responses: [text("<html>", 502, html)],
    expected: "throws ServerError, 3 requests",
  },
  { what: "200 with HTML", responses: [text("<html>", 200, html)], expected: "throws ParseError" },
  {
    what: "200 with incomplete JSON",
    responses: [text('{"id":"b', 200)],
    expected: "throws ParseError",
  },
  {
    what: "503 with Retry-After twice, then 200",
    responses: [text("", 503, { "retry-after": "0" }), text("", 503, { "retry-after": "0" }), good],
    expected: "data, 3 requests",
  },
  { what: "401, then 200", responses: [text("", 401), good], expected: "data, 2 requests" },
  {
    what: "never responds",
    responses: [() => new Promise(() => {})],
    expected: "throws TimeoutError, 3 requests",
  },
  {
    what: "id `a/b?x#y`",
    id: "a/b?x#y",
    responses: [good],
    expected: "data from /bucket/a%2Fb%3Fx%23y",
  },
  {
    what: "id `..`",
    id: "..",
    responses: [good],
    expected: "throws BadRequestError, no request",
  },
  {
    what: "POST, the connection breaks",
    post: true,
    responses: [reset, created],
    expected: "throws UnknownOutcomeError",
  },
  {
    what: "POST, 503 with Retry-After",
    post: true,
    responses: [text("", 503, { "retry-after": "0" }), created],
    expected: "throws UnknownOutcomeError",
  },
  {
    what: "POST, 201 with status `failed`",
    post: true,
    responses: [text('{"id":"t1","status":"failed"}', 201)],
    expected: "throws ActionFailedError",
  },
];

const timeLimitMs = 1500;

/** One cell: the result of the call, and the number and path of its requests. */
async function cell(make: ComparedClient, { responses, id = "b1", post }: Row): Promise<string> {
  const requests: string[] = [];
  const call = make(async (url) => {
    requests.push(new URL(url).href.slice(baseUrl.length) || "/");
    const response = responses[Math.min(requests.length, responses.length) - 1] ?? good;
    return response();
  });
  const timeLimit = new Promise<string>((resolve) => {
    setTimeout(resolve, timeLimitMs, "still waiting");
  });
  const ended = await Promise.race([post ? call.post() : call.get(id), timeLimit]).catch(
    (error) => `throws ${(error as Error).name}`,
  );
  const where = id === "b1" ? "" : ` from ${requests[0]}`;
  const count = requests.length === 0 ? ", no request" : `, ${requests.length} requests`;
  const times = requests.length === 1 ? "" : count;
  return `${ended}${ended.startsWith("throws") ? "" : where}${times}`;
}

const file = join(import.meta.dirname, "../../../docs/reference/client-behaviour.md");

function page(names: readonly string[], table: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return `# Clients compared on unusual responses

Each client is used as its documentation shows, on the same responses.
A cell is the result for the caller.
Time limits are 100 ms if a client has them; each call is observed for ${timeLimitMs} ms.
The test \`packages/client/test/behaviour-table.test.ts\` checks this page.
Set \`TMF654_WRITE=1\` to write it.

${line(["the server", ...names])}
${line(["---", ...names.map(() => "---")])}
${table.map((cells, at) => line([rows[at]?.what ?? "", ...cells])).join("\n")}
`;
}

describe("unusual responses", () => {
  test.each(rows)("$what: $expected", async (row) => {
    const { client } = comparedClients({});
    expect(await cell(client as ComparedClient, row)).toBe(row.expected);
  });

  const title = peersAreInstalled()
    ? "the published table is current for this client and its peers"
    : "are not compared with peers: scripts/bench/peers is not installed (npm run bench does it)";
  test(title, async () => {
    if (!peersAreInstalled()) return expect(existsSync(file)).toBe(true);
    const all = comparedClients({ ky: await importPeer("ky"), axios: await importPeer("axios") });
    const makers = Object.values(all);
    const table = await Promise.all(
      rows.map((row) => Promise.all(makers.map((make) => cell(make, row)))),
    );
    const text = page(Object.keys(all), table);
    if (process.env.TMF654_WRITE) writeFileSync(file, text);
    expect(readFileSync(file, "utf8")).toBe(text);
  }, 20_000);
});
