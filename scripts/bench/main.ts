/**
 * `npm run bench [-- topic …]`: runs every `*.bench.ts`, each in its own process. It prints the
 * rows, writes their sections of docs/reference/benchmarks.md, and fails when a limit is missed.
 * `--guard` checks only the ratios of the mock's server, in about a minute.
 */
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { join } from "node:path";
import { findMissedLimits } from "./guard.ts";
import { isWithinLimits, type Row } from "./harness.ts";
import { peersAreInstalled, peersFolder } from "./peers.ts";

interface Report {
  topic: string;
  title: string;
  rows: readonly Row[];
  /** The load average of the machine, over a minute, when the topic had run. */
  load: number;
}

/** The method of the rows about servers. */
const saturation = `Servers are saturated: prepared bytes arrive over 32 keep-alive connections,
without pipelining. The yardstick is a server of \`node:http\` which sends the same bytes from a
prepared buffer. A ratio compares the processor time of whole processes, with the threads of the
garbage collector. Each server first gets 20,000 requests that do not count, so that its code is
compiled. The servers of a table then run in turns in 15 rounds of 1,000 requests, and a row has the
median over the rounds. Servers that need milliseconds for a request get a tenth of the requests.`;

const OUTPUT = "docs/reference/benchmarks.md";
const requestedBenches = process.argv.slice(2);

if (requestedBenches.includes("--guard")) {
  const sentences = await findMissedLimits();
  for (const sentence of sentences) console.error(sentence);
  process.exit(sentences.length === 0 ? 0 : 1);
}

const topics = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith(".bench.ts"))
  .filter((file) => requestedBenches.length === 0 || requestedBenches.includes(topicOf(file)))
  .sort();
if (topics.some(comparesWithPeers) && !peersAreInstalled()) {
  console.log("Installing the packages to compare with …");
  execFileSync("npm", ["ci", "--silent"], { cwd: peersFolder, stdio: "inherit" });
}

const reports = topics.map(measure);
const missedRows = reports.flatMap(({ rows }) => rows.filter((row) => !isWithinLimits(row)));

writeFileSync(OUTPUT, toMarkdown(reports, readFileSync(OUTPUT, "utf8")));
for (const row of missedRows)
  console.error(`missed: ${row.name}: ${formatFigure(row)}, limit ${formatLimit(row)}`);
process.exitCode = missedRows.length === 0 ? 0 : 1;

function topicOf(file: string): string {
  return file.replace(".bench.ts", "");
}

function comparesWithPeers(file: string): boolean {
  return /from "\.\/.*peers\.ts"/.test(readFileSync(join(import.meta.dirname, file), "utf8"));
}

function measure(file: string): Report {
  const flags = ["--conditions=@tmf654/source", "--expose-gc"];
  const output = execFileSync(
    process.execPath,
    [...flags, join(import.meta.dirname, "run-one.ts"), join(import.meta.dirname, file)],
    { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"], maxBuffer: 1 << 26 },
  );
  const topic = topicOf(file);
  const [load = 0] = loadavg();
  const report: Report = { topic, load, ...JSON.parse(output.slice(output.lastIndexOf("\n{"))) };
  console.log(`\n${report.title}`);
  for (const row of report.rows) {
    const verdict =
      formatLimit(row) === ""
        ? ""
        : isWithinLimits(row)
          ? `  (limit ${formatLimit(row)})`
          : `  MISSED ${formatLimit(row)}`;
    console.log(`  ${row.name.padEnd(64)} ${formatFigure(row).padStart(14)}${verdict}`);
  }
  return report;
}

function formatFigure({ value, unit }: Row): string {
  const digits = Math.abs(value) >= 100 ? 0 : 2;
  return `${value.toLocaleString("en", { maximumFractionDigits: digits })} ${unit}`;
}

function formatLimit({ atMost, atLeast }: Row): string {
  return [atMost === undefined ? "" : `≤ ${atMost}`, atLeast === undefined ? "" : `≥ ${atLeast}`]
    .filter((text) => text !== "")
    .join(", ");
}

/** The page with new sections for the topics that ran; the other sections do not change. */
function toMarkdown(newReports: readonly Report[], pageBefore: string): string {
  const sections = new Map<string, string>();
  for (const section of pageBefore.split(/^(?=## )/m)) {
    const [, topic] = /^`npm run bench -- ([\w-]+)`$/m.exec(section) ?? [];
    if (topic) sections.set(topic, `${section.trimEnd()}\n`);
  }
  for (const report of newReports) sections.set(report.topic, sectionOf(report));
  const sortedSections = [...sections]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, section]) => section);
  return `# Benchmarks

\`npm run bench\` writes this page; each section is from the last run of its topic. Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? "unknown processor"}.
A ratio compares programs that ran alternately in one run; absolute figures depend on this machine.
A ratio is the median of the ratios of all rounds. The times beside it are medians too, each of
its own program, so their quotient can differ from the ratio.

${saturation}

${sortedSections.join("\n")}`;
}

function sectionOf({ topic, title, rows, load }: Report): string {
  const lines = rows.map((row) => {
    const verdict =
      formatLimit(row) === ""
        ? ""
        : `${formatLimit(row)}${isWithinLimits(row) ? "" : " **missed**"}`;
    return `| ${row.name} | ${formatFigure(row)} | ${verdict} | ${row.note ?? ""} |`;
  });
  const head = "| measurement | result | limit | note |\n|---|---|---|---|";
  const loadSentence = `The load average of the machine was ${load.toFixed(1)} at the end.`;
  const command = `\`npm run bench -- ${topic}\``;
  return `## ${title}\n\n${command}\n\n${loadSentence}\n\n${head}\n${lines.join("\n")}\n`;
}
