/**
 * The CPU time of the mock's server, compared with node:http that sends the same bytes. Both run in
 * turns.
 */
import { join } from "node:path";
import { type Bench, median, type Row } from "./harness.ts";
import {
  builtCommand,
  canMeasure,
  cpuOfCommand,
  type Load,
  type Reply,
  startServer,
  timeToStart,
} from "./server-process.ts";

interface Case {
  readonly what: string;
  readonly load: Load;
  readonly atMost: number;
  readonly args?: readonly string[];
  /** The flags of a second mock to compare with, in place of node:http. */
  readonly comparedWith?: readonly string[];
}

const raw = join(import.meta.dirname, "raw-server.mjs");
const base = "/tmf-api/prepayBalanceManagement/v4";
const json = { "content-type": "application/json" };
const rounds = 7;
const requests = 1500;
const noLog = ["--log", "off"];

/** Everything is measured on the built package, as users run it. */
export const bench: Bench = {
  title: "Mock server",
  run: async () => {
    if (!canMeasure) return [];
    const rows: Row[] = [];
    for (const each of await cases()) rows.push(await compare(each));
    rows.push(await startRow("first 200"), await startRow("listening"), await idleRow());
    rows.push(commandRow("--help"), commandRow("--version"));
    return rows;
  },
};

async function cases(): Promise<readonly Case[]> {
  const server = await startServer(builtCommand());
  const list = await server.send({
    path: `${base}/bucket?usageType=monetary&status=active&limit=1`,
  });
  await server.stop();
  const [bucket] = JSON.parse(list.text);
  const body = {
    bucket: { id: bucket.id },
    partyAccount: { id: bucket.partyAccount.id },
    usageType: "monetary",
    amount: { amount: 0.01, units: bucket.remainingValue.units },
  };
  const bad = {
    amount: { amount: "ten", units: 5 },
    usageType: "gold",
    validFor: { endDateTime: "x" },
  };
  const get = { path: `${base}/bucket/${bucket.id}` };
  const post = { method: "POST", path: `${base}/topupBalance`, headers: json };
  return [
    { what: "GET /bucket/{id}", load: get, atMost: 2 },
    {
      what: "GET a list of 10 by a filter",
      load: { path: `${base}/bucket?status=active&limit=10` },
      atMost: 4,
    },
    {
      what: "POST /topupBalance: validation, arithmetic, history, event",
      load: { ...post, body: JSON.stringify(body) },
      atMost: 3,
    },
    {
      what: "POST /topupBalance refused with all its issues",
      load: { ...post, body: JSON.stringify(bad) },
      atMost: 2.5,
    },
    { what: "GET /bucket/{id} with --strict", load: get, atMost: 3, args: ["--strict"] },
    { what: "GET /bucket/{id} with the log", load: get, atMost: 1.1, comparedWith: noLog },
    {
      what: "POST /topupBalance with the log",
      load: { ...post, body: JSON.stringify(body) },
      atMost: 1.1,
      comparedWith: noLog,
    },
  ];
}

/**
 * Median over the rounds: CPU for a request of the mock, divided by the CPU of node:http or of the
 * second mock.
 */
async function compare({ what, load, atMost, args = [], comparedWith }: Case): Promise<Row> {
  const mock = await startServer(builtCommand(args));
  const yardstick = await startServer(
    comparedWith
      ? builtCommand(comparedWith)
      : [raw, JSON.stringify(fixedResponse(await mock.send(load), load))],
  );
  const ratios: number[] = [];
  const own: number[] = [];
  for (let round = -2; round < rounds; round += 1) {
    const [first, second] = round % 2 === 0 ? [mock, yardstick] : [yardstick, mock];
    const costs = [await first.cpuOf(load, requests), await second.cpuOf(load, requests)];
    const [mine = 0, theirs = 0] = round % 2 === 0 ? costs : costs.reverse();
    if (round < 0) continue;
    ratios.push(mine / theirs);
    own.push(mine);
  }
  await Promise.all([mock.stop(), yardstick.stop()]);
  const note = `${Math.round(median(own))} µs of CPU for each request, over 16 connections`;
  return {
    what: `${what}, CPU / CPU of ${comparedWith ? comparedWith.join(" ") : "node:http"}`,
    value: median(ratios),
    unit: "×",
    atMost,
    note,
  };
}

/** The same bytes, except those that node:http adds. */
function fixedResponse({ status, headers, text }: Reply, { method = "GET" }: Load): object {
  const own = /^(?:date|connection|keep-alive)$/;
  const kept = Object.entries(headers).filter(([name]) => !own.test(name));
  return { [method]: [status, Object.fromEntries(kept), text] };
}

async function startRow(until: "first 200" | "listening"): Promise<Row> {
  const isListening = until === "listening";
  const any = { path: "/" };
  const list = { path: `${base}/bucket` };
  const ratios: number[] = [];
  const own: number[] = [];
  for (let round = 0; round < 9; round += 1) {
    const theirs = await timeToStart([raw], isListening ? undefined : any);
    const mine = await timeToStart(builtCommand(), isListening ? undefined : list);
    ratios.push(mine / theirs);
    own.push(mine);
  }
  const note = `${Math.round(median(own))} ms`;
  return {
    what: `Time from start to ${until} / time of node:http`,
    value: median(ratios),
    unit: "×",
    atMost: isListening ? 1.6 : 2,
    note,
  };
}

async function idleRow(): Promise<Row> {
  const mock = await startServer(builtCommand());
  const value = mock.rss();
  await mock.stop();
  return { what: "RSS idle", value, unit: "MB", atMost: 75 };
}

function commandRow(flag: string): Row {
  const [cli = ""] = builtCommand();
  const times = Array.from({ length: 9 }, () => cpuOfCommand([cli, flag]));
  const what = `Command with ${flag}, processor time`;
  return { what, value: median(times), unit: "ms", atMost: 100 };
}
