import { existsSync } from "node:fs";
import { playwright } from "@vitest/browser-playwright";
import { msw } from "msw/vite";
import { defineConfig } from "vitest/config";
import { chromiumPath, notRunReporter } from "./not-run.ts";

/** Workspace packages resolve to their sources, so tests need no build. */
const conditionsFor = (platform: "node" | "browser") => [
  "@tmf654/source",
  "module",
  platform,
  "development|production",
];

const sources = {
  resolve: { conditions: conditionsFor("node") },
  ssr: { resolve: { conditions: conditionsFor("node") } },
};

const node = {
  ...sources,
  test: {
    name: "node",
    // Files share a worker and its modules: loading them again took a fifth of the time.
    isolate: false,
    include: [
      "packages/*/{src,test}/**/*.test.ts",
      "scripts/**/*.test.ts",
      "examples/**/*.test.ts",
    ],
    exclude: [
      "**/node_modules/**",
      "**/*.browser.test.ts",
      "**/*.deep.test.ts",
      "packages/conformance/test/mutants/**",
    ],
    typecheck: { enabled: true, include: ["packages/*/{src,test}/**/*.test-d.ts"] },
    testTimeout: 30_000,
  },
};

/**
 * The same tests with a hundred times the random cases, and the tests that are too slow for every
 * run.
 */
const deep = {
  ...sources,
  test: {
    name: "deep",
    include: ["packages/*/{src,test}/**/*.test.ts", "scripts/**/*.deep.test.ts"],
    exclude: ["**/node_modules/**", "**/*.browser.test.ts"],
    env: { TMF654_DEEP: "100" },
    testTimeout: 3_600_000,
    hookTimeout: 3_600_000,
  },
};

/**
 * 20,000 random requests, and the memory they use. CI runs this besides the everyday tests, always
 * with the same requests, so that a failure comes from the change. The deep run sends other
 * requests.
 */
const fuzz = {
  ...deep,
  test: {
    ...deep.test,
    name: "fuzz",
    include: ["packages/mock/test/fuzz/*.test.ts"],
    env: { ...deep.test.env, TMF654_SEED: process.env.TMF654_SEED ?? "654" },
  },
};

/** Each mutant of the mock against every case that can meet it. CI runs this. */
const mutants = {
  ...deep,
  test: {
    ...deep.test,
    name: "mutants",
    include: ["packages/conformance/test/mutants/*.test.ts"],
  },
};

const browser = {
  // Serves MSW's service worker, so that the repository needs no copy of it.
  plugins: [msw({ mode: "worker-only" })],
  // Listed here, because Vite reloads the page when it finds a dependency during a test.
  optimizeDeps: { include: ["msw", "msw/browser", "re2js"] },
  resolve: { conditions: conditionsFor("browser") },
  test: {
    name: "browser",
    include: ["packages/*/test/**/*.browser.test.ts"],
    browser: {
      enabled: true,
      headless: true,
      screenshotFailures: false,
      provider: playwright({
        launchOptions: {
          executablePath: chromiumPath,
          args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        },
      }),
      instances: [{ browser: "chromium" as const }],
    },
  },
};

const everyday = existsSync(chromiumPath) ? [node, browser] : [node];
const report = process.env.TMF654_TEST_REPORT;

/** The test projects of each npm script; `npm test` runs the everyday ones. */
const projects: Readonly<Record<string, readonly (typeof node | typeof deep | typeof browser)[]>> =
  {
    "test:deep": [deep],
    fuzz: [fuzz],
    mutants: [mutants],
  };

export default defineConfig({
  root: new URL("..", import.meta.url).pathname,
  test: {
    projects: [...(projects[process.env.npm_lifecycle_event ?? ""] ?? everyday)],
    reporters: ["default", notRunReporter, ...(report ? (["json"] as const) : [])],
    ...(report ? { outputFile: { json: report } } : {}),
  },
});
