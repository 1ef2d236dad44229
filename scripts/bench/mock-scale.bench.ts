/**
 * The cost of a million buckets compared with a thousand: the server's CPU time for a request, and
 * its memory. A list without an index reads every bucket; its cost is measured without a limit.
 */
import { type Bench, median, type Row } from "./harness.ts";
import type { Load } from "./http-bytes.ts";
import { builtCommand, canMeasure, startServer } from "./server-process.ts";

const api = "/tmf-api/prepayBalanceManagement/v4";
const jsonHeaders = { "content-type": "application/json" };
/** A generated subscriber has 2.83 buckets on average. */
const subscribers = { few: 353, many: 353_400 };
const rounds = 7;

type LoadedServer = Awaited<ReturnType<typeof load>>;

/** One kind of request, sent to both servers, so that only the size of the servers differs. */
interface Access {
  readonly name: string;
  readonly note: string;
  /** Requests of one round. */
  readonly requests: number;
  /** The request with this index, counted over all rounds. */
  readonly loadAt: (index: number, loaded: LoadedServer) => Load;
}

const line = "447700900231";

const accesses: readonly Access[] = [
  {
    name: "GET /bucket/{id} of cached buckets",
    note: "100 ids in turn, cached on both sides",
    requests: 1500,
    loadAt: (index, loaded) => createGetLoad(`/bucket/${keyOf(index % 100, loaded)}-main`),
  },
  {
    name: "GET /bucket/{id} of buckets that were never read",
    note: "each id once, built for the response on both sides",
    requests: 65,
    loadAt: (index, loaded) => {
      const { few } = subscribers;
      if (index < few) return createGetLoad(`/bucket/${keyOf(index, loaded)}-data`);
      return createGetLoad(`/bucket/${keyOf(index - few + 100, loaded)}-main`);
    },
  },
  ...["logicalResource.id=1555", "partyAccount.id=acc-s", "product.id=prod-s"].map(
    (filter): Access => ({
      name: `GET a list by ${filter.slice(0, filter.indexOf("="))}`,
      note: "2 to 4 matches, 100 subscribers in turn, cached on both sides",
      requests: 1000,
      loadAt: (index, loaded) =>
        createGetLoad(`/bucket?${filter}${keyOf(index % 100, loaded).slice(1)}`),
    }),
  ),
  {
    name: "GET a list by validFor.endDateTime",
    note: "1 match, 60 instants in turn, cached on both sides",
    requests: 1000,
    loadAt: (index, { ends }) =>
      createGetLoad(`/bucket?validFor.endDateTime=${ends[index % ends.length]}`),
  },
  {
    name: "GET a list by partyAccount.id and status",
    note: "2 to 4 matches, 100 subscribers in turn, cached on both sides",
    requests: 1000,
    loadAt: (index, loaded) => {
      const account = `acc-${keyOf(index % 100, loaded)}`;
      return createGetLoad(`/bucket?partyAccount.id=${account}&status=active,expired,suspended`);
    },
  },
  {
    name: "GET a list of 61 by logicalResource.id",
    note: "one line of the scenario many-buckets",
    requests: 300,
    loadAt: () => createGetLoad(`/bucket?logicalResource.id=${line}`),
  },
];

/** Other lists, measured only with a million buckets. */
const otherQueries: readonly (readonly [name: string, query: string, note: string])[] = [
  ["the first page of all", "limit=10", "no filter"],
  ["the page after 500,000", "limit=10&offset=500000", "reads all before it"],
  ["status=active", "status=active&limit=10", "indexed, 90 % match"],
  ["status and usageType", "status=active&usageType=data&limit=10", "indexed, 33 % match"],
  ["validFor.endDateTime.lt", "validFor.endDateTime.lt=2020-01-01&limit=10", "indexed, none match"],
  ["name", "name=Minutes&limit=10", "no index: reads all"],
  ["name.ne", "name.ne=Minutes&limit=10", "no index: reads all"],
  ["a pattern", "name.regex=^Min&limit=10", "no index: reads all"],
  ["remainingValue.amount.gt", "remainingValue.amount.gt=19990&limit=10", "no index: reads all"],
  ["sort by remainingValue.amount", "sort=-remainingValue.amount&limit=10", "reads all and sorts"],
  [
    "sort by name, validFor.endDateTime",
    "sort=name,validFor.endDateTime&limit=10",
    "reads all and sorts",
  ],
];

/** Everything is measured on the built package, as users run it. */
export const bench: Bench = {
  title: "Mock server with a million buckets",
  run: async () => {
    if (!canMeasure) return [];
    const smallServer = await load(subscribers.few);
    const largeServer = await load(subscribers.many);
    const rows: Row[] = [loadRow(largeServer)];
    for (const access of accesses) rows.push(await compareSizes(access, smallServer, largeServer));
    rows.push(memoryRow(largeServer, await averageText(largeServer)));
    for (const other of otherQueries) rows.push(await otherRow(largeServer, other));
    rows.push(await longestWaitRow(largeServer));
    await Promise.all([smallServer.server.stop(), largeServer.server.stop()]);
    return rows;
  },
};

