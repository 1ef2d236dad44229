/** Servers that run in turns, in another order in each round, and the raw server beside them. */
import { median } from "./harness.ts";
import { rawServer, type Work } from "./mock-works.ts";
import { type ServerProcess, startServer } from "./server-process.ts";

/** A server that runs in turn with others, and the requests that it gets in a round. */
export interface Contender {
  readonly name: string;
  readonly args: readonly string[];
  readonly work: Work;
  /** Default 1,000. A server that takes milliseconds for a request may have fewer. */
  readonly requests?: number;
}

/** The requests of a round. The rounds are short, so that other programs slow all servers equally. */
const usualRequests = 1000;
const rounds = 15;
/**
 * The rounds' worth of requests before the first round. The compiler of Node has finished after
 * about 20,000 requests; until then a request costs two to five times as much.
 */
const warmUp = 20;

/** The processor time that a contender needs. */
export interface Cost {
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
): Promise<readonly Cost[]> {
  const servers = await Promise.all(contenders.map(({ args }) => startServer(args)));
  const [firstServer] = servers as [ServerProcess];
  const raw = await startServer(rawServer(await firstServer.send(load), load));
  const runs = contenders.map((contender, at) => ({
    requests: usualRequests,
    ...contender,
    server: servers[at] as ServerProcess,
    times: [] as number[],
  }));
  const rawRun = { server: raw, times: [] as number[], requests: usualRequests, work: { load } };
  const generator: number[] = [];
  const busy: number[] = [];
  for (const { server, work, requests } of [rawRun, ...runs]) {
    await server.cpuOf(work.load, requests * warmUp);
  }
  for (let round = 0; round < rounds; round += 1) {
    const allRuns = [rawRun, ...runs];
    for (const run of round % 2 === 0 ? allRuns : allRuns.reverse()) {
      const usage = process.cpuUsage();
      const startedAt = performance.now();
      const time = await run.server.cpuOf(run.work.load, run.requests);
      run.times.push(time);
      if (run !== rawRun) continue;
      const { user, system } = process.cpuUsage(usage);
      generator.push((user + system) / run.requests / time);
      busy.push((time * run.requests) / 10 / (performance.now() - startedAt));
    }
  }
  await Promise.all([raw, ...servers].map((server) => server.stop()));
  return runs.map(({ times }, at) => ({
    contender: contenders[at] as Contender,
    ratio: median(times.map((time, round) => time / (rawRun.times[round] ?? Number.NaN))),
    own: Math.round(median(times)),
    generator: Math.round(median(generator) * 100) / 100,
    busy: Math.round(median(busy)),
  }));
}
