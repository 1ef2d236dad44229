import { expect, test } from "vitest";
import { type ReleaseFacts, releaseIssues } from "./ready.ts";

const readyFacts: ReleaseFacts = {
  versions: { a: "0.1.0", b: "0.1.0" },
  changelogs: { a: "# a\n\n## 0.1.0\n\n- x\n", b: "# b\n\n## 0.1.0\n\n- y\n" },
  unfrozenPackages: [],
  pendingChangesets: [],
  isPlaceholder: false,
  uncommittedFiles: [],
};

test("a release that is ready has no issue", () => {
  expect(releaseIssues(readyFacts)).toEqual([]);
});

test.each<[string, Partial<ReleaseFacts>, RegExp]>([
  ["no version", { versions: { a: "0.0.0" }, changelogs: { a: "\n## 0.0.0\n" } }, /is 0\.0\.0/],
  [
    "two versions",
    { versions: { a: "0.1.0", b: "0.1.1" }, changelogs: { a: "\n## 0.1.0\n", b: "\n## 0.1.1\n" } },
    /0\.1\.0, 0\.1\.1/,
  ],
  ["a pending changeset", { pendingChangesets: ["new-flag.md"] }, /new-flag\.md/],
  ["no frozen code", { unfrozenPackages: ["a"] }, /--freeze` for a\./],
  ["no changelog", { changelogs: { a: readyFacts.changelogs.a } }, /b has no "## 0\.1\.0"/],
  [
    "a changelog of another version",
    { changelogs: { ...readyFacts.changelogs, b: "\n## 0.0.9\n" } },
    /b has no/,
  ],
  ["the placeholder", { isPlaceholder: true }, /repository/],
  ["uncommitted files", { uncommittedFiles: ["x.ts"] }, /x\.ts/],
])("%s is an issue", (_, change, issue) => {
  const facts = { ...readyFacts, ...change };
  expect(releaseIssues(facts)).toEqual([expect.stringMatching(issue)]);
});
