/** `npm run tidy`: the house rules, as a test. Prints file, line, problem and remedy; fails on the first of any. */
import { root } from "../packages.ts";
import { checkDocs } from "./docs.ts";
import { checkEffects } from "./effects.ts";
import { show } from "./finding.ts";
import { checkImports } from "./imports.ts";
import { checkShape } from "./shape.ts";
import { readSources, repositoryFiles } from "./sources.ts";
import { checkSyntax } from "./syntax.ts";
import { checkTsdoc } from "./tsdoc.ts";

const files = repositoryFiles(root);
const sources = readSources(root, files);
const findings = [
  ...sources.flatMap((source) => [
    ...checkShape(source),
    ...checkSyntax(source),
    ...checkEffects(source),
  ]),
  ...checkImports(sources, root),
  ...checkTsdoc(),
  ...checkDocs(root, files),
];

for (const finding of findings) console.error(show(finding));
console.log(`${sources.length} files read, ${findings.length} findings.`);
process.exitCode = findings.length === 0 ? 0 : 1;
