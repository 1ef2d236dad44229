/** The examples of the repository that are tested as consumers, from their lock files. */
import type { Consumer } from "./consumer.ts";

export const examples: readonly Consumer[] = [
  {
    name: "self-care, an example with React: MSW in the page, and the mock server",
    app: "self-care",
    isExample: true,
    locked: "self-care",
    needsChromium: true,
    dependencies: {},
    commands: [
      ["node_modules/typescript/bin/tsc", "-p", "tsconfig.json"],
      ["node_modules/@playwright/test/cli.js", "test"],
    ],
    expectedResult: { text: /^ +\d+ passed/m },
  },
  {
    name: "agent-desk, an example in Node: its command, against the mock server",
    app: "agent-desk",
    isExample: true,
    locked: "agent-desk",
    dependencies: {},
    commands: [
      ["node_modules/typescript/bin/tsc", "-p", "tsconfig.json"],
      ["--test", "--test-reporter", "spec", "tests/desk.spec.ts"],
    ],
    expectedResult: { text: /^ℹ pass [1-9]\d*$/m },
  },
  {
    name: "event-listener, an example with Hono and SQLite: killed and started again",
    app: "event-listener",
    isExample: true,
    locked: "event-listener",
    dependencies: {},
    commands: [
      ["node_modules/typescript/bin/tsc", "-p", "tsconfig.json"],
      ["--test", "--test-reporter", "spec", "tests/listener.spec.ts"],
    ],
    expectedResult: { text: /^ℹ pass [1-9]\d*$/m },
  },
  {
    name: "test-suites, an example with Vitest 4, Jest 30, Playwright and Storybook 10",
    app: "test-suites",
    isExample: true,
    locked: "test-suites",
    needsChromium: true,
    dependencies: {},
    commands: [
      ["node_modules/typescript/bin/tsc", "-p", "tsconfig.json"],
      ["node_modules/msw/cli/index.js", "init", "public", "--no-save"],
      ["node_modules/jest/bin/jest.js", "--ci"],
      ["node_modules/@playwright/test/cli.js", "test"],
      ["node_modules/vitest/vitest.mjs", "run"],
    ],
    expectedResult: { text: /Tests +4 passed \(4\)/ },
  },
];
