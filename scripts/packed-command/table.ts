/** The expected results of each verb and flag of the installed `tmf654-mock`. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { verbs } from "../../packages/mock/src/cli/verbs.ts";

/** A running command. */
export interface Running {
  /** The URL of the control plane's server, such as `http://127.0.0.1:4010`. */
  readonly origin: string;
  /** The URL of the API. */
  readonly api: string;
  /** Returns all output so far. */
  readonly output: () => string;
  /** Returns the output on stdout so far. */
  readonly stdout: () => string;
  /** Resolves when the output matches. Rejects after a minute. */
  readonly until: (text: RegExp) => Promise<void>;
  /** Runs another command and returns its output. */
  readonly run: (...args: string[]) => Promise<string>;
  /** The folder of the user. */
  readonly folder: string;
}

/** A command line, and what is expected of it. */
export interface CommandRow {
  readonly args: readonly string[];
  /** The output of a command that ends. */
  readonly expectedOutput?: RegExp;
  /** The exit code of a command that ends. Default 0. */
  readonly code?: number;
  /** Tests a server. It throws when something differs. */
  readonly serves?: (server: Running) => Promise<void>;
}

function expectEqual(actual: unknown, expected: unknown): void {
  const [left, right] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (left !== right) throw new Error(`${left} in place of ${right}`);
}

const statusOf = async (url: string, init?: RequestInit) => (await fetch(url, init)).status;
const jsonOf = async (url: string, headers: Record<string, string> = {}) =>
  (await fetch(url, { headers })).json();
const json = { "content-type": "application/json" };

/** Sends a top-up of €10.00, and returns the response. */
function topUp(api: string, headers: Record<string, string> = {}): Promise<Response> {
  const body = JSON.stringify({
    amount: { amount: 10, units: "EUR" },
    usageType: "monetary",
    bucket: { id: "ana-main" },
    partyAccount: { id: "acc-ana" },
  });
  return fetch(`${api}/topupBalance`, { method: "POST", headers: { ...json, ...headers }, body });
}

/** Sends a top-up, and returns its id. */
async function idOfTopUp(api: string): Promise<string> {
  const { id } = (await (await topUp(api)).json()) as { id: string };
  return id;
}

/** The id of the first action of a server, by the server's seed. */
const idsBySeed = new Map<string, string>();
const token = { authorization: "Bearer secret" };

const endingRows: readonly CommandRow[] = [
  { args: ["--version"], expectedOutput: /^\d+\.\d+\.\d+\n$/ },
  { args: ["--help"], expectedOutput: /listen[\s\S]*doctor/ },
  { args: ["serve", "--version"], expectedOutput: /^\d+\.\d+\.\d+\n$/ },
  ...verbs.map(
    ({ name }): CommandRow => ({
      args: [name, "--help"],
      expectedOutput: new RegExp(`tmf654-mock ${name}`),
    }),
  ),
  { args: ["scenarios"], expectedOutput: /low-balance/ },
  { args: ["scenarios", "everyday", "--json"], expectedOutput: /"msisdn": "34600000101"/ },
  { args: ["routes"], expectedOutput: /createTopupBalance[\s\S]*\/__mock\/clock/ },
  {
    args: ["routes", "--profile", "certified", "--json"],
    expectedOutput: /"createReserveBalance"/,
  },
  {
    args: ["doctor", "--port", "0", "--config", "tmf654.config.json", "--public", "public"],
    expectedOutput: /Node\.js[\s\S]*settings file[\s\S]*worker script/,
  },
  {
    args: ["examples", "--port", "0", "--host", "127.0.0.1"],
    code: 1,
    expectedOutput: /npm install/,
  },
  { args: ["--guard", "prism", "--port", "0"], code: 1, expectedOutput: /Prism is not installed/ },
  { args: ["--trace", "perhaps"], code: 2, expectedOutput: /--trace "perhaps"/ },
  { args: ["--prot", "1"], code: 2, expectedOutput: /--prot.*--port/ },
  { args: ["serv"], code: 2, expectedOutput: /serv.*serve/ },
  { args: ["--run"], code: 2, expectedOutput: /--clock/ },
  {
    args: ["seed", "--url", "http://127.0.0.1:9", "--subscribers", "1"],
    code: 1,
    expectedOutput: /:9/,
  },
];

