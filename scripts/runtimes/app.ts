/** A user's project: the packed packages, installed outside the workspace. */
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "tsup";
import { root } from "../packages.ts";
import { pack } from "../stage/pack.ts";

/** Peer packages of some entries; installed only for the compilers. */
const PEERS = ["@opentelemetry/api", "@tanstack/query-core", "@types/node"];

/** Packs every package and installs the tarballs. Returns the folder. */
export function createApp(): string {
  const app = mkdtempSync(join(tmpdir(), "tmf654-runtimes-"));
  const tarballs = join(app, "tarballs");
  mkdirSync(tarballs);
  writeFileSync(join(app, "package.json"), '{ "name": "app", "private": true }\n');
  npm(app, "install", ...Object.values(pack(tarballs)).map(({ file }) => file));
  cpSync(join(import.meta.dirname, "programs"), app, { recursive: true });
  return app;
}

/** Adds the optional peers, in the versions that the workspace is tested with. */
export function installPeers(app: string): void {
  const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    devDependencies: Record<string, string>;
  };
  npm(app, "install", ...PEERS.map((name) => `${name}@${manifest.devDependencies[name]}`));
}

function npm(app: string, ...args: string[]): void {
  const quietFlags = ["--silent", "--ignore-scripts", "--no-audit", "--no-fund"];
  execFileSync("npm", [...args, ...quietFlags], {
    cwd: app,
    stdio: ["ignore", "ignore", "inherit"],
  });
}

/** One file with all code, as wrangler writes for a worker and Metro for a phone. */
export async function bundle(app: string, program: string, format: "esm" | "iife") {
  await build({
    entry: { [program]: join(app, `${program}.mjs`) },
    format: [format],
    globalName: program,
    outDir: join(app, "bundles"),
    outExtension: () => ({ js: ".js" }),
    noExternal: [/.*/],
    target: "es2022",
    platform: "neutral",
    splitting: false,
    silent: true,
    config: false,
    dts: false,
  });
  return join(app, "bundles", `${program}.js`);
}
