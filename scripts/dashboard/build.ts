/** The build of the page at `/__mock/` into the mock's `dist/dashboard`. */
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "tsup";
import { root } from "../packages.ts";

const folder = join(root, "packages", "dashboard");
/** The bundled files, and compressed ones for the limits of their sizes. */
const bundleFolder = join(folder, "dist");
const store = join(root, "packages", "mock", "dist", "dashboard", "files.js");
const copiedFiles = ["index.html", "reference.html", "icon.svg"] as const;
const measuredFiles = ["app.js", "style.css"] as const;

/**
 * Bundles the scripts and the style sheet. All files of the page are one module of compressed
 * texts, which a server and a mock in a page load.
 */
export async function buildDashboard(): Promise<void> {
  rmSync(bundleFolder, { recursive: true, force: true });
  await build({
    entry: {
      app: join(folder, "src/main.tsx"),
      reference: join(folder, "src/reference.ts"),
      style: join(folder, "src/styles/style.css"),
    },
    outDir: bundleFolder,
    format: ["esm"],
    target: "es2022",
    platform: "browser",
    minify: true,
    splitting: false,
    sourcemap: false,
    dts: false,
    silent: true,
    config: false,
    // The page loads no package from elsewhere.
    noExternal: [/.*/],
    tsconfig: join(root, "tsconfig.json"),
    esbuildOptions: (esbuild) => {
      esbuild.conditions = ["@tmf654/source"];
      esbuild.legalComments = "none";
    },
  });
  const gzip = (file: string): Buffer => gzipSync(readFileSync(file), { level: 9 });
  for (const name of measuredFiles)
    writeFileSync(join(bundleFolder, `${name}.gz`), gzip(join(bundleFolder, name)));
  const files = [
    ...[...measuredFiles, "reference.js"].map((name) => [name, join(bundleFolder, name)] as const),
    ...copiedFiles.map((name) => [name, join(folder, name)] as const),
  ];
  const texts = files.map(([name, file]) => [name, gzip(file).toString("base64")]);
  mkdirSync(dirname(store), { recursive: true });
  writeFileSync(store, `export const files=${JSON.stringify(Object.fromEntries(texts))};\n`);
}

/** Whether the page is built, and no source is newer. */
export function isDashboardBuilt(): boolean {
  if (!existsSync(store)) return false;
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  const sources = names.filter((name) => !name.startsWith("dist"));
  return Math.max(...sources.map((name) => changedAt(join(folder, name)))) <= changedAt(store);
}

function changedAt(file: string): number {
  return statSync(file).mtimeMs;
}
