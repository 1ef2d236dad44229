import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { importPeer, peersAreInstalled } from "../../../scripts/bench/peers.ts";
import { type Contestant, contestants } from "./helpers/contestants.ts";
import { baseUrl } from "./helpers/fake-server.ts";

type Answer = () => Response | Promise<Response>;

/** How a row looks from outside: what the server does, and what this client makes of it. */
interface Row {
  readonly what: string;
  /** Answers in order; the last one stays. */
  readonly answers: readonly Answer[];
  readonly id?: string;
  readonly post?: boolean;
  readonly expected: string;
}

const json = { "content-type": "application/json;charset=utf-8" };
const good: Answer = () => Response.json({ id: "b1", status: "active" });
const created: Answer = () => Response.json({ id: "t1", status: "completed" }, { status: 201 });
const text = (body: string | null, status: number, headers: object = json): Answer => {
  return () => new Response(body, { status, headers: { ...headers } });
};
const html = { "content-type": "text/html" };
const tmf = '{"code":"60","reason":"not found"}';
const reset: Answer = () => Promise.reject(new TypeError("fetch failed"));

const rows: readonly Row[] = [
  { what: "404 with a TMF error", answers: [text(tmf, 404)], expected: "throws NotFoundError" },
  { what: "500, empty", answers: [text("", 500)], expected: "throws ServerError, asked 3 times" },
  {
    what: "502 with a gateway's HTML",
    answers: [text("<html>", 502, html)],
    expected: "throws ServerError, asked 3 times",
  },
  { what: "200 with HTML", answers: [text("<html>", 200, html)], expected: "throws ParseError" },
  { what: "200, cut short", answers: [text('{"id":"b', 200)], expected: "throws ParseError" },
  {
    what: "503 with Retry-After twice, then 200",
    answers: [text("", 503, { "retry-after": "0" }), text("", 503, { "retry-after": "0" }), good],
    expected: "data, asked 3 times",
  },
  { what: "401, then 200", answers: [text("", 401), good], expected: "data, asked 2 times" },
  {
    what: "never answers",
    answers: [() => new Promise(() => {})],
    expected: "throws TimeoutError, asked 3 times",
  },
  {
    what: "id `a/b?x#y`",
    id: "a/b?x#y",
    answers: [good],
    expected: "data from /bucket/a%2Fb%3Fx%23y",
  },
  { what: "id `..`", id: "..", answers: [good], expected: "throws BadRequestError, asked 0 times" },
  {
    what: "POST, the connection breaks",
    post: true,
    answers: [reset, created],
    expected: "throws UnknownOutcomeError",
  },
  {
    what: "POST answered 503 with Retry-After",
    post: true,
    answers: [text("", 503, { "retry-after": "0" }), created],
    expected: "throws UnknownOutcomeError",
  },
  {
    what: "POST answered 201, refused by status `failed`",
    post: true,
    answers: [text('{"id":"t1","status":"failed"}', 201)],
    expected: "throws ActionFailedError",
  },
];

const patienceMs = 1500;

/** One cell: what comes of the call, how often the server was asked, and where. */
async function cell(make: Contestant, { answers, id = "b1", post }: Row): Promise<string> {
  const asked: string[] = [];
  const call = make(async (url) => {
    asked.push(new URL(url).href.slice(baseUrl.length) || "/");
    const answer = answers[Math.min(asked.length, answers.length) - 1] ?? good;
    return answer();
  });
  const waiting = new Promise<string>((resolve) => {
    setTimeout(resolve, patienceMs, "still waiting");
  });
  const ended = await Promise.race([post ? call.post() : call.get(id), waiting]).catch(
    (error) => `throws ${(error as Error).name}`,
  );
  const where = id === "b1" ? "" : ` from ${asked[0]}`;
  const times = asked.length === 1 ? "" : `, asked ${asked.length} times`;
  return `${ended}${ended.startsWith("throws") ? "" : where}${times}`;
}

const file = join(import.meta.dirname, "../../../docs/reference/client-behaviour.md");

function page(names: readonly string[], table: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return `# What clients do with awkward answers

Each client as its documentation shows it, on the same answers; a cell is what the caller gets.
Timeouts are set to 100 ms where a client has them; a call is watched for ${patienceMs} ms.
\`packages/client/test/behaviour-table.test.ts\` writes it (\`TMF654_WRITE=1\`) and checks it.

${line(["the server", ...names])}
${line(["---", ...names.map(() => "---")])}
${table.map((cells, at) => line([rows[at]?.what ?? "", ...cells])).join("\n")}
`;
}

describe("awkward answers", () => {
  it.each(rows)("$what: $expected", async (row) => {
    const { client } = contestants({});
    expect(await cell(client as Contestant, row)).toBe(row.expected);
  });

  const title = peersAreInstalled()
    ? "are published as they are, for this client and its peers"
    : "are not compared with peers: scripts/bench/peers is not installed (npm run bench does it)";
  it(title, async () => {
    if (!peersAreInstalled()) return expect(existsSync(file)).toBe(true);
    const all = contestants({ ky: await importPeer("ky"), axios: await importPeer("axios") });
    const makers = Object.values(all);
    const table = await Promise.all(
      rows.map((row) => Promise.all(makers.map((make) => cell(make, row)))),
    );
    const text = page(Object.keys(all), table);
    if (process.env.TMF654_WRITE) writeFileSync(file, text);
    expect(readFileSync(file, "utf8")).toBe(text);
  }, 20_000);
});
