/** The build of main.js by the bundler that the first argument names. */
import { copyFileSync, mkdirSync } from "node:fs";
import { resolve } from "node:path";

const out = resolve("dist");
const entry = resolve("main.js");
mkdirSync(out, { recursive: true });
copyFileSync("index.html", "dist/index.html");

const bundlers = {
  esbuild: async () => {
    const { build } = await import("esbuild");
    const options = { bundle: true, minify: true, format: "esm", outfile: "dist/main.js" };
    await build({ entryPoints: [entry], ...options });
  },
  webpack: async () => pack((await import("webpack")).default),
  rspack: async () => pack((await import("@rspack/core")).rspack),
  rollup: async () => {
    const { rollup } = await import("rollup");
    const { nodeResolve } = await import("@rollup/plugin-node-resolve");
    const bundle = await rollup({ input: entry, plugins: [nodeResolve({ browser: true })] });
    // Not `file`: code that the client rarely needs is in a separate file, which is loaded on
    // demand.
    await bundle.write({ dir: "dist", entryFileNames: "main.js", format: "es" });
  },
};

function pack(compiler) {
  const options = { entry, mode: "production", output: { path: out, filename: "main.js" } };
  return new Promise((done, fail) => {
    compiler(options, (error, stats) => {
      if (error || stats.hasErrors()) fail(error ?? new Error(stats.toString("errors-only")));
      else done();
    });
  });
}

await bundlers[process.argv[2]]();
