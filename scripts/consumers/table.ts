/**
 * The consumers: how each one installs the packed packages, how it builds or runs, and its expected
 * result.
 */
import type { Consumer } from "./consumer.ts";
import { examples } from "./examples.ts";
import { bun, npm, pnpm, yarn1, yarn4 } from "./managers.ts";

const pnp = ["-r", "./.pnp.cjs", "--loader", "./.pnp.loader.mjs"];

/** The command that writes MSW's worker script, as its documentation says. */
const workerScript = ["node_modules/msw/cli/index.js", "init", "public", "--no-save"];

const entries = { text: /^[1-9]\d* entries; the mock has buckets$/m };
const node = {
  app: "node",
  dependencies: {},
  commands: [["main.cjs"]],
  expectedResult: entries,
} as const;

/** The result that each page shows. */
export const PAGE_RESULT = "completed €35.50";

export const consumers: readonly Consumer[] = [
  {
    name: "Vite 8",
    app: "page",
    locked: "vite",
    dependencies: {},
    commands: [["node_modules/vite/bin/vite.js", "build", "--base", "./"]],
    expectedResult: { page: "dist" },
  },
  {
    name: "esbuild",
    app: "page",
    dependencies: { esbuild: "0.28.2" },
    commands: [["build.mjs", "esbuild"]],
    expectedResult: { page: "dist" },
  },
  ...(["2.10.0", "2.15.0", "3.0.5"] as const).map((msw) => ({
    name: `entries of the mock in Node, MSW ${msw}`,
    app: "entries",
    dependencies: { "@playwright/test": "1.65.1", msw, vite: "8.3.8", vitest: "4.1.12" },
    oldestNode: msw === "3.0.5" ? (22 as const) : (20 as const),
    commands: [["main.cjs"]],
    expectedResult: { text: /^[1-9]\d* entries; balance €25\.50 by MSW, €25\.50 by node:http$/m },
  })),
  {
    name: "Jest 30 with types, in node, jsdom and jest-fixed-jsdom, MSW 2",
    app: "jest",
    locked: "jest",
    dependencies: {},
    oldestNode: 20,
    commands: [
      ["node_modules/typescript/bin/tsc", "-p", "tsconfig.json"],
      ["node_modules/jest/bin/jest.js", "--ci"],
    ],
    expectedResult: { text: /Tests: +16 passed, 16 total/ },
  },
  {
    name: "Vitest 4, React and jsdom, MSW 2",
    app: "vitest",
    locked: "vitest-4",
    dependencies: {},
    oldestNode: 20,
    commands: [["node_modules/vitest/vitest.mjs", "run"]],
    expectedResult: { text: /Tests +8 passed \(8\)/ },
  },
  {
    name: "Vitest 5, React and jsdom, MSW 3",
    app: "vitest",
    locked: "vitest-5",
    dependencies: {},
    oldestNode: 22,
    commands: [["node_modules/vitest/vitest.mjs", "run"]],
    expectedResult: { text: /Tests +8 passed \(8\)/ },
  },
  {
    name: "Playwright, two workers",
    app: "playwright",
    type: "module",
    locked: "playwright",
    needsChromium: true,
    dependencies: {},
    oldestNode: 20,
    commands: [["main.mjs"]],
    expectedResult: { text: /^12 passed, 0 failed, 2 workers, GET \/bucket\/ana-main 200.*$/m },
  },
  ...examples,
  ...(["8.3.8", "7", "6"] as const).map((version) => ({
    name: `Vite ${version[0]}, plugin`,
    app: "vite-plugin",
    type: "module" as const,
    dependencies: { vite: version },
    oldestNode: 20 as const,
    commands: [["main.mjs"]],
    expectedResult: {
      text: /^Vite \d: the dev server returns £3\.00 and health 200; the build has no mock$/m,
    },
  })),
  {
    name: "Next 16",
    app: "next",
    locked: "next",
    dependencies: {},
    commands: [["node_modules/next/dist/bin/next", "build"]],
    expectedResult: { page: "out" },
  },
  {
    name: "Express 5, Hono 4 and Next 16, which serve the mock",
    app: "servers",
    type: "module",
    locked: "servers",
    dependencies: {},
    oldestNode: 20,
    commands: [["main.mjs"]],
    expectedResult: {
      text: /^(?:\w+ \d+: top-up 201, balance €35\.50, in the journal, own page(?:\. )?){3}$/m,
    },
  },
  {
    name: "Next 15",
    app: "next",
    dependencies: { next: "15.5.29", react: "19.3.1", "react-dom": "19.3.1" },
    commands: [["node_modules/next/dist/bin/next", "build"]],
    expectedResult: { page: "out" },
  },
  {
    name: "webpack 5",
    app: "page",
    locked: "webpack",
    dependencies: {},
    commands: [["build.mjs", "webpack"]],
    expectedResult: { page: "dist" },
  },
  {
    name: "rspack 2",
    app: "page",
    dependencies: { "@rspack/core": "2.3.3" },
    commands: [["build.mjs", "rspack"]],
    expectedResult: { page: "dist" },
  },
  {
    name: "rollup 4",
    app: "page",
    dependencies: { rollup: "4.67.4", "@rollup/plugin-node-resolve": "16.0.3" },
    commands: [["build.mjs", "rollup"]],
    expectedResult: { page: "dist" },
  },
  {
    name: "Parcel 2",
    app: "page",
    dependencies: { parcel: "2.16.4" },
    commands: [["node_modules/parcel/lib/bin.js", "build", "index.html", "--public-url", "./"]],
    expectedResult: { page: "dist" },
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
    expectedResult: { page: "build" },
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
    expectedResult: { page: "build/client" },
  },
  {
    name: "Metro 0.87, for a page",
    app: "metro",
    dependencies: { metro: "0.87.1" },
    commands: [["build.mjs"]],
    expectedResult: { page: "dist" },
  },
  {
    name: "Storybook 10, startWorker, MSW 3",
    app: "storybook",
    type: "module",
    dependencies: {
      "@storybook/html-vite": "10.6.0",
      msw: "3.0.5",
      storybook: "10.6.0",
      vite: "8.3.8",
    },
    commands: [
      workerScript,
      ["node_modules/storybook/dist/bin/dispatcher.js", "build", "--output-dir", "dist"],
    ],
    expectedResult: { page: "dist", path: "/iframe.html?id=consumer--page" },
  },
  {
    name: "Angular 22, startWorker, MSW 2",
    app: "angular",
    dependencies: {
      "@angular/build": "22.2.7",
      "@angular/cli": "22.2.7",
      "@angular/common": "22.2.6",
      "@angular/compiler": "22.2.6",
      "@angular/compiler-cli": "22.2.6",
      "@angular/core": "22.2.6",
      "@angular/platform-browser": "22.2.6",
      msw: "2.15.0",
      rxjs: "^7.8.0",
      tslib: "^2.8.0",
      typescript: "~6.0.0",
    },
    commands: [workerScript, ["node_modules/@angular/cli/bin/ng.js", "build"]],
    expectedResult: { page: "dist/browser" },
  },
  {
    name: "Vue 3, startWorker, MSW 3",
    app: "vue",
    type: "module",
    dependencies: { "@vitejs/plugin-vue": "6.0.11", msw: "3.0.5", vite: "8.3.8", vue: "3.5.45" },
    commands: [
      workerScript,
      ["node_modules/vite/bin/vite.js", "build", "--mode", "development", "--base", "./"],
    ],
    expectedResult: { page: "dist" },
  },
  {
    name: "a service worker of its own, by esbuild",
    app: "service-worker",
    type: "module",
    dependencies: { esbuild: "0.28.2" },
    commands: [["build.mjs"]],
    expectedResult: { page: "dist" },
  },
  {
    name: "Cypress 15, types and support file, without Cypress's program",
    app: "cypress",
    type: "module",
    dependencies: { cypress: "15.3.0", esbuild: "0.28.2", typescript: "5.9.3" },
    commands: [["node_modules/typescript/bin/tsc", "-p", "tsconfig.json"], ["build.mjs"]],
    expectedResult: { page: "dist" },
  },
  { ...node, name: "npm 10", manager: npm("10", "10.9.9") },
  { ...node, name: "npm 11", manager: npm("11", "11.21.2") },
  { ...node, name: "yarn 1", manager: yarn1 },
  { ...node, name: "yarn 4, Plug'n'Play", manager: yarn4, commands: [[...pnp, "main.cjs"]] },
  { ...node, name: "pnpm 12, strict, without hoisting", manager: pnpm },
  { ...node, name: "bun 1 (installs; Node runs)", manager: bun },
];
