/** `npm run tidy`: the house rules, as a test. Prints each issue and fails when there is one. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { root } from "../packages.ts";
import { checkDeclaredOnce } from "./declared-once.ts";
import { checkDocs } from "./docs.ts";
import { checkEffects } from "./effects.ts";
import { checkImports } from "./imports.ts";
import { formatIssue } from "./issue.ts";
import { checkNames } from "./names.ts";
import { checkProse } from "./prose/check.ts";
import { isChecked } from "./prose/paths.ts";
import { readPublicApi } from "./public-api.ts";
import { checkShape } from "./shape.ts";
import { readSources, repositoryFiles } from "./sources.ts";
import { checkSyntax } from "./syntax.ts";
import { checkThrows } from "./throws.ts";
import { checkTsdoc } from "./tsdoc.ts";
import { checkUnits } from "./units.ts";

const files = repositoryFiles(root);
const prose = files.filter((file) => isChecked(file) && existsSync(join(root, file)));
const sources = readSources(root, files);
const api = readPublicApi();
const issues = [
  ...sources.flatMap((source) => [
    ...checkShape(source),
    ...checkSyntax(source),
    ...checkEffects(source),
    ...checkNames(source),
  ]),
  ...checkImports(sources, root),
  ...checkTsdoc(api.exports),
  ...checkUnits(api),
  ...checkThrows(api.exports),
  ...checkDeclaredOnce(sources),
  ...checkDocs(root, files),
  ...(await checkProse(root, prose)),
];

for (const issue of issues) console.error(formatIssue(issue));
console.log(
  `${sources.length} files read, ${prose.length} of them for prose, ${issues.length} issues.`,
);
process.exitCode = issues.length === 0 ? 0 : 1;
