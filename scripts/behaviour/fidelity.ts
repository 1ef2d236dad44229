/** The page that groups the statements of the behaviour page by their source. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { repositoryFiles } from "../tidy/sources.ts";
import { anchorOf } from "./published.ts";
import {
  holdsStatements,
  isTitled,
  type ListedTests,
  readListedTests,
  titlesOf,
} from "./statements.ts";

/** A statement of the behaviour page, with the sources that its brackets name. */
export interface SourcedStatement {
  readonly heading: string;
  readonly name: string;
  readonly text: string;
  readonly sources: readonly string[];
}

/** The titles of each test file. */
export type TitlesByFile = ReadonlyMap<string, readonly string[]>;

const SOURCE = / ?\[(contract|R17|TMF630|kit|3GPP|operators)\](?!\()/g;

/** Reads the statements of a page. A statement can continue on lines that are indented. */
export function readStatements(page: string): readonly SourcedStatement[] {
  return page.split(/^##+ /m).flatMap((section) => {
    const [heading = "", ...lines] = section.split("\n");
    const items = lines
      .join("\n")
      .replace(/\n {2,}/g, " ")
      .matchAll(/^- \*\*(.+?)\*\*: (.+)$/gm);
    return [...items].map(([, name = "", text = ""]) => ({
      heading,
      name,
      text: text.replace(SOURCE, ""),
      sources: [...text.matchAll(SOURCE)].map(([, source = ""]) => source),
    }));
  });
}

/** A part of the page: its title, its explanation, and the statements that belong to it. */
interface Group {
  readonly title: string;
  readonly about: string;
  readonly matches: (statement: SourcedStatement) => boolean;
}

const isFrom =
  (...names: readonly string[]) =>
  ({ sources }: SourcedStatement): boolean =>
    sources.some((source) => names.includes(source));

/** Headings about the mock server itself. No TMF654 server has these features. */
const MOCK_HEADINGS = [
  ["Traces", "Time, randomness, identity", "Profiles", "Faults and scenarios"],
  ["OAuth tokens", "Limits", "Stored data", "Replicas", "The control plane"],
].flat();

/** A statement belongs to the first group that has it. */
const GROUPS: readonly Group[] = [
  {
    title: "The contract and its guidelines",
    about:
      "The published document, its previous version (R17) or the REST guidelines of TM Forum (TMF630) say this.",
    matches: isFrom("contract", "R17", "TMF630"),
  },
  {
    title: "Other public sources",
    about:
      "The official conformance kit, 3GPP and RFC 8506, or the public APIs of operators show this.",
    matches: isFrom("kit", "3GPP", "operators"),
  },
  {
    title: "Decisions where systems differ",
    about:
      "Charging systems make different choices. [prepaid-choices.md](../decisions/prepaid-choices.md) has the reasons.",
    matches: ({ heading }) => heading === "Where systems differ",
  },
  {
    title: "Features of the mock",
    about: "A real server has no such feature, so an app does not depend on it.",
    matches: ({ heading }) => MOCK_HEADINGS.includes(heading),
  },
  {
    title: "Decisions without a public source",
    about:
      "We know no public source. A real server can differ, so test an app that depends on one of these statements with the real server.",
    matches: () => true,
  },
];

const groupOf = (statement: SourcedStatement): Group | undefined =>
  GROUPS.find(({ matches }) => matches(statement));

/** The files whose tests check a statement. A file can check several parts. */
function filesFor(parts: readonly string[], titles: TitlesByFile): readonly string[] {
  const matchingFiles = parts.flatMap((part) =>
    [...titles].filter(([, own]) => isTitled(own, part)).map(([file]) => file),
  );
  return [...new Set(matchingFiles)];
}

const shorten = (file: string): string => file.replace(/^packages\//, "").replace("/test/", ": ");

function rowOf(
  { heading, name, text, sources }: SourcedStatement,
  files: readonly string[],
): string {
  const links = files.map((file) => `[${shorten(file)}](../../${file})`).join(", ");
  const escapeCell = (content: string): string =>
    content.replaceAll("|", "\\|").replaceAll("](#", "](behaviour.md#");
  const source = sources.length > 0 ? ` (${sources.join(", ")})` : "";
  return `| [${heading}](${anchorOf(heading)}): **${escapeCell(name)}**${source} | ${escapeCell(text)} | ${links} |`;
}

/** The page. `titles` has the titles of the tests by file. */
export function fidelityPage(page: string, tests: ListedTests, titles: TitlesByFile): string {
  const statements = readStatements(page);
  const sections = GROUPS.map((group) => {
    const { title, about } = group;
    const groupStatements = statements.filter((statement) => groupOf(statement) === group);
    const rows = groupStatements.map((statement) => {
      const parts = tests[statement.heading]?.[statement.name] ?? [];
      return rowOf(statement, filesFor(parts, titles));
    });
    const head = `## ${title}\n\n${groupStatements.length} statements. ${about}\n`;
    return `${head}\n| statement | behaviour | tests |\n|---|---|---|\n${rows.join("\n")}\n`;
  });
  return `<!-- Generated by \`npm run generate\`. Do not edit. -->
# Fidelity: the source of each behaviour

The ${statements.length} statements of [behaviour.md](behaviour.md), grouped by the source that
supports them, with the tests that check them. The text of the contract itself is in
[published-text.md](published-text.md), and its defects are in [errata.md](errata.md).

${sections.join("\n")}`;
}

/** The page of this repository. */
export function emitFidelity(root: string): Record<string, string> {
  const read = (file: string): string => readFileSync(join(root, file), "utf8");
  const files = repositoryFiles(root).filter(holdsStatements);
  const titles = new Map(files.map((file) => [file, titlesOf(file, read(file))]));
  const tests = readListedTests(root);
  const page = fidelityPage(read("docs/reference/behaviour.md"), tests, titles);
  return { "docs/reference/fidelity.md": page };
}
