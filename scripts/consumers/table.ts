/** The consumers: how each installs the packed packages, builds or runs, and what it must give. */

/** A package manager as an npm package, and its commands behind `node`. */
export interface Manager {
  readonly name: string;
  /** The npm package that has it. */
  readonly source: string;
  /** The file of the command in that package. */
  readonly command: string;
  readonly args: readonly string[];
}

/** An app of somebody else's. */
export interface Consumer {
  readonly name: string;
  /** The folder in `apps` that has its files. */
  readonly app: "page" | "next" | "jest" | "node";
  readonly manager?: Manager;
  readonly dependencies: Readonly<Record<string, string>>;
  /** The arguments of the commands that build or run it, each behind `node`. */
  readonly commands: readonly (readonly string[])[];
  /** The text that the last command must print, or the folder of the page that it built. */
  readonly gives: { readonly text: RegExp } | { readonly page: string };
  /** Whether `npm run consumers -- --everyday` has it. */
  readonly isEveryday?: boolean;
}

const NPM_FLAGS = ["--silent", "--no-audit", "--no-fund", "--prefer-offline", "--ignore-scripts"];

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

const entries = { text: /^17 entries, true$/m };
const node = { app: "node", dependencies: {}, commands: [["main.cjs"]], gives: entries } as const;

/** The result that each page shows. */
export const PAGE_RESULT = "completed €35.50";

export const consumers: readonly Consumer[] = [
  {
    name: "Vite 8",
    app: "page",
    dependencies: { vite: "8.3.8" },
    commands: [["node_modules/vite/bin/vite.js", "build", "--base", "./"]],
    gives: { page: "dist" },
    isEveryday: true,
  },
  {
    name: "esbuild",
    app: "page",
    dependencies: { esbuild: "0.28.2" },
    commands: [["build.mjs", "esbuild"]],
    gives: { page: "dist" },
    isEveryday: true,
  },
  {
    name: "Jest 30, node and jest-fixed-jsdom, MSW 2",
    app: "jest",
    dependencies: {
      "@babel/plugin-transform-modules-commonjs": "^7.27.1",
      jest: "30.5.2",
      "jest-environment-jsdom": "30.5.2",
      "jest-fixed-jsdom": "0.0.11",
      msw: "2.15.0",
    },
    commands: [["node_modules/jest/bin/jest.js", "--ci"]],
    gives: { text: /Tests: +2 passed, 2 total/ },
    isEveryday: true,
  },
  {
    name: "Next 16",
    app: "next",
    dependencies: { next: "16.4.6", react: "19.3.1", "react-dom": "19.3.1" },
    commands: [["node_modules/next/dist/bin/next", "build"]],
    gives: { page: "out" },
    isEveryday: true,
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
    dependencies: { webpack: "5.113.0" },
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
  { ...node, name: "npm 10", manager: npm("10", "10.9.9") },
  { ...node, name: "npm 11", manager: npm("11", "11.21.2") },
  { ...node, name: "yarn 1", manager: yarn1 },
];
