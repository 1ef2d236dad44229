import { expect, test } from "vitest";
import { fidelityPage, readStatements } from "./fidelity.ts";

const page = `# Behaviour

Brackets name a source. [contract] is the document.

## Top-up

- **credit**: A top-up credits
  the bucket. [contract]
- **slow | late**: A payment is slow, see [the policy](policies.md).

## Where systems differ

- **known codes**: A used code does not count. [operators]

### Traces

- **size**: A trace is bounded.
`;

test("a statement has its heading, its whole text and its sources", () => {
  expect(readStatements(page)).toEqual([
    {
      heading: "Top-up",
      name: "credit",
      text: "A top-up credits the bucket.",
      sources: ["contract"],
    },
    {
      heading: "Top-up",
      name: "slow | late",
      text: "A payment is slow, see [the policy](policies.md).",
      sources: [],
    },
    {
      heading: "Where systems differ",
      name: "known codes",
      text: "A used code does not count.",
      sources: ["operators"],
    },
    { heading: "Traces", name: "size", text: "A trace is bounded.", sources: [] },
  ]);
});

test("each statement is in the group of its source, with the files of its tests", () => {
  const tests = { "Top-up": { credit: ["a top-up is credited", "only here"] } };
  const titles = new Map([
    ["packages/ledger/test/top-up.test.ts", ["a top-up is credited at once"]],
    ["packages/mock/test/other.test.ts", ["nothing"]],
  ]);
  const sections = fidelityPage(page, tests, titles).split("## ").slice(1);
  const names = sections.map((section) =>
    [...section.matchAll(/: \*\*(.+?)\*\*/g)].map(([, name]) => name),
  );
  expect(names).toEqual([["credit"], ["known codes"], [], ["size"], ["slow \\| late"]]);
  expect(sections[0]).toContain("1 statements.");
  expect(sections[0]).toContain(
    "| [ledger: top-up.test.ts](../../packages/ledger/test/top-up.test.ts) |",
  );
});
