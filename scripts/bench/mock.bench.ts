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
  commandFile,
  cpuOfCommand,
  startServer,
  timeToStart,
} from "./server-process.ts";
import { type Contender, costsOf } from "./turns.ts";

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
  const mock: Contender = { name: "mock", args: builtCommand(noLog), work };
  const peers = (await peersOf(name)).map(({ name: peer, args, adapt }): Contender => {
    const load = { ...work.load, path: adapt?.(work.load.path) ?? work.load.path };
    return { name: peer, args, work: { ...work, load }, requests: 100 };
  });
  const costs = await costsOf([mock, ...peers], work);
  return costs.map(({ contender, ratio, own, generator, busy }) => {
    const isMock = contender === mock;
    const costText = `${own} µs a request`;
    const load = `the load generator costs ${generator} × node:http`;
    return {
      name: `${work.name}: ${isMock ? "the mock" : contender.name} / node:http`,
      value: ratio,
      unit: "×",
      ...(isMock && { atMost: work.atMost }),
      note: isMock ? `${costText}; ${load}, which is busy ${busy} % of the time` : costText,
    };
  });
}

/** The mock with its log, and with --strict, compared with a mock without its log. */
async function costsOfOptions(work: Work): Promise<readonly Row[]> {
  const options = [
    { name: "with the log", args: [], atMost: 1.1 },
    { name: "with --strict", args: [...noLog, "--strict"] },
  ];
  const plainContender = { name: "plain", args: builtCommand(noLog), work };
  const otherCommands = options.map(({ name, args }) => ({
    name,
    args: builtCommand(args),
    work,
  }));
  const [base, ...costs] = await costsOf([plainContender, ...otherCommands], work);
  return costs.map(({ ratio, own }, at): Row => {
    const { name = "", atMost } = options[at] ?? {};
    return {
      name: `${work.name} ${name} / without the log`,
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
  const note = `the repository's ${commandFile}, with ${noLog.join(" ")}`;
  return [
    { name: "RSS idle", value: idle, unit: "MB", atMost: 75, note },
    { name: "RSS after 50,000 GETs by id", value: afterGets, unit: "MB", atMost: 100, note },
    { name: "RSS after 50,000 lists of 10 too", value: afterLists, unit: "MB", atMost: 120, note },
  ] satisfies readonly Row[];
}

async function startRow(until: "first 200" | "listening"): Promise<Row> {
  const isListening = until === "listening";
  const raw = rawServer({ status: 200, headers: [], text: "{}" }, { path: "/" });
  const ratios: number[] = [];
  const mockTimes: number[] = [];
  for (let round = 0; round < 9; round += 1) {
    const rawTime = await timeToStart(raw, isListening ? undefined : { path: "/" });
    const listRequest = { path: "/tmf-api/prepayBalanceManagement/v4/bucket" };
    const mockTime = await timeToStart(builtCommand(), isListening ? undefined : listRequest);
    ratios.push(mockTime / rawTime);
    mockTimes.push(mockTime);
  }
  return {
    name: `Time from start to ${until} / time of node:http`,
    value: median(ratios),
    unit: "×",
    atMost: isListening ? 1.6 : 2,
    note: `${Math.round(median(mockTimes))} ms; the repository's ${commandFile}, with its log`,
  };
}

function commandRow(flag: string): Row {
  const [cli = ""] = builtCommand();
  const times = Array.from({ length: 9 }, () => cpuOfCommand([cli, flag]));
  const rowName = `Command with ${flag}, processor time`;
  return { name: rowName, value: median(times), unit: "ms", atMost: 100 };
}
