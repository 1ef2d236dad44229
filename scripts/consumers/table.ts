/**
 * The consumers: how each one installs the packed packages, how it builds or runs, and its expected
 * result.
 */

/** A package manager as an npm package, and its commands after `node`. */
export interface Manager {
  readonly name: string;
  /** The npm package of the package manager. */
  readonly source: string;
  /** The file of its command in that package. */
  readonly command: string;
  readonly args: readonly string[];
  /** Whether the command is a program of its own, which needs no `node`. */
  readonly isNative?: boolean;
  /** The files that it needs besides the manifest, by name. */
  readonly files?: (packed: Readonly<Record<string, string>>) => Readonly<Record<string, string>>;
}

/** An app outside this repository that uses the packages. */
export interface Consumer {
  readonly name: string;
  /** The folder in `apps` that has its files. */
  readonly app: string;
  /** The `type` of its manifest. */
  readonly type?: "module";
  readonly manager?: Manager;
  readonly dependencies: Readonly<Record<string, string>>;
  /**
   * The folder in `locked` that has its dependencies with a lock file. Such a consumer belongs to
   * `npm run consumers -- --everyday`, which `npm run check` runs.
   */
  readonly locked?: "vite" | "webpack" | "next" | "jest" | "vitest-4" | "vitest-5" | "playwright";
  /** Whether it starts Chromium itself; the variable `CHROMIUM_PATH` has the path. */
  readonly needsChromium?: boolean;
  /** The arguments of the commands that build or run it, each after `node`. */
  readonly commands: readonly (readonly string[])[];
  /** The text that the last command must print, or the folder of the page that it built. */
  readonly gives: { readonly text: RegExp } | { readonly page: string; readonly path?: string };
}

/** Flags that run no scripts of packages and print errors only. */
export const NPM_FLAGS = [
  ...["--loglevel=error", "--no-audit", "--no-fund"],
  ...["--prefer-offline", "--ignore-scripts"],
];

const npm = (major: string, version: string): Manager => ({
  name: `npm ${major}`,
  source: `npm@${version}`,
  command: "bin/npm-cli.js",
  args: ["install", ...NPM_FLAGS],
});

const yarn1: Manager = {
  name: "yarn 1",
  source: "yarn@1.22.22",
  command: "bin/yarn.js",
  args: ["install", "--silent", "--non-interactive"],
};

/** Without hoisting, so that a package sees only what it declares. JSON is YAML too. */
const pnpm: Manager = {
  name: "pnpm 12",
  source: "pnpm@12.21.0",
  command: "bin/pnpm.mjs",
  args: ["install", "--no-frozen-lockfile", "--ignore-scripts", "--reporter=silent"],
  files: (overrides) => ({
    "pnpm-workspace.yaml": JSON.stringify({
      overrides,
      hoist: false,
      strictPeerDependencies: true,
    }),
  }),
};

const yarn4: Manager = {
  name: "yarn 4",
  source: "@yarnpkg/cli-dist@4.18.1",
  command: "bin/yarn.js",
  args: ["install", "--no-immutable"],
  files: () => ({
    "yarn.lock": "",
    ".yarnrc.yml": JSON.stringify({
      nodeLinker: "pnp",
      enableTelemetry: false,
      enableScripts: false,
    }),
  }),
};

const bun: Manager = {
  name: "bun",
  source: "@oven/bun-linux-x64@1.4.4",
  command: "bin/bun",
  args: ["install", "--ignore-scripts", "--silent"],
  isNative: true,
};

const pnp = ["-r", "./.pnp.cjs", "--loader", "./.pnp.loader.mjs"];

const entries = { text: /^18 entries, true$/m };
const node = { app: "node", dependencies: {}, commands: [["main.cjs"]], gives: entries } as const;

/** The result that each page shows. */
export const PAGE_RESULT = "completed €35.50";