const servingRows: readonly CommandRow[] = [
  {
    args: ["serve", "--host", "127.0.0.1", "--base-path", "/api", "--scenario", "empty"],
    serves: async ({ origin }) => {
      expectEqual(await jsonOf(`${origin}/api/bucket`), []);
    },
  },
  {
    args: ["--profile", "certified", "--strict"],
    serves: async ({ api }) => {
      expectEqual(await statusOf(`${api}/bucket/ana-main`), 200);
      expectEqual(await statusOf(`${api}/bucket/ana-main`, { method: "DELETE" }), 405);
    },
  },
  {
    args: ["--forwarded-prefix"],
    serves: async ({ api }) => {
      const bucket = await jsonOf(`${api}/bucket/ana-main`, { "x-forwarded-prefix": "/outer" });
      expectEqual(bucket.href.startsWith("/outer/"), true);
    },
  },
  {
    args: ["--config", "tmf654.config.json", "--watch"],
    serves: async ({ api, folder, until }) => {
      expectEqual(await statusOf(`${api}/bucket/cara-main`), 404);
      const file = join(folder, "tmf654.config.json");
      writeFileSync(file, JSON.stringify({ scenario: "packs" }));
      await until(/The (?:scenario has|mock was)/);
      writeFileSync(file, "{}");
    },
  },
  {
    args: ["--clock", "2026-03-01T12:00:00Z"],
    serves: async ({ origin }) => {
      const { mode, now } = await jsonOf(`${origin}/__mock/clock`);
      expectEqual([mode, now], ["set", "2026-03-01T12:00:00.000Z"]);
    },
  },
  {
    args: ["--clock", "2026-03-01T12:00:00Z", "--run", "--latency", "100-120"],
    serves: async ({ origin, api }) => {
      const start = performance.now();
      expectEqual(await statusOf(`${api}/bucket/ana-main`), 200);
      expectEqual(performance.now() - start >= 99, true);
      const { now } = await jsonOf(`${origin}/__mock/clock`);
      expectEqual(now > "2026-03-01T12:00:00.050Z" && now < "2026-03-01T13", true);
    },
  },
  {
    args: ["--seed", "7"],
    serves: async ({ api }) => void idsBySeed.set("7", await idOfTopUp(api)),
  },
  ...["7", "8"].map((seed) => ({
    args: ["--seed", seed],
    serves: async ({ api }: Running) => {
      expectEqual((await idOfTopUp(api)) === idsBySeed.get("7"), seed === "7");
    },
  })),
  {
    args: ["--tenants", "--max-tenants", "2"],
    serves: async ({ api }) => {
      const tenant = (name: string) => ({ "x-tenant": name });
      const balanceOf = async (name: string) =>
        (await jsonOf(`${api}/bucket/ana-main`, tenant(name))).remainingValue.amount;
      expectEqual((await topUp(api, tenant("one"))).status, 201);
      expectEqual([await balanceOf("one"), await balanceOf("two")], [35.5, 25.5]);
      expectEqual((await topUp(api, tenant("two"))).status, 201);
      // Both tenants have changes, so none is replaced.
      expectEqual((await topUp(api, tenant("three"))).status, 503);
    },
  },
  {
    args: ["--max-actions", "2"],
    serves: async ({ api }) => {
      const ids: string[] = [];
      for (let count = 0; count < 3; count += 1) ids.push(await idOfTopUp(api));
      const statuses = await Promise.all(ids.map((id) => statusOf(`${api}/topupBalance/${id}`)));
      expectEqual(statuses, [404, 200, 200]);
    },
  },
  ...["on", "off"].map((trace) => ({
    args: ["--trace", trace],
    serves: async ({ api, origin }: Running) => {
      const number = (await topUp(api)).headers.get("x-mock-trace");
      const { reason, commands } = await jsonOf(`${origin}/__mock/trace/${number}`);
      // The reason is always there, and the decision of the ledger only while traces are on.
      expectEqual([typeof reason, commands.length], ["string", trace === "on" ? 1 : 0]);
    },
  })),
  ...["pretty", "off"].map((log) => ({
    args: ["--log", log],
    serves: async ({ api, origin, output, until }: Running) => {
      await until(/curl/);
      expectEqual(await statusOf(`${api}/bucket/ana-main`), 200);
      const line = /^\d\d:\d\d:\d\d GET \/bucket\/ana-main 200/m;
      if (log === "pretty") return until(line);
      // The line of a log would follow within 20 ms.
      await setTimeout(500);
      expectEqual([line.test(output()), output().includes(origin)], [false, true]);
    },
  })),
  ...[25.5, 20.5].map((balance) => ({
    args: ["--data", "sandbox.db"],
    serves: async ({ api, origin }: Running) => {
      expectEqual((await jsonOf(`${api}/bucket/ana-main`)).remainingValue.amount, balance);
      const body = JSON.stringify({ amount: 5, units: "EUR" });
      const init = { method: "POST", body, headers: json };
      await statusOf(`${origin}/__mock/buckets/ana-main/spend`, init);
    },
  })),
  {
    args: ["--control-token", "secret", "--log", "json", "--scenario", "empty"],
    serves: async ({ origin, api, run, stdout, until }) => {
      expectEqual(await statusOf(`${origin}/__mock/clock`), 401);
      expectEqual(await statusOf(`${origin}/__mock/clock`, { headers: token }), 200);
      const accessArguments = ["--url", origin, "--token", "secret"];
      await run("seed", ...accessArguments, "--subscribers", "3");
      await run("seed", ...accessArguments, "--scenario", "packs");
      expectEqual(await statusOf(`${api}/bucket?limit=1`), 206);
      await until(/^\{"kind":"request".*"status":206/m);
      for (const line of stdout().trimEnd().split("\n")) JSON.parse(line);
    },
  },
  {
    args: ["--auth", "oauth"],
    serves: async ({ api }) => {
      expectEqual(await statusOf(`${api}/bucket/ana-main`), 401);
      const client = `Basic ${btoa("tmf654:tmf654")}`;
      const reply = await fetch(`${api}/oauth2/token`, {
        method: "POST",
        headers: { authorization: client },
        body: new URLSearchParams({ grant_type: "client_credentials" }),
      });
      const { access_token } = (await reply.json()) as { access_token: string };
      const authorization = `Bearer ${access_token}`;
      expectEqual(await statusOf(`${api}/bucket/ana-main`, { headers: { authorization } }), 200);
    },
  },
  {
    args: ["--quiet"],
    serves: async ({ api, output }) => {
      expectEqual(await statusOf(`${api}/bucket/ana-main`), 200);
      expectEqual(output(), "");
    },
  },
];

/** The rows that use the database file of an earlier row. */
const storedRows: readonly CommandRow[] = [
  { args: ["export", "--data", "sandbox.db", "sandbox.ndjson"], expectedOutput: /rows exported/ },
  {
    args: ["import", "--data", "second.db", "--replace", "sandbox.ndjson"],
    expectedOutput: /rows imported/,
  },
  {
    args: ["import", "--data", "second.db", "sandbox.ndjson"],
    code: 1,
    expectedOutput: /--replace/,
  },
  { args: ["check", "--data", "second.db"], expectedOutput: /0 issues/ },
  // The package `pg` is not installed in this folder.
  ...["export", "import", "check"].map(
    (verb): CommandRow => ({
      args: [verb, "--database", "postgres://user@127.0.0.1/sandbox"],
      code: 1,
      expectedOutput: /npm install pg/,
    }),
  ),
  {
    args: ["--database", "mysql://127.0.0.1/x", "--reads", "local"],
    code: 2,
    expectedOutput: /must be a URL such as postgres:/,
  },
];

/** All rows. `listen` needs two servers, so it has a test of its own. */
export const rows: readonly CommandRow[] = [...endingRows, ...servingRows, ...storedRows];

/** The flags that the rows and the test of `listen` use, as `verb --flag`. */
export function usedFlags(): ReadonlySet<string> {
  const lines = [
    ...rows.map(({ args }) => args),
    ["seed", "--url", "--token", "--subscribers", "--scenario"],
    ["listen", "--url", "--token", "--forward-to"],
  ];
  return new Set(
    lines.flatMap(([firstWord = "", ...rest]) => {
      const verb = firstWord.startsWith("--") ? "serve" : firstWord;
      const args = firstWord.startsWith("--") ? [firstWord, ...rest] : rest;
      return args.filter((arg) => arg.startsWith("--")).map((flag) => `${verb} ${flag}`);
    }),
  );
}
