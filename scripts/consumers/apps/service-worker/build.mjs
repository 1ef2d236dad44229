/** The build that bundles the page and its service worker. */
import { copyFileSync, mkdirSync } from "node:fs";
import { build } from "esbuild";

mkdirSync("dist", { recursive: true });
copyFileSync("index.html", "dist/index.html");
const entryPoints = { main: "run.js", sw: "sw.js" };
await build({ entryPoints, bundle: true, minify: true, format: "esm", outdir: "dist" });
