import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { importPeer, peersAreInstalled } from "../../../scripts/bench/peers.ts";
import { type ComparedClient, findComparedClients } from "./helpers/compared-clients.ts";
import { baseUrl } from "./helpers/fake-server.ts";

type ResponseFactory = () => Response | Promise<Response>;

/** A row of the table: the behaviour of the server and the result of this client. */
interface Row {
  readonly what: string;
  /** The responses in order. The last one repeats. */
  readonly responses: readonly ResponseFactory[];
  readonly id?: string;
  readonly post?: boolean;
  readonly expected: string;
}

const json = { "content-type": "application/json;charset=utf-8" };
const good: ResponseFactory = () => Response.json({ id: "b1", status: "active" });
const created: ResponseFactory = () =>
  Response.json({ id: "t1", status: "completed" }, { status: 201 });
function respondWith(body: string | null, status: number, headers: object = json): ResponseFactory {
  return () => new Response(body, { status, headers: { ...headers } });
}
const html = { "content-type": "text/html" };
const tmf = '{"code":"60","reason":"not found"}';
const reset: ResponseFactory = () => Promise.reject(new TypeError("fetch failed"));

const rows: readonly Row[] = [
  {
    what: "404 with a TMF error",
    responses: [respondWith(tmf, 404)],
    expected: "throws NotFoundError",
  },
  {
    what: "500 without a body",
    responses: [respondWith("", 500)],
    expected: "throws ServerError, 3 requests",
  },
  {
    what: "502 with the HTML page of a gateway",
    responses: [respondWith("<html>", 502, html)],
    expected: "throws ServerError, 3 requests",
  },
  {
    what: "200 with HTML",
    responses: [respondWith("<html>", 200, html)],
    expected: "throws ParseError",
  },
  {
    what: "200 with incomplete JSON",
    responses: [respondWith('{"id":"b', 200)],
    expected: "throws ParseError",
  },
  {
    what: "503 with Retry-After twice, then 200",
    responses: [
      respondWith("", 503, { "retry-after": "0" }),
      respondWith("", 503, { "retry-after": "0" }),
      good,
    ],
    expected: "data, 3 requests",
  },
  { what: "401, then 200", responses: [respondWith("", 401), good], expected: "data, 2 requests" },
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
    responses: [respondWith("", 503, { "retry-after": "0" }), created],
    expected: "throws UnknownOutcomeError",
  },
  {
    what: "POST, 201 with status `failed`",
    post: true,
    responses: [respondWith('{"id":"t1","status":"failed"}', 201)],
    expected: "throws ActionFailedError",
  },
];

const timeLimitMs = 1500;

/** Fills a cell: the result of the call, and the number and path of its requests. */
async function runCell(make: ComparedClient, { responses, id = "b1", post }: Row): Promise<string> {
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

function renderPage(names: readonly string[], table: readonly (readonly string[])[]): string {
  const tableLine = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return `# Clients compared on unusual responses

Each client is used as its documentation shows, on the same responses.
A cell is the result for the caller.
Time limits are 100 ms if a client has them; each call is observed for ${timeLimitMs} ms.
The test \`packages/client/test/behaviour-table.test.ts\` checks this page.
Set \`TMF654_WRITE=1\` to write it.

${tableLine(["the server", ...names])}
${tableLine(["---", ...names.map(() => "---")])}
${table.map((cells, at) => tableLine([rows[at]?.what ?? "", ...cells])).join("\n")}
`;
}

describe("unusual responses", () => {
  test.each(rows)("$what: $expected", async (row) => {
    const { client } = findComparedClients({});
    expect(await runCell(client as ComparedClient, row)).toBe(row.expected);
  });

  const title = peersAreInstalled()
    ? "the published table is current for all compared clients"
    : "are not compared with other clients: `npm run bench` installs them";
  test(title, async () => {
    if (!peersAreInstalled()) return expect(existsSync(file)).toBe(true);
    const all = findComparedClients({
      ky: await importPeer("ky"),
      axios: await importPeer("axios"),
    });
    const makers = Object.values(all);
    const table = await Promise.all(
      rows.map((row) => Promise.all(makers.map((make) => runCell(make, row)))),
    );
    const text = renderPage(Object.keys(all), table);
    if (process.env.TMF654_WRITE) writeFileSync(file, text);
    expect(readFileSync(file, "utf8")).toBe(text);
  }, 20_000);
});
