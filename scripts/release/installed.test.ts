import { expect, test } from "vitest";
import { licenceIssues } from "./installed.ts";

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
