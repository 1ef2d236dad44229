/** The page docs/reference/flags.md, from the tables of flags of both commands. */
import { flagGroups } from "../../../packages/conformance/src/cli/flags.ts";
import { usageOf } from "../../../packages/mock/src/cli/help.ts";
import { verbs } from "../../../packages/mock/src/cli/verbs.ts";
import { markdownTable } from "../../markdown-table.ts";
import { PAGE_HEADER, toCode } from "./page.ts";

/** The path of the page, and its text. */
export function emitFlagsPage(): Record<string, string> {
  return {
    "docs/reference/flags.md": `${PAGE_HEADER}
# Flags of the commands

Every flag of \`tmf654-mock\` and of \`tmf654-conformance\`. \`npm run generate\` writes
this page from the tables that the commands read. A flag without a value in angle brackets is on
or off.

${verbs.map(verbSection).join("\n")}
## tmf654-conformance

${Object.entries(flagGroups).map(groupTable).join("\n\n")}
`,
  };
}

function verbSection({ name: verb, summary, operands, flags }: (typeof verbs)[number]): string {
  const command = ["tmf654-mock", verb, operands].filter(Boolean).join(" ");
  const rows = Object.entries(flags).map(([name, flag]) => [
    toCode(usageOf(name, flag)),
    flag.help,
    flag.example === undefined ? "" : toCode(flag.example),
  ]);
  return `## tmf654-mock ${verb}

${toCode(command)}: ${summary}.

${markdownTable(["flag", "description", "example"], rows)}
`;
}

type ConformanceFlags = (typeof flagGroups)[string];

function groupTable([title, flags]: readonly [string, ConformanceFlags]): string {
  const rows = flags.map((flag) => [
    toCode(usageOf(flag.name, flag)),
    flag.help,
    flag.isRepeatable ? "yes" : "",
  ]);
  return `### Flags: ${title}\n\n${markdownTable(["flag", "description", "repeatable"], rows)}`;
}
