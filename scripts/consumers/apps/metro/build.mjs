/** The build that bundles main.js as React Native does, for a page. */
import { copyFileSync, mkdirSync } from "node:fs";
import Metro from "metro";

mkdirSync("dist", { recursive: true });
copyFileSync("index.html", "dist/index.html");
const base = await Metro.loadConfig({ cwd: process.cwd() });
const transform = { experimentalImportSupport: true, inlineRequires: false };
const config = {
  ...base,
  resolver: { ...base.resolver, useWatchman: false },
  // React Native's preset of Babel turns `import` into `require`. Without it, Metro does.
  transformer: { ...base.transformer, getTransformOptions: async () => ({ transform }) },
};
await Metro.runBuild(config, {
  entry: "main.js",
  out: "dist/main.js",
  platform: "web",
  dev: false,
  minify: true,
});
