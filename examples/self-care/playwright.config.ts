import { defineConfig } from "@playwright/test";

/** The two sources that each test runs with: the mock in the page, and the mock server. */
const ways = [
  { source: "page", port: 4671 },
  { source: "mock", port: 4672 },
] as const;
const mockUrl = "http://127.0.0.1:4670";

const server = { reuseExistingServer: !process.env.CI };

export default defineConfig({
  testDir: "tests",
  workers: ways.length,
  reporter: "list",
  // At its end Playwright stops the servers, which a killed run would leave behind.
  globalTimeout: 540_000,
  // A page needs milliseconds; a busy machine needs more.
  expect: { timeout: 10_000 },
  use: {
    viewport: { width: 390, height: 844 },
    locale: "en-GB",
    contextOptions: { reducedMotion: "reduce" },
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH,
      args: process.env.CHROMIUM_PATH ? ["--no-sandbox"] : [],
    },
  },
  projects: ways.map(({ source, port }) => ({
    name: source,
    use: { baseURL: `http://127.0.0.1:${port}` },
  })),
  webServer: [
    { ...server, command: "npx tmf654-mock --port 4670 --quiet", url: `${mockUrl}/__mock/ready` },
    ...ways.map(({ source, port }) => ({
      ...server,
      command: `npx vite build --outDir dist/${source} && npx vite preview --outDir dist/${source} --host 127.0.0.1 --port ${port} --strictPort`,
      env: { VITE_TMF654: source, TMF654_MOCK: mockUrl },
      url: `http://127.0.0.1:${port}`,
    })),
  ],
});
