/**
 * `npm run peers`: starts the mock and other mock servers with the same buckets, and asks each the
 * same questions. Writes the responses and the sizes of the installations to
 * docs/reference/peers.md.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { basePath } from "../bench/mock-works.ts";
import { type PeerServer, peersOf } from "../bench/peer-servers.ts";
import { peersAreInstalled, peersFolder } from "../bench/peers.ts";
import { builtCommand, startServer } from "../bench/server-process.ts";
import { markdownTable } from "../markdown-table.ts";
import { type Manifest, root } from "../packages.ts";
import { pack } from "../stage/pack.ts";
import { installationOf } from "./installation.ts";
import { questions, type Send } from "./questions.ts";
import { toMarkdown } from "./report.ts";

type Versions = Readonly<Record<string, string>>;

if (!peersAreInstalled()) execFileSync("npm", ["ci", "--silent"], { cwd: peersFolder });
const versions = { ...versionsIn(root), ...versionsIn(peersFolder) };
const specifierOf = (name: string): string => `${name}@${versions[name]}`;
const work = mkdtempSync(join(tmpdir(), "tmf654-peers-"));
try {
  const tarballs = pack(work);
  const ownTarballs = ["contract", "quantity", "validation", "ledger", "mock"];
  const installed: Readonly<Record<string, readonly string[]>> = {
    "the mock": ownTarballs.map((name) => tarballs[`@tmf654/${name}`]?.file ?? ""),
    "prism mock": [specifierOf("@stoplight/prism-cli")],
    "json-server": [specifierOf("json-server")],
    MSW: [specifierOf("msw")],
    "Express and Ajv": [specifierOf("express"), specifierOf("ajv")],
  };
  const servers = [{ name: "the mock", args: builtCommand() }, ...(await peersOf("get"))];
  const rows: (readonly string[])[] = [];
  for (const [index, server] of servers.entries()) {
    const installText = installationOf(join(work, `${index}`), installed[server.name] ?? []);
    rows.push([server.name, ...(await responsesOf(server)), installText]);
  }
  const peers = rows.map(([name = ""]) => name);
  const titles = [...questions.map(({ text }) => text), "`npm install` in an empty folder"];
  const cells = titles.map((title, index) => [title, ...rows.map((row) => row[index + 1] ?? "")]);
  const date = new Date().toISOString().slice(0, 10);
  const usedSpecifiers = Object.keys(installed).flatMap((name) => installed[name] ?? []);
  const otherSpecifiers = usedSpecifiers.filter((each) => !each.includes("tmf654")).join(", ");
  const responses = markdownTable(["", ...peers], cells);
  const page = join(root, "docs", "reference", "peers.md");
  writeFileSync(page, toMarkdown(responses, `${date}, with ${otherSpecifiers}`));
  console.log(responses);
  const [balance] = cells;
  if (balance?.[1] !== "25.5 → 35.5") throw new Error(`The mock shows ${balance?.[1]}.`);
} finally {
  rmSync(work, { recursive: true, force: true });
}

/** Starts a server, and asks it each question in turn. */
async function responsesOf({ args, adapt }: PeerServer): Promise<readonly string[]> {
  const server = await startServer(args);
  const send: Send = async (method, path, body) => {
    const target = `${server.url}${basePath}${path}`;
    const response = await fetch(adapt?.(target) ?? target, {
      method,
      headers: { "content-type": "application/json" },
      ...(body && { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: parseJson(await response.text()) };
  };
  try {
    const cells: string[] = [];
    for (const { ask } of questions) cells.push(await ask(send).catch(String));
    return cells;
  } finally {
    await server.stop();
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The versions of the packages that a manifest declares. */
function versionsIn(folder: string): Versions {
  const text = readFileSync(join(folder, "package.json"), "utf8");
  const manifest = JSON.parse(text) as Manifest & { devDependencies?: Versions };
  return { ...manifest.devDependencies, ...manifest.dependencies };
}
