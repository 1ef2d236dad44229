/**
 * `npm run build`: every package, built with tsup from the `exports` of its manifest. The output is
 * ESM, and CJS where `exports` has a `require`. `--missing` skips packages with a fresh dist.
 */
import { join } from "node:path";
import { build } from "tsup";
import { isBuilt, type Package, packages } from "./packages.ts";

const onlyMissing = process.argv.includes("--missing");
const wanted = packages.filter((candidate) => !onlyMissing || !isBuilt(candidate));

for (const candidate of wanted) {
  console.log(`building @tmf654/${candidate.name}`);
  await buildPackage(candidate);
}

async function buildPackage({ folder, entries, isEsmOnly, manifest }: Package): Promise<void> {
  const binaries = Object.values(manifest.bin ?? {}).map((target) => {
    const name = target.replace("./dist/", "").replace(/\.js$/, "");
    return [name, join(folder, "src", name, "main.ts")];
  });
  const modules = Object.entries(entries).map(([name, source]) => [name, join(folder, source)]);
  process.chdir(folder);
  await build({
    entry: Object.fromEntries([...modules, ...binaries]),
    format: isEsmOnly ? ["esm"] : ["esm", "cjs"],
    dts: { entry: Object.fromEntries(modules) },
    outDir: join(folder, "dist"),
    target: "es2022",
    platform: "neutral",
    splitting: true,
    treeshake: false,
    sourcemap: false,
    clean: true,
    silent: true,
    config: false,
    removeNodeProtocol: false,
    external: [/^node:/],
    tsconfig: join(import.meta.dirname, "..", "tsconfig.json"),
  });
}
