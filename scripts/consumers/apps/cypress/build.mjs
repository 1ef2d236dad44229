/** The build that bundles the support file with its stand-in, for a page. */
import { copyFileSync, mkdirSync } from "node:fs";
import { build } from "esbuild";

mkdirSync("dist", { recursive: true });
copyFileSync("index.html", "dist/index.html");
await build({ entryPoints: ["run.js"], bundle: true, format: "esm", outfile: "dist/main.js" });
