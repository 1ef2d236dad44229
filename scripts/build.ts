/**
 * `npm run build`: every package, built with tsup from the `exports` of its manifest. The output is
 * ESM, and CJS where `exports` has a `require`. `dist/package` is what is published.
 * `--missing` skips packages with a fresh dist. `--dashboard` builds only the page of the mock.
 */
import { rmSync } from "node:fs";
import { join } from "node:path";
import { build, type Options } from "tsup";
import { buildDashboard, isDashboardBuilt } from "./dashboard/build.ts";
import { isBuilt, type Package, packages } from "./packages.ts";
import { stage } from "./stage/stage.ts";
import { compactTypes } from "./stage/types.ts";

const onlyMissing = process.argv.includes("--missing");
const onlyDashboard = process.argv.includes("--dashboard");

/** The files of the page are built later, and stay a module of their own. */
const filesOfThePage: NonNullable<Options["esbuildPlugins"]>[number] = {
  name: "files-of-the-page",
  setup: ({ onResolve }) => {
    onResolve({ filter: /\/dist\/dashboard\/files\.js$/ }, () => ({
      path: "./dashboard/files.js",
      external: true,
    }));
  },
};

if (onlyDashboard) await buildPage();

for (const candidate of onlyDashboard ? [] : packages) {
  if (!onlyMissing || !isBuilt(candidate)) {
    console.log(`building @tmf654/${candidate.name}`);
    await buildPackage(candidate);
  }
  if (candidate.name === "mock") await buildPage();
  stage(candidate);
}

/** Builds the page into the `dist` of the mock, which the build of the mock has emptied. */
async function buildPage(): Promise<void> {
  if (onlyMissing && isDashboardBuilt()) return;
  console.log("building the page of the mock");
  await buildDashboard();
}

async function buildPackage(candidate: Package): Promise<void> {
  const { name, folder, entries, isEsmOnly, manifest } = candidate;
  const commands = Object.values(manifest.bin ?? {}).map((target) => {
    const command = target.replace("./dist/", "").replace(/\.js$/, "");
    return [command, join(folder, "src", command, "main.ts")];
  });
  const modules = Object.entries(entries).map(([entry, source]) => [entry, join(folder, source)]);
  rmSync(join(folder, "dist"), { recursive: true, force: true });
  process.chdir(folder);
  // The contract and the mock are minified: an installation of the mock has a size limit, and a
  // sixth of its text is white space. The ESM of the other packages has marks of pure calls.
  // Bundlers need them, and minified code loses them.
  const isMinified = name === "contract" || name === "mock";
  const isMinifiedCommonJs = isMinified || ["validation", "ledger", "quantity"].includes(name);
  const options: Options = {
    dts: { entry: Object.fromEntries(modules) },
    outDir: join(folder, "dist"),
    target: "es2022",
    platform: "neutral",
    splitting: true,
    treeshake: false,
    sourcemap: false,
    silent: true,
    config: false,
    removeNodeProtocol: false,
    external: [/^node:/],
    esbuildPlugins: [filesOfThePage],
    esbuildOptions: (esbuild) => {
      esbuild.minifyWhitespace = isMinified;
      esbuild.minifySyntax = isMinified;
    },
    tsconfig: join(import.meta.dirname, "..", "tsconfig.json"),
  };
  // A command is started as a file, so it needs one format only.
  await build({
    ...options,
    entry: Object.fromEntries([...modules, ...commands]),
    format: ["esm"],
  });
  if (!isEsmOnly) {
    await build({
      ...options,
      entry: Object.fromEntries(modules),
      format: ["cjs"],
      esbuildOptions: (esbuild) => {
        esbuild.minifyWhitespace = isMinifiedCommonJs;
        esbuild.minifySyntax = isMinified;
        // The conversion to CommonJS breaks a class field and a comma after `super`.
        esbuild.supported = { ...esbuild.supported, "class-field": false };
        // Short local names save a fifth. The ESM has the names for readers of a stack trace.
        esbuild.minifyIdentifiers = isMinifiedCommonJs;
        // CommonJS has no `import.meta`: a file with it could not be loaded.
        esbuild.define = { ...esbuild.define, "import.meta.dirname": "__dirname" };
      },
    });
  }
  // The packages that are installed with the mock share its limit.
  compactTypes(join(folder, "dist"), { examples: name === "client" || name === "conformance" });
}
