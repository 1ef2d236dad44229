/**
 * `npm run bench [-- topic …]`: runs every `*.bench.ts`, each in a process of its own, prints the
 * rows, writes docs/reference/benchmarks.md when all topics ran, and fails when a limit is missed.
 */
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { holds, type Row } from "./harness.ts";
import { peersAreInstalled, peersFolder } from "./peers.ts";

type Report = { title: string; rows: readonly Row[] };

const OUTPUT = "docs/reference/benchmarks.md";
const wanted = process.argv.slice(2);

const topics = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith(".bench.ts"))
  .filter((file) => wanted.length === 0 || wanted.includes(file.replace(".bench.ts", "")))
  .sort();
if (topics.some(comparesWithPeers) && !peersAreInstalled()) {
  console.log("Installing the packages to compare with …");
  execFileSync("npm", ["ci", "--silent"], { cwd: peersFolder, stdio: "inherit" });
}

const reports = topics.map(measure);
const missed = reports.flatMap(({ rows }) => rows.filter((row) => !holds(row)));

if (wanted.length === 0) writeFileSync(OUTPUT, markdown(reports));
for (const row of missed) console.error(`missed: ${row.what}: ${figure(row)}, limit ${limit(row)}`);
process.exitCode = missed.length === 0 ? 0 : 1;

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
  const report = JSON.parse(output.slice(output.lastIndexOf("\n{"))) as Report;
  console.log(`\n${report.title}`);
  for (const row of report.rows) {
    const verdict =
      limit(row) === "" ? "" : holds(row) ? `  (limit ${limit(row)})` : `  MISSED ${limit(row)}`;
    console.log(`  ${row.what.padEnd(64)} ${figure(row).padStart(14)}${verdict}`);
  }
  return report;
}

function figure({ value, unit }: Row): string {
  const digits = Math.abs(value) >= 100 ? 0 : 2;
  return `${value.toLocaleString("en", { maximumFractionDigits: digits })} ${unit}`;
}

function limit({ atMost, atLeast }: Row): string {
  return [atMost === undefined ? "" : `≤ ${atMost}`, atLeast === undefined ? "" : `≥ ${atLeast}`]
    .filter((text) => text !== "")
    .join(", ");
}

function markdown(all: readonly Report[]): string {
  const tables = all.map(({ title, rows }) => {
    const lines = rows.map((row) => {
      const verdict = limit(row) === "" ? "" : `${limit(row)}${holds(row) ? "" : " **missed**"}`;
      return `| ${row.what} | ${figure(row)} | ${verdict} | ${row.note ?? ""} |`;
    });
    return `## ${title}\n\n| what | measured | limit | note |\n|---|---|---|---|\n${lines.join("\n")}\n`;
  });
  return `# Benchmarks

Written by \`npm run bench\`. Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? "unknown processor"}. A ratio compares
contestants that took turns in one run; absolute figures are this machine's alone.

${tables.join("\n")}`;
}
