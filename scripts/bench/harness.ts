/**
 * The method of all benchmarks. Programs run alternately in each round, in a new order each time.
 * A result is the median over the rounds of the ratio within one round. A machine's speed changes,
 * but ratios do not.
 */

/** One line of a report. A row with a limit fails the run when its value is outside the limit. */
export interface Row {
  readonly name: string;
  readonly value: number;
  /** `×` for a ratio, else a unit such as `/s`, `ms`, `MB`. */
  readonly unit: string;
  readonly atMost?: number;
  readonly atLeast?: number;
  readonly note?: string;
}

/** The export `bench` of a `*.bench.ts` file. */
export interface Bench {
  readonly title: string;
  run(): Promise<readonly Row[]>;
}

export type Candidate = () => unknown;

export interface Result {
  /** Median nanoseconds a call takes. */
  readonly nanoseconds: number;
  /** Median over rounds of this candidate's time divided by the base's, in the same round. */
  readonly ratio: number;
}

export interface CompareOptions {
  readonly base: string;
  /** The number of rounds. Default 40. */
  readonly rounds?: number;
  /** Calls of each candidate in a round. Default 1,000. */
  readonly calls?: number;
  /**
   * `processor` leaves out the time in which other processes run, but adds that of the garbage
   * collector. Default `wall`.
   */
  readonly clock?: "wall" | "processor";
}

/**
 * Measures candidates alternately, and compares their times with the time of one of them. The calls
 * of async candidates run one by one.
 */
export async function compare(
  candidates: Readonly<Record<string, Candidate>>,
  { base, rounds = 40, calls = 1000, clock = "wall" }: CompareOptions,
): Promise<Readonly<Record<string, Result>>> {
  const names = Object.keys(candidates);
  const times: Record<string, number[]> = Object.fromEntries(names.map((name) => [name, []]));
  for (let round = -2; round < rounds; round++) {
    for (const name of shuffle(names)) {
      const elapsed = await measureTime(candidates[name] as Candidate, calls, clocks[clock]);
      if (round >= 0) times[name]?.push(elapsed / calls);
    }
  }
  const baseTimes = times[base] ?? [];
  return Object.fromEntries(
    names.map((name) => {
      const durations = times[name] ?? [];
      const ratios = durations.map((value, round) => value / (baseTimes[round] ?? Number.NaN));
      return [name, { nanoseconds: median(durations), ratio: median(ratios) }];
    }),
  );
}

export function median(values: readonly number[]): number {
  const sortedValues = [...values].sort((a, b) => a - b);
  return sortedValues[Math.floor(sortedValues.length / 2)] ?? Number.NaN;
}

/** Nanoseconds since a fixed instant. */
const clocks = {
  wall: () => Number(process.hrtime.bigint()),
  processor: () => {
    const { user, system } = process.cpuUsage();
    return (user + system) * 1000;
  },
};

async function measureTime(run: Candidate, calls: number, now: () => number): Promise<number> {
  const start = now();
  for (let call = 0; call < calls; call++) {
    const result = run();
    if (result instanceof Promise) await result;
  }
  return now() - start;
}

function shuffle(names: readonly string[]): string[] {
  return names
    .map((name) => ({ name, key: Math.random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ name }) => name);
}

/** Whether a row is within its limits. */
export const isWithinLimits = (row: Row): boolean =>
  (row.atMost === undefined || row.value <= row.atMost) &&
  (row.atLeast === undefined || row.value >= row.atLeast);
