import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type Manifest, packages } from "../packages.ts";
import { isForJsr, jsrManifest } from "./jsr-manifest.ts";

const source = (path: string) => ({ "@tmf654/source": path, default: "./dist/index.js" });
const manifest: Manifest = {
  name: "@tmf654/a",
  version: "1.2.3",
  license: "Apache-2.0",
  dependencies: { "@tmf654/b": "1.2.3" },
  exports: {
    ".": source("./src/index.ts"),
    "./rules": source("./src/rules.ts"),
    "./openapi.json": { default: "./src/openapi.json" },
    "./package.json": "./package.json",
  },
};

test("the manifest for JSR has the version and the TypeScript entries", () => {
  expect(jsrManifest(manifest)).toEqual({
    name: "@tmf654/a",
    version: "1.2.3",
    license: "Apache-2.0",
    exports: { ".": "./src/index.ts", "./rules": "./src/rules.ts" },
  });
});

test.each<[string, Partial<Manifest>, boolean]>([
  ["with packages of the repository", {}, true],
  ["with another package", { dependencies: { pg: "8.0.0" } }, false],
  ["with an optional package", { peerDependencies: { msw: "^2.0.0 || ^3.0.0" } }, false],
])("a package %s", (_, change, isReady) => {
  expect(isForJsr({ manifest: { ...manifest, ...change } })).toBe(isReady);
});

test("five packages are for JSR, and their entries exist", () => {
  const ready = packages.filter(isForJsr);
  expect(ready.map(({ name }) => name)).toEqual([
    ...["contract", "quantity", "validation", "ledger", "conformance"],
  ]);
  for (const { folder, manifest: own } of ready) {
    const { exports } = jsrManifest(own) as { exports: Record<string, string> };
    for (const file of Object.values(exports)) expect(existsSync(join(folder, file))).toBe(true);
  }
});