/** A separate server with this many generated subscribers, and one with many buckets. */
async function load(count: number) {
  const server = await startServer(builtCommand(["--scenario", "many-buckets"]));
  const idle = server.rss();
  const { text: own } = await server.send(
    createGetLoad(`/bucket?logicalResource.id=${line}&sort=id`),
  );
  const body = JSON.stringify({ subscribers: count });
  const seed = { method: "POST", path: "/__mock/seed", headers: jsonHeaders, body };
  const seconds = (await server.cpuOf(seed, 1)) / 1e6;
  const { text } = await server.send({ path: "/__mock/state" });
  const { counts } = JSON.parse(text) as { counts: { buckets: number } };
  const passes = JSON.parse(own) as readonly { validFor: { endDateTime?: string } }[];
  const ends = passes.flatMap(({ validFor: { endDateTime } }) => endDateTime ?? []);
  return { server, idle, seconds, ends, subscribers: count, buckets: counts.buckets };
}

function loadRow({ seconds, buckets }: LoadedServer): Row {
  const note = `${buckets.toLocaleString("en")} buckets, opened one by one by the ledger`;
  return { name: "Loading a million buckets", value: seconds, unit: "s of CPU", note };
}

async function compareSizes(
  access: Access,
  smallServer: LoadedServer,
  many: LoadedServer,
): Promise<Row> {
  const ratios: number[] = [];
  const costs: number[] = [];
  const firstCost = await many.server.cpuOf(access.loadAt(0, many), 1);
  for (let round = 0; round < rounds + 2; round += 1) {
    const order = round % 2 === 0 ? [smallServer, many] : [many, smallServer];
    const costByServer = new Map<LoadedServer, number>();
    for (const loaded of order) costByServer.set(loaded, await costOf(access, loaded, round));
    if (round < 2) continue;
    ratios.push((costByServer.get(many) ?? 0) / (costByServer.get(smallServer) ?? 0));
    costs.push(costByServer.get(many) ?? 0);
  }
  const costText = `At a million: ${Math.round(median(costs))} µs of CPU, first request ${toMillisecondsText(firstCost)}`;
  const rowName = `${access.name}, a million buckets / a thousand`;
  return {
    name: rowName,
    value: median(ratios),
    unit: "×",
    atMost: 1.5,
    note: `${access.note}. ${costText}`,
  };
}

function costOf(
  { requests, loadAt }: Access,
  loadedServer: LoadedServer,
  round: number,
): Promise<number> {
  const loads = Array.from({ length: requests }, (_, index) =>
    loadAt(round * requests + index, loadedServer),
  );
  return loadedServer.server.cpuOf(loads, requests);
}

async function otherRow(
  { server }: LoadedServer,
  [name, query, note]: (typeof otherQueries)[number],
): Promise<Row> {
  const firstTime = await server.cpuOf(createGetLoad(`/bucket?${query}`), 1);
  const repeatedTimes: number[] = [];
  for (let time = 0; time < 3; time += 1)
    repeatedTimes.push(await server.cpuOf(createGetLoad(`/bucket?${query}`), 1));
  const fullNote = `${note}; ${toMillisecondsText(firstTime)} the first time`;
  return {
    name: `Other lists at a million: ${name}`,
    value: median(repeatedTimes) / 1000,
    unit: "ms",
    note: fullNote,
  };
}

/** The longest time in which no GET by id got a response while the server created a list. */
async function longestWaitRow({ server }: LoadedServer): Promise<Row> {
  const waits: { readonly name: string; readonly ms: number }[] = [];
  for (const [name, query] of otherQueries) {
    let isListed = false;
    const list = server.send(createGetLoad(`/bucket?${query}`)).then(() => {
      isListed = true;
    });
    let ms = 0;
    while (!isListed) {
      const start = performance.now();
      await server.send(createGetLoad("/bucket/mila-main"));
      ms = Math.max(ms, performance.now() - start);
    }
    await list;
    waits.push({ name, ms });
  }
  const [longest] = waits.sort((a, b) => b.ms - a.ms);
  return {
    name: "Other lists at a million: the longest wait of a GET by id meanwhile",
    value: longest?.ms ?? Number.NaN,
    unit: "ms",
    atMost: 100,
    note: `the clock of the machine; with the list: ${longest?.name}`,
  };
}

function toMillisecondsText(microseconds: number): string {
  return `${Math.round(microseconds / 1000).toLocaleString("en")} ms`;
}

function memoryRow({ server, idle, buckets }: LoadedServer, textBytes: number): Row {
  const bytes = ((server.rss() - idle) * 1_048_576) / buckets;
  const note = `${Math.round(bytes)} B of RSS for each bucket with five indexes; its text has ${textBytes} B`;
  const value = (bytes - textBytes) / 1000;
  return { name: "Memory for each bucket, without its text", value, unit: "kB", atMost: 1.5, note };
}

async function averageText(loadedServer: LoadedServer): Promise<number> {
  const sizes: number[] = [];
  for (let number = 0; number < 100; number += 1) {
    const { text } = await loadedServer.server.send(
      createGetLoad(`/bucket/${keyOf(number, loadedServer)}-main`),
    );
    sizes.push(Buffer.byteLength(text));
  }
  return Math.round(sizes.reduce((sum, size) => sum + size, 0) / sizes.length);
}

function createGetLoad(path: string): Load {
  return { path: `${api}${path}` };
}

/** A subscriber's key, in random order: neighbours are far apart in memory. */
function keyOf(number: number, { subscribers: count }: LoadedServer): string {
  return `s${String((number * 7919 + 13) % count).padStart(7, "0")}`;
}
