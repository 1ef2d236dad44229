import { defineConfig } from "@playwright/test";

export default defineConfig({
  testDir: ".",
  testMatch: process.env.SPECS ?? "{balance,workers}.spec.js",
  workers: 2,
  reporter: "json",
  webServer: { command: "node app.mjs", url: "http://127.0.0.1:4655", reuseExistingServer: false },
  use: {
    baseURL: "http://127.0.0.1:4655",
    launchOptions: { executablePath: process.env.CHROMIUM_PATH, args: ["--no-sandbox"] },
  },
});
