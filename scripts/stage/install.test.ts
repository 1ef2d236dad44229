import { expect, test } from "vitest";
import { type InstalledPackage, installIssues } from "./install.ts";

const chain: Readonly<Record<string, InstalledPackage>> = {
  "@tmf654/mock": { dependencies: ["a", "b", "e"], size: 3_000_000 },
  a: { dependencies: ["b", "c"], size: 400_000 },
  b: { dependencies: ["c"], size: 300_000 },
  c: { dependencies: ["a", "d"], size: 200_000 },
  d: { dependencies: [], size: 100_000 },
  e: { dependencies: [], size: 0 },
};

test.each<readonly [string, Readonly<Record<string, InstalledPackage>>, readonly string[]]>([
  ["at both limits, with a package that two need, and a ring", {}, []],
  [
    "with a seventh package",
    { d: { dependencies: ["f"], size: 100_000 }, f: { dependencies: [], size: 0 } },
    ["its installation has 7 packages, more than 6: @tmf654/mock, a, b, c, d, f, e"],
  ],
  [
    "with one byte more",
    { e: { dependencies: [], size: 1 } },
    ["its installation has 4000001 bytes, more than 4000000"],
  ],
])("an installation %s", (_, changed, expected) => {
  const allPackages = { ...chain, ...changed };
  expect(installIssues("@tmf654/mock", (name) => allPackages[name] as InstalledPackage)).toEqual(
    expected,
  );
});

test("a package without a limit is not measured", () => {
  const find = (): never => {
    throw new Error("not needed");
  };
  expect(installIssues("@tmf654/client", find)).toEqual([]);
});
