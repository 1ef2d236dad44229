import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { root } from "../packages.ts";
import { bundledLibraries, importedPackages } from "./bundled.ts";

test("NOTICE names each library whose code is in a published package", () => {
  const notice = readFileSync(join(root, "NOTICE"), "utf8");
  const libraries = bundledLibraries(root);
  expect(libraries).toEqual(["jose", "preact"]);
  expect(
    libraries.filter(
      (name) => !notice.includes(`parts of ${name}`) && !notice.includes(`and ${name}`),
    ),
  ).toEqual([]);
});

test("values of other packages are imports, and types are not", () => {
  const text = `
    import { render } from "preact";
    import { useState } from "preact/hooks";
    import type { JSX } from "preact-types";
    export { x } from "@scope/name/part";
    import "node:fs";
    import { y } from "./own.ts";
    import { z } from "@tmf654/contract";`;
  expect(importedPackages("a.ts", text)).toEqual(["preact", "preact", "@scope/name"]);
});
