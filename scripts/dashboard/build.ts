/** Builds the page at `/__mock/` into the mock's `dist/dashboard`. */
import {
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "tsup";
import { root } from "../packages.ts";

const folder = join(root, "packages", "dashboard");
const output = join(root, "packages", "mock", "dist", "dashboard");
const copied = ["index.html", "reference.html", "icon.svg"] as const;
/** The files that are stored compressed: the installation of the mock has a limit. */
const compressed = ["app.js", "style.css"] as const;

/** Bundles the script and the style sheet, compresses them, and copies the other files. */
export async function buildDashboard(): Promise<void> {
  rmSync(output, { recursive: true, force: true });
  await build({
    entry: {
      app: join(folder, "src/main.tsx"),
      reference: join(folder, "src/reference.ts"),
      style: join(folder, "src/styles/style.css"),
    },
    outDir: output,
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
  for (const file of copied) cpSync(join(folder, file), join(output, file));
  for (const file of compressed) {
    const built = join(output, file);
    writeFileSync(`${built}.gz`, gzipSync(readFileSync(built), { level: 9 }));
    rmSync(built);
  }
}

/** Whether the page is built, and no source is newer. */
export function isDashboardBuilt(): boolean {
  const inOutput = (file: string): string => join(output, file);
  const built = [...compressed.map((file) => `${file}.gz`), "reference.js"].map(inOutput);
  if (![...built, ...copied.map(inOutput)].every(existsSync)) return false;
  const sources = readdirSync(folder, { recursive: true, encoding: "utf8" });
  const newest = Math.max(...sources.map((file) => changedAt(join(folder, file))));
  return newest <= Math.min(...built.map(changedAt));
}

function changedAt(file: string): number {
  return statSync(file).mtimeMs;
}
