import { existsSync } from "node:fs";
import { playwright } from "@vitest/browser-playwright";
import { defineConfig } from "vitest/config";

/** Workspace packages answer with their sources, so no test needs a build. */
const conditions = ["@tmf654/source", "module", "browser", "development|production"];
const nodeConditions = ["@tmf654/source", "module", "node", "development|production"];

const chromium = process.env.CHROMIUM_PATH ?? "/usr/bin/chromium";

const node = {
  resolve: { conditions: nodeConditions },
  ssr: { resolve: { conditions: nodeConditions } },
  test: {
    name: "node",
    include: [
      "packages/*/{src,test}/**/*.test.ts",
      "scripts/**/*.test.ts",
      "examples/**/*.test.ts",
    ],
    exclude: ["**/node_modules/**", "**/*.browser.test.ts", "**/*.deep.test.ts"],
    typecheck: { enabled: true, include: ["packages/*/{src,test}/**/*.test-d.ts"] },
  },
};

const browser = {
  resolve: { conditions },
  test: {
    name: "browser",
    include: ["packages/*/test/**/*.browser.test.ts", "examples/**/*.browser.test.ts"],
    browser: {
      enabled: true,
      headless: true,
      screenshotFailures: false,
      provider: playwright({
        launchOptions: {
          executablePath: chromium,
          args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        },
      }),
      instances: [{ browser: "chromium" as const }],
    },
  },
};

export default defineConfig({
  root: new URL("..", import.meta.url).pathname,
  test: { projects: existsSync(chromium) ? [node, browser] : [node] },
});
