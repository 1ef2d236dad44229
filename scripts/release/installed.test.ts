import { expect, test } from "vitest";
import { licenceIssues, withBundled } from "./installed.ts";

const component = (name: string, ...ids: readonly string[]) => ({
  name,
  licenses: ids.map((id) => ({ license: { id } })),
});

test("a dependency needs a licence of the list", () => {
  const components = [
    component("a", "MIT"),
    component("b", "GPL-3.0-only"),
    component("c", "MIT", "SSPL-1.0"),
    { name: "d" },
    { name: "e", licenses: [{ license: { name: "Private" } }] },
  ];
  expect(licenceIssues({ components })).toEqual([
    "b has the licence GPL-3.0-only.",
    "c has the licence MIT, SSPL-1.0.",
    "d has the licence none.",
    "e has the licence Private.",
  ]);
});

test("the bill has the libraries whose code is in a package, and their licences are checked", () => {
  const libraries = [{ name: "@scope/d", version: "1.2.3", license: "GPL-3.0-only" }];
  const bill = withBundled({ components: [component("a", "MIT")] }, libraries);
  expect(bill.components[1]).toMatchObject({ version: "1.2.3", purl: "pkg:npm/%40scope/d@1.2.3" });
  expect(licenceIssues(bill)).toEqual(["@scope/d has the licence GPL-3.0-only."]);
});
