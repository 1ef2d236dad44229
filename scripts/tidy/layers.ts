/** Imports that each package's sources may have. Node's own modules are named `node:`. */
export const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  contract: [],
  quantity: ["@tmf654/contract"],
  validation: ["@tmf654/contract", "@tmf654/quantity", "@standard-schema/spec"],
  ledger: ["@tmf654/contract", "@tmf654/quantity"],
  client: ["@tmf654/contract", "openapi-fetch", "@opentelemetry/api", "@tanstack/query-core"],
  mock: [
    "@tmf654/contract",
    "@tmf654/quantity",
    "@tmf654/validation",
    "@tmf654/ledger",
    "re2js",
    "jose",
    "msw",
    "pg",
    "vite",
    "vitest",
    "@playwright/test",
  ],
  conformance: ["@tmf654/contract", "@tmf654/validation"],
  dashboard: ["@tmf654/mock/control", "@tmf654/quantity", "preact"],
};

/**
 * Folders of the mock, inside to outside: a folder imports itself and the folders before it. Only
 * the package's entry is outside these folders.
 */
export const MOCK_LAYERS: readonly (readonly string[])[] = [
  ["ports"],
  ["schema", "query"],
  ["clock", "profile"],
  ["store", "scenarios", "journal", "faults", "events"],
  ["engine"],
  ["snapshot", "trace"],
  ["http"],
  ["control", "oauth"],
  ["database"],
  ["replicas"],
  ["assembly"],
  ["config", "files", "guard", "matchers", "msw", "node", "postgres", "sqlite", "transfer"],
  ["browser", "cli", "jest", "playwright", "vite", "vitest"],
];
