/**
 * The processor time of the mock's server under saturation, compared with node:http that sends the
 * same bytes. All servers run in turns.
 */
import { type Bench, median, type Row } from "./harness.ts";
import { latencyRows } from "./latency.ts";
import { rawServer, type Work, type WorkName, worksOf } from "./mock-works.ts";
import { peersOf } from "./peer-servers.ts";
import {
  builtCommand,
  canMeasure,
  cpuOfCommand,
  type ServerProcess,
  startServer,
  timeToStart,
} from "./server-process.ts";

/** A server that runs in turn with others, and the requests that it gets in a round. */
export interface Contender {
  readonly name: string;
  readonly args: readonly string[];
  readonly work: Work;
  readonly requests: number;
}

const requests = 4000;
const rounds = 7;
const noLog = ["--log", "off"];

/** Everything is measured on the built package, as users run it. */
export const bench: Bench = {
  title: "Mock server",
  run: async () => {
    if (!canMeasure) return [];
    const works = await worksOf();
    const rows: Row[] = [];
    for (const name of ["get", "list", "topup", "refusal"] as const) {
      rows.push(...(await compareWithPeers(name, works[name])));
    }
    for (const work of [works.get, works.topup]) rows.push(...(await costsOfOptions(work)));
    rows.push(...(await latencyRows(works)));
    rows.push(...(await memoryRows(works)));
    rows.push(await startRow("first 200"), await startRow("listening"));
    rows.push(commandRow("--help"), commandRow("--version"));
    return rows;
  },
};

/** The mock without its log, and the peers, all compared with the raw server. */
async function compareWithPeers(name: WorkName, work: Work): Promise<readonly Row[]> {
  const mock: Contender = { name: "mock", args: builtCommand(noLog), work, requests };
  const peers = (await peersOf(name)).map(({ name: peer, args, adapt }): Contender => {
    const load = { ...work.load, path: adapt?.(work.load.path) ?? work.load.path };
    return { name: peer, args, work: { ...work, load }, requests: 300 };
  });
  const costs = await costsOf([mock, ...peers], work);
  return costs.map(({ contender, ratio, own, generator, busy }) => {
    const isMock = contender === mock;
    const shown = `${own} µs a request`;
    return {
      what: `${work.what}: ${isMock ? "the mock" : contender.name} / node:http`,
      value: ratio,
      unit: "×",
      ...(isMock && { atMost: work.atMost }),
      note: isMock
        ? `${shown}; the load generator costs ${generator} × node:http, which is busy ${busy} % of the time`
        : shown,
    };
  });
}

interface Cost {
  readonly contender: Contender;
  /** Median over the rounds of its processor time / that of the raw server. */
  readonly ratio: number;
  /** Microseconds of processor time for a request. */
  readonly own: number;
  /** Processor time of the load generator / that of the raw server. */
  readonly generator: number;
  /** The share of a processor that the raw server uses. */
  readonly busy: number;
}

/** Runs all contenders and the raw server in turns, in another order in each round. */
export async function costsOf(
  contenders: readonly Contender[],
  { load }: Work,
  count = rounds,
): Promise<readonly Cost[]> {
  const servers = await Promise.all(contenders.map(({ args }) => startServer(args)));
  const [first] = servers as [ServerProcess];
  const raw = await startServer(rawServer(await first.send(load), load));
  const runs = contenders.map((contender, at) => ({
    ...contender,
    server: servers[at] as ServerProcess,
    times: [] as number[],
  }));
  const base = { server: raw, times: [] as number[], requests, work: { load } };
  const generator: number[] = [];
  const busy: number[] = [];
  for (let round = -2; round < count; round += 1) {
    const all = [base, ...runs];
    for (const run of round % 2 === 0 ? all : all.reverse()) {
      const own = process.cpuUsage();
      const startedAt = performance.now();
      const time = await run.server.cpuOf(run.work.load, run.requests);
      if (round < 0) continue;
      run.times.push(time);
      if (run !== base) continue;
      const { user, system } = process.cpuUsage(own);
      generator.push((user + system) / run.requests / time);
      busy.push((time * run.requests) / 10 / (performance.now() - startedAt));
    }
  }
  await Promise.all([raw, ...servers].map((server) => server.stop()));
  return runs.map(({ times }, at) => ({
    contender: contenders[at] as Contender,
    ratio: median(times.map((time, round) => time / (base.times[round] ?? Number.NaN))),
    own: Math.round(median(times)),
    generator: Math.round(median(generator) * 100) / 100,
    busy: Math.round(median(busy)),
  }));
}

/** The mock with its log, with --strict and without traces, compared with a mock without its log. */
async function costsOfOptions(work: Work): Promise<readonly Row[]> {
  const options = [
    { what: "with the log", args: [], atMost: 1.1 },
    { what: "with --strict", args: [...noLog, "--strict"] },
    { what: "without traces", args: [...noLog, "--no-trace"] },
  ];
  const plain = { name: "plain", args: builtCommand(noLog), work, requests };
  const others = options.map(({ what, args }) => ({
    name: what,
    args: builtCommand(args),
    work,
    requests,
  }));
  const [base, ...costs] = await costsOf([plain, ...others], work);
  return costs.map(({ ratio, own }, at): Row => {
    const { what = "", atMost } = options[at] ?? {};
    return {
      what: `${work.what} ${what} / without the log`,
      value: ratio / (base?.ratio ?? Number.NaN),
      unit: "×",
      ...(atMost !== undefined && { atMost }),
      note: `${own} µs a request`,
    };
  });
}

/** Resident memory of one server: idle, after many reads of one resource, after many lists. */
async function memoryRows({ get, list }: Awaited<ReturnType<typeof worksOf>>) {
  const server = await startServer(builtCommand(noLog));
  const idle = server.rss();
  await server.cpuOf(get.load, 50_000);
  const afterGets = server.rss();
  await server.cpuOf(list.load, 50_000);
  const afterLists = server.rss();
  await server.stop();
  return [
    { what: "RSS idle", value: idle, unit: "MB", atMost: 75 },
    { what: "RSS after 50,000 GETs by id", value: afterGets, unit: "MB", atMost: 100 },
    { what: "RSS after 50,000 lists of 10 too", value: afterLists, unit: "MB", atMost: 120 },
  ] satisfies readonly Row[];
}

async function startRow(until: "first 200" | "listening"): Promise<Row> {
  const isListening = until === "listening";
  const raw = rawServer({ status: 200, headers: [], text: "{}" }, { path: "/" });
  const ratios: number[] = [];
  const own: number[] = [];
  for (let round = 0; round < 9; round += 1) {
    const theirs = await timeToStart(raw, isListening ? undefined : { path: "/" });
    const list = { path: "/tmf-api/prepayBalanceManagement/v4/bucket" };
    const mine = await timeToStart(builtCommand(), isListening ? undefined : list);
    ratios.push(mine / theirs);
    own.push(mine);
  }
  return {
    what: `Time from start to ${until} / time of node:http`,
    value: median(ratios),
    unit: "×",
    atMost: isListening ? 1.6 : 2,
    note: `${Math.round(median(own))} ms`,
  };
}

function commandRow(flag: string): Row {
  const [cli = ""] = builtCommand();
  const times = Array.from({ length: 9 }, () => cpuOfCommand([cli, flag]));
  const what = `Command with ${flag}, processor time`;
  return { what, value: median(times), unit: "ms", atMost: 100 };
}
