import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { availableParallelism } from "node:os";
import { playwright } from "@vitest/browser-playwright";
import { msw } from "msw/vite";
import { defineConfig } from "vitest/config";
import { chromiumPath, hasPostgres, notRunReporter } from "./not-run.ts";
import { serveWorker } from "./serve-worker.ts";

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

/**
 * Files that use the entry for Vitest. This entry has one server for each test file, so each file
 * needs modules of its own.
 */
const fixtureFiles = [
  "packages/mock/test/vitest/*.test.ts",
  "scripts/examples/readme/top-up.test.ts",
];

const hasChromium = existsSync(chromiumPath);

const nodeProject = {
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
      "**/*.page.test.ts",
      "**/*.deep.test.ts",
      "packages/conformance/test/mutants/**",
      ...fixtureFiles,
    ],
    typecheck: { enabled: true, include: ["packages/*/{src,test}/**/*.test-d.ts"] },
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
};

const fixtures = { ...sources, test: { name: "fixtures", include: fixtureFiles } };

/**
 * The same tests with a hundred times the random cases, and the tests that are too slow for every
 * run.
 */
const deepProject = {
  ...sources,
  test: {
    name: "deep",
    include: ["packages/*/{src,test}/**/*.test.ts", "scripts/**/*.deep.test.ts"],
    exclude: ["**/node_modules/**", "**/*.browser.test.ts", "**/*.page.test.ts"],
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
  ...deepProject,
  test: {
    ...deepProject.test,
    name: "fuzz",
    include: ["packages/mock/test/fuzz/*.test.ts"],
    env: { ...deepProject.test.env, TMF654_SEED: process.env.TMF654_SEED ?? "654" },
  },
};

/** Each mutant of the mock against every case that its change can affect. CI runs this. */
const mutants = {
  ...deepProject,
  test: {
    ...deepProject.test,
    name: "mutants",
    include: ["packages/conformance/test/mutants/*.test.ts"],
  },
};

/** Files that have one version for Node.js and another version for a page. */
const inPageAlias = {
  find: /^.*\/node-transports\.ts$/,
  replacement: new URL("../packages/mock/test/support/browser-transports.ts", import.meta.url)
    .pathname,
};

/** The script that builds the page of the mock once, which the tests in Chromium open. */
const buildPage = "scripts/dashboard/setup.ts";

const browser = {
  // Serves MSW's service worker, so that the repository needs no copy of it.
  plugins: [msw({ mode: "worker-only" })],
  // Without this list, Vite would reload the page when it finds a dependency during a test.
  optimizeDeps: { include: ["msw", "msw/browser", "re2js"] },
  resolve: { conditions: conditionsFor("browser"), alias: [inPageAlias] },
  test: {
    name: "browser",
    include: ["packages/*/test/**/*.browser.test.ts"],
    globalSetup: buildPage,
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

/** The tests of the mock in a page with version 2 of MSW and its worker script. */
const browserMsw2 = {
  ...browser,
  plugins: [serveWorker(createRequire(import.meta.url).resolve("msw2/mockServiceWorker.js"))],
  optimizeDeps: { include: ["msw2", "msw2/browser", "re2js"] },
  resolve: {
    ...browser.resolve,
    alias: [inPageAlias, { find: /^msw(?=\/|$)/, replacement: "msw2" }],
  },
  test: {
    ...browser.test,
    name: "browser-msw-2",
    browser: {
      ...browser.test.browser,
      instances: [{ browser: "chromium" as const, name: "browser-msw-2 (chromium)" }],
    },
    include: ["packages/mock/test/browser/*.browser.test.ts"],
  },
};

const behaviourSuite = "packages/mock/test/behaviour/behaviour.test.ts";

/** The behaviour suite with all its requests over one transport of `node-transports.ts`. */
const overTransport = (transport: string, name = transport) => ({
  ...sources,
  test: {
    name,
    include: [behaviourSuite],
    env: { TMF654_TRANSPORT: transport },
    testTimeout: 120_000,
    hookTimeout: 60_000,
  },
});

/** The behaviour suite on Vite's development server, and through Playwright's routes. */
const servers = (hasChromium ? ["vite", "page.route"] : ["vite"]).map((transport) => ({
  ...overTransport(transport),
  resolve: {
    ...sources.resolve,
    alias: [
      {
        ...inPageAlias,
        replacement: inPageAlias.replacement.replace("browser-transports", "server-transports"),
      },
    ],
  },
}));

/** The behaviour suite in a page, through each version of MSW. */
const pages = (hasChromium ? [browser, browserMsw2] : []).map((project) => ({
  ...project,
  test: { ...project.test, include: [behaviourSuite], testTimeout: 120_000 },
}));

/** The behaviour suite on each transport, for several minutes. */
const transports = [
  overTransport("socket"),
  overTransport("MSW 2", "msw-2"),
  overTransport("MSW 3", "msw-3"),
  ...servers,
  ...pages,
];

/** The behaviour suite on mocks with an SQLite file. */
const database = {
  ...sources,
  test: {
    name: "database",
    include: [behaviourSuite],
    setupFiles: ["packages/mock/test/database/behaviour-setup.ts"],
    testTimeout: 60_000,
    hookTimeout: 300_000,
  },
};

/** The behaviour suite on mocks with a PostgreSQL database: some sections, or all in the deep run. */
const postgres = {
  ...sources,
  test: {
    ...database.test,
    name: "postgres",
    include: hasPostgres
      ? [
          process.env.npm_lifecycle_event === "test:deep"
            ? behaviourSuite
            : "packages/mock/test/behaviour/shared-state.sections.ts",
        ]
      : [],
    setupFiles: ["packages/mock/test/database/behaviour-postgres-setup.ts"],
  },
};

/** The commands of guides, with real servers. */
const guides = {
  ...sources,
  test: {
    name: "guides",
    include: ["scripts/guides/*.deep.test.ts"],
    // Servers start slowly on a busy machine.
    testTimeout: 120_000,
    hookTimeout: 60_000,
  },
};

/** The page at `/__mock/`, in Chromium against the real server. */
const page = {
  ...sources,
  test: {
    name: "page",
    include: hasChromium ? ["packages/dashboard/test/*.page.test.ts"] : [],
    globalSetup: buildPage,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // The page loads data again after a pause, which a slow machine makes longer.
    expect: { poll: { timeout: 15_000 } },
  },
};

const everydayProjects = hasChromium
  ? [nodeProject, fixtures, browser, browserMsw2]
  : [nodeProject, fixtures];
const report = process.env.TMF654_TEST_REPORT;

/** The test projects of each npm script; `npm test` runs the everyday ones. */
const projects: Readonly<
  Record<
    string,
    readonly (
      | typeof nodeProject
      | typeof deepProject
      | typeof browser
      | (typeof transports)[number]
      | typeof page
      | typeof database
      | typeof guides
    )[]
  >
> = {
  "test:deep": [deepProject, database, postgres],
  fuzz: [fuzz],
  "test:transports": transports,
  "test:page": [page],
  "test:database": [database, postgres, guides],
  mutants: [mutants],
};

export default defineConfig({
  root: new URL("..", import.meta.url).pathname,
  test: {
    projects: [...(projects[process.env.npm_lifecycle_event ?? ""] ?? everydayProjects)],
    passWithNoTests: !hasChromium,
    // Vitest leaves one core to itself, so on two cores it would run one file at a time.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    // Ten tests of a file run concurrently.
    maxConcurrency: 10,
    reporters: ["default", notRunReporter, ...(report ? (["json"] as const) : [])],
    ...(report ? { outputFile: { json: report } } : {}),
  },
});
