/** Growth of memory (RSS) over a million reads and a million writes. */

import type { Bench, Row } from "./harness.ts";
import type { Load } from "./http-bytes.ts";
import { sendAll } from "./load-generator.ts";
import { builtCommand, canMeasure, startServer } from "./server-process.ts";

const base = "/tmf-api/prepayBalanceManagement/v4";
const jsonHeaders = { "content-type": "application/json" };
const requestGoal = 1_000_000;
/**
 * Up to this number of requests, caches fill and code is compiled, so growth is measured after it.
 */
const warmUpRequests = 10_000;
const requestMarks = [250_000, 500_000, requestGoal];
const keptActions = 10_000;
/** The default scenario has buckets with late or lost responses, so another one is used. */
const plainArguments = ["--scenario", "everyday"];
/** The allowed ratio between two readings of one size, because garbage collection varies. */
const maxGrowth = 1.1;

/** Everything is measured on the built package, as users run it. */
export const bench: Bench = {
  title: "Mock server over a million requests",
  run: async () => {
    if (!canMeasure) return [];
    const gets = await soak([], everyBucket);
    const posts = await soak(plainArguments, topups);
    const boundedPosts = await soak(
      [...plainArguments, "--max-actions", String(keptActions)],
      topups,
    );
    return [
      {
        name: "RSS after a million GETs",
        value: gets.end,
        unit: "MB",
        atMost: 120,
        note: gets.note,
      },
      growthRow("RSS after a million GETs / after 250,000", gets),
      actionRow(posts),
      growthRow(
        `RSS after a million POSTs / after 250,000, --max-actions ${keptActions}`,
        boundedPosts,
      ),
    ];
  },
};

interface SoakResult {
  readonly warmed: number;
  /** MB at each measurement. */
  readonly sizes: readonly number[];
  readonly end: number;
  readonly note: string;
}

async function soak(
  args: readonly string[],
  loadsOf: (buckets: readonly Bucket[]) => readonly Load[],
): Promise<SoakResult> {
  const server = await startServer(builtCommand(args));
  const { text } = await server.send({ path: `${base}/bucket` });
  const loads = loadsOf(JSON.parse(text) as readonly Bucket[]);
  await sendAll(server.url, loads, warmUpRequests);
  const warmed = server.rss();
  const sizes: number[] = [];
  let sentCount = warmUpRequests;
  for (const mark of requestMarks) {
    await sendAll(server.url, loads, mark - sentCount);
    sentCount = mark;
    sizes.push(server.rss());
  }
  await server.stop();
  const end = sizes.at(-1) ?? Number.NaN;
  const lines = requestMarks.map(
    (mark, at) => `${Math.round(sizes[at] ?? 0)} MB at ${mark.toLocaleString("en")}`,
  );
  return { warmed, sizes, end, note: lines.join(", ") };
}

function growthRow(name: string, { sizes, end, note }: SoakResult): Row {
  return { name, value: end / (sizes[0] ?? Number.NaN), unit: "×", atMost: maxGrowth, note };
}

function actionRow({ warmed, end, note }: SoakResult): Row {
  const value = ((end - warmed) * 1024) / (requestGoal - warmUpRequests);
  return { name: "RSS for each action, over a million POSTs", value, unit: "kB", atMost: 2, note };
}

interface Bucket {
  readonly id: string;
  readonly status: string;
  readonly usageType: string;
  readonly partyAccount: { readonly id: string };
  readonly remainingValue: { readonly units: string };
}

/** Every bucket in turn. */
function everyBucket(buckets: readonly Bucket[]): readonly Load[] {
  return buckets.map(({ id }) => ({ path: `${base}/bucket/${encodeURIComponent(id)}` }));
}

/** A small top-up of every active bucket of money in turn. */
function topups(buckets: readonly Bucket[]): readonly Load[] {
  return buckets
    .filter(({ status, usageType }) => status === "active" && usageType === "monetary")
    .map(({ id, usageType, partyAccount, remainingValue: { units } }) => {
      const amount = { amount: 1, units };
      const body = { bucket: { id }, partyAccount: { id: partyAccount.id }, usageType, amount };
      return {
        method: "POST",
        path: `${base}/topupBalance`,
        headers: jsonHeaders,
        body: JSON.stringify(body),
      };
    });
}
