/** The page docs/reference/errors.md, from the errors of the mock and the classes of the client. */
import { globSync } from "node:fs";
import { errorCatalogue } from "../../../packages/mock/src/http/errors.ts";
import { markdownTable } from "../../markdown-table.ts";
import { classTexts, memberTexts } from "./docstrings.ts";
import { PAGE_HEADER, toCode } from "./page.ts";

/** The path of the page, and its text. */
export function emitErrorsPage(root: string): Record<string, string> {
  const files = globSync("packages/client/src/{errors,reservations}/*error*.ts", { cwd: root });
  const texts = new Map(classTexts(root, files.sort()));
  const names = memberTexts(
    root,
    "packages/client/src/errors/is-tmf654-error.ts",
    "Tmf654ErrorMap",
  );
  const statusRows = Object.values(errorCatalogue).map(({ status, code: number, reason }) => [
    String(status),
    toCode(number),
    reason,
  ]);
  return {
    "docs/reference/errors.md": `${PAGE_HEADER}
# Errors

The errors of the HTTP layer of the mock, and the error classes of the client.
\`npm run generate\` writes this page from the code. [refusals.md](refusals.md)
has the codes with which the ledger refuses an action.
[rules.md](rules.md) has the codes of invalid members.

## Error responses of the mock

A code is a number of TMF630. For a status without a number there, the code is the status or a word.

${markdownTable(["status", "code", "reason"], statusRows)}

## Error classes of the client

\`isTmf654Error(error, name)\` checks for one of them.

${markdownTable(
  ["class", "description"],
  names.map(([name]) => [toCode(name), texts.get(name) ?? ""]),
)}
`,
  };
}