export const consumers: readonly Consumer[] = [
  {
    name: "Vite 8",
    app: "page",
    locked: "vite",
    dependencies: {},
    commands: [["node_modules/vite/bin/vite.js", "build", "--base", "./"]],
    gives: { page: "dist" },
  },
  {
    name: "esbuild",
    app: "page",
    dependencies: { esbuild: "0.28.2" },
    commands: [["build.mjs", "esbuild"]],
    gives: { page: "dist" },
  },
  {
    name: "Jest 30, node and jest-fixed-jsdom, MSW 2",
    app: "jest",
    locked: "jest",
    dependencies: {},
    commands: [["node_modules/jest/bin/jest.js", "--ci"]],
    gives: { text: /Tests: +4 passed, 4 total/ },
  },
  {
    name: "Vitest 4, React and jsdom, MSW 2",
    app: "vitest",
    locked: "vitest-4",
    dependencies: {},
    commands: [["node_modules/vitest/vitest.mjs", "run"]],
    gives: { text: /Tests +8 passed \(8\)/ },
  },
  {
    name: "Vitest 5, React and jsdom, MSW 3",
    app: "vitest",
    locked: "vitest-5",
    dependencies: {},
    commands: [["node_modules/vitest/vitest.mjs", "run"]],
    gives: { text: /Tests +8 passed \(8\)/ },
  },
  {
    name: "Playwright, two workers",
    app: "playwright",
    type: "module",
    locked: "playwright",
    needsChromium: true,
    dependencies: {},
    commands: [["main.mjs"]],
    gives: { text: /^12 passed, 0 failed, 2 workers, GET \/bucket\/ana-main 200.*$/m },
  },
  ...(["8.3.8", "7", "6"] as const).map((version) => ({
    name: `Vite ${version[0]}, plugin`,
    app: "vite-plugin",
    type: "module" as const,
    dependencies: { vite: version },
    commands: [["main.mjs"]],
    gives: { text: /^Vite \d: £3\.00, 200, build true$/m },
  })),
  {
    name: "Next 16",
    app: "next",
    locked: "next",
    dependencies: {},
    commands: [["node_modules/next/dist/bin/next", "build"]],
    gives: { page: "out" },
  },
  {
    name: "Next 15",
    app: "next",
    dependencies: { next: "15.5.29", react: "19.3.1", "react-dom": "19.3.1" },
    commands: [["node_modules/next/dist/bin/next", "build"]],
    gives: { page: "out" },
  },
  {
    name: "webpack 5",
    app: "page",
    locked: "webpack",
    dependencies: {},
    commands: [["build.mjs", "webpack"]],
    gives: { page: "dist" },
  },
  {
    name: "rspack 2",
    app: "page",
    dependencies: { "@rspack/core": "2.3.3" },
    commands: [["build.mjs", "rspack"]],
    gives: { page: "dist" },
  },
  {
    name: "rollup 4",
    app: "page",
    dependencies: { rollup: "4.67.4", "@rollup/plugin-node-resolve": "16.0.3" },
    commands: [["build.mjs", "rollup"]],
    gives: { page: "dist" },
  },
  {
    name: "Parcel 2",
    app: "page",
    dependencies: { parcel: "2.16.4" },
    commands: [["node_modules/parcel/lib/bin.js", "build", "index.html", "--public-url", "./"]],
    gives: { page: "dist" },
  },
  {
    name: "SvelteKit 3",
    app: "sveltekit",
    type: "module",
    dependencies: {
      "@sveltejs/adapter-static": "4.0.1",
      "@sveltejs/kit": "3.2.0",
      "@sveltejs/vite-plugin-svelte": "7.3.1",
      svelte: "5.57.3",
      vite: "8.3.8",
    },
    commands: [["node_modules/vite/bin/vite.js", "build"]],
    gives: { page: "build" },
  },
  {
    name: "React Router 8",
    app: "react-router",
    type: "module",
    dependencies: {
      "@react-router/dev": "8.4.0",
      "@react-router/node": "8.4.0",
      isbot: "^5.1.0",
      react: "19.3.1",
      "react-dom": "19.3.1",
      "react-router": "8.4.0",
      vite: "8.3.8",
    },
    commands: [["node_modules/@react-router/dev/bin.cjs", "build"]],
    gives: { page: "build/client" },
  },
  {
    name: "Metro 0.87, for a page",
    app: "metro",
    dependencies: { metro: "0.87.1" },
    commands: [["build.mjs"]],
    gives: { page: "dist" },
  },
  {
    name: "Storybook 10",
    app: "storybook",
    type: "module",
    dependencies: {
      "@storybook/html-vite": "10.6.0",
      storybook: "10.6.0",
      vite: "8.3.8",
    },
    commands: [["node_modules/storybook/dist/bin/dispatcher.js", "build", "--output-dir", "dist"]],
    gives: { page: "dist", path: "/iframe.html?id=consumer--page" },
  },
  {
    name: "Angular 22",
    app: "angular",
    dependencies: {
      "@angular/build": "22.2.7",
      "@angular/cli": "22.2.7",
      "@angular/common": "22.2.6",
      "@angular/compiler": "22.2.6",
      "@angular/compiler-cli": "22.2.6",
      "@angular/core": "22.2.6",
      "@angular/platform-browser": "22.2.6",
      rxjs: "^7.8.0",
      tslib: "^2.8.0",
      typescript: "~6.0.0",
    },
    commands: [["node_modules/@angular/cli/bin/ng.js", "build"]],
    gives: { page: "dist/browser" },
  },
  { ...node, name: "npm 10", manager: npm("10", "10.9.9") },
  { ...node, name: "npm 11", manager: npm("11", "11.21.2") },
  { ...node, name: "yarn 1", manager: yarn1 },
  { ...node, name: "yarn 4, Plug'n'Play", manager: yarn4, commands: [[...pnp, "main.cjs"]] },
  { ...node, name: "pnpm 12, strict, without hoisting", manager: pnpm },
  { ...node, name: "bun 1 (installs; Node runs)", manager: bun },
];
