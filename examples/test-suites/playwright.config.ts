import { defineConfig } from "@playwright/test";

const { CHROMIUM_PATH } = process.env;

export default defineConfig({
  testMatch: "tests/*.playwright.ts",
  reporter: "list",
  webServer: { command: "npx vite --port 4680 --strictPort", url: "http://localhost:4680" },
  use: {
    baseURL: "http://localhost:4680",
    launchOptions: {
      executablePath: CHROMIUM_PATH,
      args: CHROMIUM_PATH ? ["--no-sandbox"] : [],
    },
  },
});
